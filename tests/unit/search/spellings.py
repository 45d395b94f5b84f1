"""Spellings and their keys: the build and the browser are both held to this table."""

from __future__ import annotations

SPELLINGS: dict[str, tuple[str, ...]] = {
    "bod2604": ("BOD 26-04", "bod-26-04", "BOD26-04", "bod2604", "BOD 26–04", "BOD 26—04", "BOD 26−04", "bod_26_04"),
    "2604": ("26-04", "26 04", "26‑04"),
    "ac2.1": ("AC-2(1)", "AC-02(01)", "ac-2.1", "AC-2 (1)", "AC-02.01", "ac2(1)", "AC-2( 1 )", "ＡＣ－２（１）"),
    "ac2": ("AC-2", "AC-02", "ac 2", "AC2"),
    "ac10": ("AC-10", "ac10"),
    "t1059.1": ("T1059.001", "t1059.1", "T1059.01"),
    "t1059": ("T1059", "T 1059"),
    "amlt0051": ("AML.T0051", "aml t0051", "amlt0051"),
    "amlt0051.0": ("AML.T0051.000",),
    "cve20243400": ("CVE-2024-3400", "cve 2024 3400", "CVE–2024–3400"),
    "eo14409": ("EO 14409", "E.O. 14409", "E.O.14409", "eo-14409", "EO14409"),
    "m2614": ("M-26-14", "m 26-14", "M26-14"),
    "praa01": ("PR.AA-01", "pr.aa-01"),
    "d3mfa": ("D3-MFA", "d3mfa"),
    "cwe79": ("CWE-79", "cwe79"),
    "sp80053": ("SP 800-53", "sp-800-53", "SP800-53"),
    "csf2.0": ("CSF 2.0", "csf-2.0"),
    "attck": ("ATT&CK", "att&ck"),
    "rd": ("R&D", "R & D"),
    "zerotrust": ("Zero Trust", "zero-trust", "“zero trust”"),
    "cafe": ("Café", "cafe\u0301"),
    "1.2.3": ("1.2.3", "1.02.003"),
    "3.10": ("3.10",),
    "1.0": ("1.0", "1.00"),
    "": ("", " ", "–", "()", "…"),
}
"""By key."""

SHARDS: tuple[tuple[str, int, int], ...] = (
    ("", 16, 0x811C9DC5 % 16),
    ("a", 2**32, 0xE40C292C),
    ("foobar", 2**32, 0xBF9CF968),
    ("bod2604", 1, 0),
    ("é", 2**32, 0x1E9DE8C1),
)
"""Key, number of shards, shard; the first values of 32-bit FNV-1a are those of its authors' test vectors."""
