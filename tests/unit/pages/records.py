"""The records that the tests of pages read."""

from tests.unit.content.conftest import record_text

CISA = record_text("organization", "cisa", title="Cybersecurity Agency", abbreviation="CISA", type="government")
KEV = record_text(
    "term",
    "kev",
    title="Known exploited vulnerability",
    abbreviation="KEV",
    synonyms="[exploited vulnerability]",
    definition='A vulnerability that [[cisa]] lists as "exploited".',
)
OLD = record_text(
    "directive",
    "bod-22-01",
    title="Reducing the Risk",
    citation="BOD 22-01",
    status="revoked",
    issued="2021-11-03",
    ended='{date: 2026-06-10, reason: "A newer directive revoked it."}',
    requirements="""
  - id: remediate-kev
    title: Fix what is listed
    level: must
    do: Fix it.
    deadline: {within: 14 days, after: issued}
  - id: report
    title: Report
    level: must
    do: Report.
    deadline: {every: 7 days, from: 2022-01-03}
""",
)
NEW = record_text(
    "directive",
    "bod-26-04",
    title="Prioritizing Updates & Risk",
    citation="BOD 26-04",
    issued="2026-06-10",
    published="2026-11-22",
    authority="[bod-22-01]",
    revokes="[bod-22-01]",
    related="[fix-by-risk]",
    requirements="""
  - id: remediate
    title: Remediate within the times of the table
    level: must
    who: [Agencies]
    do: Fix each KEV entry by [[bod-26-04#table-1]].
    verify: |
      Export all findings.

      ```bash
      curl '[[kev]]'
      ```
    evidence:
      - The export.
      - The scan.
    deadline: {within: 180 days, after: issued}
    controls: [SI-2, {id: "AC-2(1)", source: guide}]
    csf: [ID.RA-01]
    source: main
    locator: Phase III
  - id: tell
    title: Tell CISA
    level: should
    do: Tell.
    deadline: {within: 10 days, after: bod-26-04#remediate}
    source: guide
  - id: late
    title: What was due
    level: may
    do: Do.
    deadline: {on: 2026-08-09}
    source: rumor
""",
    decision_tables="""
  - id: table-1
    title: Table 1
    inputs:
      - {id: exposed, label: Exposed?, help: Look., values: [{id: "yes", label: "Yes"}, {id: "no", label: "No"}]}
      - {id: impact, label: Impact?, values: [{id: total, label: Total}, {id: partial, label: Partial}]}
    outputs: [{id: period, label: Within}]
    rules:
      - {when: {exposed: "yes"}, then: {period: 3 days}}
      - {when: {exposed: "no", impact: total}, then: {period: 14 days}}
      - {when: {exposed: "no", impact: partial}, then: {period: on upgrade}}
""",
    sources="""
  - {id: main, title: The directive, url: "https://a.example/d", confidence: official, retrieved: 2026-07-29}
  - {id: guide, title: The guide, url: "https://a.example/g", confidence: reported}
  - {id: rumor, title: A rumor, url: "https://a.example/r", confidence: unverified}
""",
    history="\n  - {date: 2026-11-22, change: First published., breaking: true}",
    details='"## Reading it\\n\\nText.\\n\\n### Deeper\\n\\nMore."',
)
ITEM = record_text(
    "guidance",
    "fix-by-risk",
    title="Fix by risk",
    audience="[System owners]",
    applies_to="[Civilian systems]",
    effort="2 weeks",
    implements="[bod-26-04#remediate]",
    actions="""
  - id: look-up
    title: Look up the values
    level: must
    do: Look.
    verify: Check.
    evidence: [The *dated* list., The log.]
    deadline: {table: bod-26-04#table-1}
    effort: 1 hour
    tools: [garak]
    services: [scan]
    automation: |
      curl "https://a.example/?a=1&b=<x>" |
        jq .
    atlas: [AML.T0051]
""",
)
GARAK = record_text(
    "tool",
    "garak",
    title="garak",
    maintainer="cisa",
    defends="ai-systems",
    ai_role="core",
    ai_part="It attacks a model.",
    warning="It attacks for real.",
    access="[Download it.]",
    data_handling="[{text: To the model., source: blog}]",
    limitations="[Slow., {text: Unsure., source: guess}]",
    csf="[ID.RA]",
    fedramp=(
        "{status: authorized, as_of: 2026-04-28, listings: "
        "[{id: FR1, offering: Cloud, status: authorized, level: high, date: 2025-01-02}]}"
    ),
    sources="""
  - {id: readme, title: README, url: "https://a.example/readme", confidence: official, retrieved: 2026-11-22}
  - {id: blog, title: Blog, url: "https://a.example/blog", confidence: reported}
  - {id: guess, title: Guess, url: "https://a.example/guess", confidence: unverified}
""",
)
SCAN = record_text("service", "scan", title="Scanning", provider="cisa", availability="announced", topics="[patching]")
TOPIC = record_text("topic", "patching", title="Patching")

ALL = (CISA, KEV, OLD, NEW, ITEM, GARAK, SCAN, TOPIC)
