"""D5xx: dates and deadlines."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.rules.cases import Bad, Good, assert_bad, assert_good, names

NEW = "directives/bod-30-02.yml"
OLD = "directives/bod-30-01.yml"
ITEM = "items/fix-by-clock.yml"

BAD = [
    Bad(
        "a record must not be updated before it was published",
        "D501",
        NEW,
        "updated: 2026-11-01",
        "updated: «2026-09-30»",
        "updated",
        "updated on 2026-09-30, before it was published on 2026-10-01",
        "Mend one of the two dates, or leave `updated` out if nothing has changed since.",
    ),
    Bad(
        "a directive must not end before it was issued",
        "D502",
        "directives/act-30.yml",
        "status: published\n",
        "status: closed\nended: {date: «2013-12-31», reason: It ran out.}\n",
        "ended.date",
        "ended on 2013-12-31, before it was issued in 2014",
        "Mend one of the two dates.",
    ),
    Bad(
        "a guidance item must not end before it was published",
        "D502",
        ITEM,
        "status: published\n",
        "status: withdrawn\nended: {date: «2026-09-30», reason: It was wrong.}\n",
        "ended.date",
        "ended on 2026-09-30, before it was published on 2026-10-01",
    ),
    Bad(
        "a review must not be due before the record was published",
        "D503",
        "tools/scan-helper.yml",
        "published: 2026-10-01\n",
        "published: 2026-11-22\nreview_by: «2026-11-21»\n",
        "review_by",
        "to be reviewed by 2026-11-21, before it was published on 2026-11-22",
    ),
    Bad(
        "a review must not be due before the record was updated",
        "D503",
        NEW,
        "updated: 2026-11-01\nreview_by: 2027-02-01",
        "updated: 2026-11-22\nreview_by: «2026-11-21»",
        "review_by",
        "to be reviewed by 2026-11-21, before it was updated on 2026-11-22",
        "Write the day by which somebody has to read it against its sources again.",
    ),
    Bad(
        "a source must not be read before it was published",
        "D504",
        NEW,
        "retrieved: 2026-09-29",
        "retrieved: «2026-06-09»",
        "sources[0].retrieved",
        "read on 2026-06-09, before it was published: 2026-06-10",
        "Mend one of the two dates.",
    ),
    Bad(
        "a source must not be read before the month of publication",
        "D504",
        NEW,
        "published: 2026-06-10\n    retrieved: 2026-09-29",
        "published: 2026-10\n    retrieved: «2026-09-29»",
        "sources[0].retrieved",
    ),
    Bad(
        "history must not begin before publication",
        "D505",
        NEW,
        "- {date: 2026-10-01,",
        "- {date: «2026-06-10»,",
        "history[0].date",
        "changed on 2026-06-10, before the record was published on 2026-10-01",
        "Write the day of the change in the portal; what happened before belongs in `details`.",
    ),
    Bad(
        "a change must not lie in the future",
        "D506",
        NEW,
        "- {date: 2026-10-01,",
        "- {date: «2026-11-23»,",
        "history[0].date",
        "2026-11-23 lies after today, 2026-11-22",
        "Check the year, month and day.",
    ),
    Bad(
        "publication must not lie in the future",
        "D506",
        "topics/patching.yml",
        "published: 2026-10-01",
        "published: «2062-10-01»",
        "published",
    ),
    Bad(
        "an update must not lie in the future",
        "D506",
        NEW,
        "updated: 2026-11-01",
        "updated: «2027-01-01»",
        "updated",
    ),
    Bad(
        "a source must not be read in the future",
        "D506",
        NEW,
        "retrieved: 2026-09-29",
        "retrieved: «2027-09-29»",
        "sources[0].retrieved",
    ),
    Bad(
        "a deadline after issue needs the day of issue",
        "D507",
        NEW,
        "issued: 2026-06-10\n",
        "issued: 2026-06\n",
        "requirements[3].deadline.after",
        "the record has no full `issued` date to count from",
        "Add `issued: YYYY-MM-DD` to the record, or write the date itself: `{on: YYYY-MM-DD}`.",
        (NEW, "{within: 60 days, after: «issued»}"),
    ),
    Bad(
        "a deadline must count from a requirement with a date",
        "D507",
        ITEM,
        "after: bod-30-02#publish-schema",
        "after: «bod-30-02#write-policy»",
        "actions[0].deadline.after",
        "`bod-30-02#write-policy` has no date to count from",
        "Give `bod-30-02#write-policy` a deadline with a date, or write the date itself: `{on: YYYY-MM-DD}`.",
    ),
    Bad(
        "a deadline must not count from itself",
        "D507",
        NEW,
        "deadline: {within: 60 days, after: issued}",
        "deadline: {within: 60 days, after: «bod-30-02#publish-schema»}",
        "requirements[3].deadline.after",
        "`bod-30-02#publish-schema` is counted from itself in the end",
    ),
    Bad(
        "deadlines must not count from one another in a circle",
        "D507",
        NEW,
        "deadline: {within: 60 days, after: issued}",
        "deadline: {within: 60 days, after: «fix-by-clock#list-assets»}",
        "requirements[3].deadline.after",
    ),
    Bad(
        "a deadline must lie within the calendar",
        "D507",
        OLD,
        "{within: 14 days, after: issued}",
        "{within: 9999 years, after: «issued»}",
        "requirements[0].deadline.after",
        "9999 years after 2021-11-03 is later than the year 9999",
    ),
    Bad(
        "a published record must be reviewed in time",
        "D508",
        NEW,
        "review_by: 2027-02-01",
        "review_by: «2026-11-21»",
        "review_by",
        "the review was due on 2026-11-21, 1 day ago",
        "Read the record against its sources, mend what changed, and set the next date.",
    ),
    Bad(
        "a fixed date must not lie before the directive was issued",
        "D509",
        NEW,
        "deadline: {when: immediately}",
        "deadline: {on: «2025-12-07»}",
        "requirements[0].deadline.on",
        "due on 2025-12-07, before the directive was issued: 2026-06-10",
        "Check the year, month and day.",
    ),
    Bad(
        "a recurring duty must not begin before the directive was issued",
        "D509",
        NEW,
        "from: 2026-07-01",
        "from: «2026-06-09»",
        "requirements[1].deadline.from",
    ),
    Bad(
        "a delivery must have a date",
        "D510",
        NEW,
        "outcome: {status: delivered, date: 2026-08-01}",
        "outcome: {«status»: delivered}",
        "requirements[3].outcome.date",
        "the outcome is `delivered`, but has no `date`",
        "Add the day of delivery, or write `status: unknown` if no source gives it.",
    ),
    Bad(
        "a delivery must not lie before the directive was issued",
        "D511",
        NEW,
        "date: 2026-08-01}",
        "date: «2026-06-09»}",
        "requirements[3].outcome.date",
        "delivered on 2026-06-09, before the directive was issued: 2026-06-10",
        "Mend one of the two dates.",
    ),
    Bad(
        "a late delivery must be called late",
        "D512",
        NEW,
        "outcome: {status: delivered, date: 2026-08-01}",
        "outcome: {status: «delivered», date: 2026-08-10}",
        "requirements[3].outcome.status",
        "`delivered`, but 2026-08-10 is after the deadline, 2026-08-09",
        "Write `status: late`, or mend the date.",
    ),
    Bad(
        "a timely delivery must not be called late",
        "D512",
        NEW,
        "outcome: {status: delivered, date: 2026-08-01}",
        "outcome: {status: «late», date: 2026-08-09}",
        "requirements[3].outcome.status",
        "`late`, but 2026-08-09 is not after the deadline, 2026-08-09",
        "Write `status: delivered`, or mend the date.",
    ),
]

GOOD = [
    Good("a review may be due today", "D508", NEW, "review_by: 2027-02-01", "review_by: 2026-11-22"),
    Good(
        "a record that is no longer in force needs no review",
        "D508",
        OLD,
        "published: 2026-10-01\n",
        "published: 2026-10-01\nreview_by: 2026-11-01\n",
    ),
    Good(
        "a source may be read in the month of publication",
        "D504",
        NEW,
        "published: 2026-06-10\n    retrieved: 2026-09-29",
        "published: 2026-09\n    retrieved: 2026-09-01",
    ),
    Good(
        "a service may have ended before its record was published",
        "D502",
        "services/hygiene.yml",
        "status: published\n",
        "status: closed\nended: {date: 2020-01-01, reason: CISA closed it.}\n",
    ),
    Good(
        "what is not delivered has no date", "D510", NEW, "{status: delivered, date: 2026-08-01}", "{status: unknown}"
    ),
    Good("the last day is in time", "D512", NEW, "date: 2026-08-01}", "date: 2026-08-09}"),
    Good(
        "a draft may be dated ahead",
        "D506",
        "directives/bod-30-03.yml",
        "status: draft\n",
        "status: draft\npublished: 2027-01-01\n",
    ),
]


@pytest.mark.parametrize("case", BAD, ids=names(BAD))
def test_a_mistake_is_one_finding_at_its_place(case: Bad, tmp_path: Path) -> None:
    assert_bad(case, tmp_path)


@pytest.mark.parametrize("case", GOOD, ids=names(GOOD))
def test_what_is_allowed_is_no_finding(case: Good, tmp_path: Path) -> None:
    assert_good(case, tmp_path)
