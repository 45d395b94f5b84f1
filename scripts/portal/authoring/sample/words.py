"""The words that a synthetic record is made of. Nothing here says anything about a real system or duty.

The identifiers are active entries of the official lists, so that pages made from them look like real ones; which of
them meet in a record is chance.
"""

from __future__ import annotations


def _listed(text: str) -> list[str]:
    return text.split()


ADJECTIVES = _listed("""
amber ashen birch brass bronze calm cedar chalk cobalt copper coral crimson distant dusky eastern ebony elm fern
flint frosty garnet gentle golden granite hazel hidden indigo iron ivory jade lilac linen lunar maple marble misty
mossy northern oaken ochre olive onyx opal pale pearl pine plain quartz quiet russet rustic sable saffron sandy
scarlet silver slate southern spruce steady sunlit tawny teal umber velvet violet walnut western willow winter
""")
"""First words of the names of imaginary things."""

NOUNS = _listed("""
anchor anvil aqueduct archive arcade atlas banner barge basin beacon belfry bellows brook cabinet canal carousel
causeway chapel chimney cistern cloister compass conduit courtyard depot dovecote dynamo ferry fountain furnace
gallery garden gazebo granary grotto harbor hedge kiln lantern ledger lighthouse locker loom meadow mill mosaic
nursery orchard parlor pavilion pergola pier plaza pond portal quarry quay reservoir rookery sawmill spire stable
sundial terrace tollgate tower trellis turbine turnstile viaduct vineyard well windmill workshop
""")
"""Second words of the names of imaginary things."""

LABELS = tuple(
    f"{verb} {noun}"
    for verb in ("Counting", "Lighting", "Mending", "Sorting", "Weighing")
    for noun in ("barges", "bells", "lamps", "pebbles", "sails")
)
"""What lists of imaginary tools filter by."""

VERBS = _listed("""
Align Arrange Balance Catalog Check Close Collect Compare Copy Count Divide File Gather Inspect Join Label Level
Measure Move Number Open Order Pair Plan Polish Record Renew Repair Replace Rotate Seal Separate Sort Store Survey
Tally Trim Weigh
""")
"""What a sample duty asks for."""

ROLES = (
    "Ledger keepers",
    "Beacon wardens",
    "Orchard stewards",
    "Canal pilots",
    "Owners of sample systems",
    "Mill inspectors",
    "Quay officers",
    "The office of the lamplighter",
    "Tower clerks",
    "Ferry crews",
    "Loom operators",
    "Sample review board",
)
"""Who a sample duty is for."""

SYSTEMS = (
    "Sample systems with more than ten drawers",
    "Machines that count pebbles",
    "Every sample network in the northern meadow",
    "Imaginary workstations",
    "Sample services that run behind the mill",
    "Not the systems of the lighthouse",
)
"""What a sample item is about."""

EFFORTS = ("2 hours a machine", "half a day", "1 to 2 weeks at first", "15 minutes a day", "3 days a quarter")
"""How much work a sample duty is."""

EVENTS = (
    "the lamplighter rings the bell",
    "a pebble is reported missing",
    "the sample review board asks for it",
    "the tide reaches the second mark",
)
"""What starts a sample clock."""

SENTENCES = (
    "Compare the {a} with the list that the {b} keeps, and write down each of the {n} places where they differ.",
    "Nothing in this text is a duty of anybody; the {a} and the {b} are words that fill a page of the usual length.",
    "Ask the keeper of the {a} for the {n} entries of the last round before the {b} is opened.",
    "Where the {a} stands beside the {b}, the older label stays until the count reaches {n}.",
    "Move one drawer at a time, wait until the {a} reports that it is settled, and only then go on to the {b}.",
    "The {a} needs {n} marks, a date and two initials; a mark without a date counts as none.",
    "Put the {a} back in its place if the {b} does not answer within {n} minutes.",
    "Sort what is left over by color, then by weight, and leave the {a} closed for the rest of the day.",
    "A {a} that nobody has looked at for {n} days goes to the shelf behind the {b}.",
    "Each entry names the {a}, who counted it, and the page of the {b} on which the count stands.",
    "Read the count aloud, have a second person repeat it, and enter both in the book of the {a}.",
    "If the {a} and the {b} disagree, the {a} is right until somebody shows {n} pebbles to the contrary.",
    "The result must lie between {n} and twice that number; anything else is a reason to begin again.",
    "Keep the {a} away from the {b} while the paint is wet, and say so on the door.",
    "This step takes longer at first, because the {a} has to be emptied before anybody can measure it.",
    "It is enough to look at {n} drawers chosen by lot, as long as the {a} and the {b} are among them.",
    "The {b} follows one week later, with the same list and with the same two people.",
    "What the {a} holds is copied once a day, and the copy is read back on the first day of the month.",
    "No key to the {a} leaves the yard; the {b} has its own, and the two are never kept together.",
    "Should the {a} be missing altogether, draw a line through its row and go on with the next.",
)
"""Sentences of prose; ``a`` and ``b`` are imaginary things, ``n`` is a number."""

POINTING = (
    "The steps before this one stand at {r}.",
    "Where {r} says something else, follow that.",
    "See {r} for the longer list of the {a}.",
    "It counts toward {r} and toward nothing else.",
    "Use the same marks as {r} does.",
)
"""Sentences that hold a reference."""

FACTS = (
    "Counts what the {a} holds",
    "Reads the drawers of the {a}, never those of the {b}",
    "Runs beside the {a} on one sample machine",
    "Keeps {n} pages of the {b} in memory",
    "Works without a connection to the {a}",
    "Sends a tally to the {a} every {n} minutes",
    "Sorts by color and weight",
    "Needs a {a} that was emptied first",
    "Says nothing about the {b}",
    "Stops after {n} rounds",
)
"""Short statements about an imaginary tool or service."""

EVIDENCE = (
    "The signed count of the {a}, with its date.",
    "A list of the {n} drawers that were opened, and by whom.",
    "The page of the {b} that shows the count before and after.",
    "The two initials beside each mark.",
)
"""What a sample duty keeps as proof."""

SOURCE_TITLES = (
    "Sample register of the {a}, part {n}",
    "Notes on the {a} and the {b}",
    "Sample almanac, chapter {n}",
    "The {a}: a made-up report",
)
"""Titles of sources that do not exist."""

LOCATORS = ("section {n}(b)", "page {n}", "§ {n}", "table {n}, second row", "chapter {n}, last paragraph")
"""Places in a source."""

CONTROLS = _listed("""
AC-1 AC-2 AC-2(3) AC-2(8) AC-3(11) AC-4(29) AC-6(2) AC-6(3) AC-10 AC-11 AC-14 AC-17 AC-21 AC-24 AC-24(2) AT-2(3)
AT-4 AU-3 AU-7(1) AU-10 AU-10(4) AU-14 CA-6(1) CM-2 CM-2(3) CM-3(2) CM-7(2) CM-8(6) CM-9 CM-10 CP-3 CP-7 CP-8(1)
CP-9(5) CP-11 IA-2 IA-5 IA-5(14) IA-6 IA-12 IA-12(2) IR-2 IR-3(2) IR-4(4) IR-4(7) IR-5 IR-6 MA-3 MA-4 MA-6(2)
MP-3 MP-6 MP-6(1) PE-3(2) PE-4 PE-11(2) PE-22 PL-1 PM-1 PM-2 PM-14 PM-23 PM-25 PS-7 PS-9 PT-1 PT-4 PT-5(2) RA-1
RA-2 RA-5 RA-8 SA-3 SA-4(11) SA-5 SA-8(21) SA-11(4) SA-17 SA-20 SC-7(8) SC-7(29) SC-12(1) SC-20 SC-24 SC-28(2)
SC-31(1) SC-32 SC-34 SC-39 SI-4 SI-4(21) SI-10(1) SI-13(3) SI-16 SI-20 SI-22 SR-4(2) SR-5 SR-5(1) SR-8
""")
"""Controls of NIST SP 800-53 revision 5 that are not withdrawn."""

CSF = _listed("""
DE DE.AE-07 DE.CM DE.CM-02 DE.CM-03 GV.OC GV.OC-01 GV.OC-03 GV.OV-01 GV.OV-02 GV.PO GV.PO-01 GV.RM-01 GV.RM-03
GV.RR GV.RR-04 GV.SC-03 GV.SC-04 GV.SC-06 GV.SC-08 GV.SC-09 ID ID.AM-01 ID.AM-02 ID.AM-04 ID.AM-05 ID.AM-07
ID.AM-08 ID.IM ID.IM-03 ID.IM-04 ID.RA ID.RA-01 ID.RA-03 ID.RA-06 ID.RA-08 ID.RA-09 ID.RA-10 PR.AA PR.AA-01
PR.AA-02 PR.AA-03 PR.AA-04 PR.AA-06 PR.AT-01 PR.DS PR.DS-10 PR.PS PR.PS-01 PR.PS-02 PR.PS-06 RC.RP-01 RC.RP-06
RS.AN-03 RS.AN-06 RS.AN-07 RS.CO RS.MA-02 RS.MA-05
""")
"""Functions, categories and subcategories of CSF 2.0 that are not withdrawn."""

ATTACK = _listed("""
M1022 M1033 M1037 T1001.001 T1005 T1011 T1021.004 T1021.007 T1027.005 T1027.014 T1036.009 T1037 T1048.002 T1055.003
T1059.003 T1059.011 T1070 T1070.002 T1071.005 T1078 T1078.001 T1082 T1083 T1087 T1087.003 T1090 T1102 T1114.002
T1125 T1132 T1134 T1135 T1136.001 T1137 T1140 T1185 T1189 T1201 T1203 T1205 T1207 T1210 T1212 T1213 T1213.005 T1216
T1218.010 T1486 T1490 T1491 T1496.001 T1499 T1525 T1529 T1534 T1535 T1543.004 T1546 T1546.002 T1550.002 T1552 T1555
T1556.001 T1557.003 T1558.005 T1560 T1561 T1562.006 T1564.010 T1568 T1570 T1578.002 T1583 T1585 T1589.001 T1590
T1592 T1598 T1602 T1610 T1613 T1614 T1621 T1649 T1654 T1656 T1657 T1659 TA0009
""")
"""Active techniques, mitigations and tactics of ATT&CK 18.1."""

ATLAS = _listed("""
AML.M0009 AML.M0018 AML.T0000 AML.T0002 AML.T0008.005 AML.T0010.002 AML.T0011.002 AML.T0012 AML.T0016 AML.T0019
AML.T0025 AML.T0035 AML.T0043.003 AML.T0046 AML.T0048.001 AML.T0051.001 AML.T0053 AML.T0055 AML.T0056 AML.T0057
AML.T0063 AML.T0065 AML.T0068 AML.T0074 AML.T0080 AML.T0080.001 AML.T0085.000 AML.T0091 AML.T0094 AML.T0100
""")
"""Techniques and mitigations of ATLAS 5.6."""

D3FEND = _listed("""
D3-ACH D3-AH D3-AL D3-ANAA D3-CH D3-CI D3-CM D3-CQ D3-DNSDL D3-DQSA D3-DRT D3-DTP D3-DUC D3-EDL D3-FBA D3-FMBV D3-HS
D3-IPRA D3-IRA D3-ITF D3-MBT D3-NNI D3-OM D3-OSM D3-PE D3-PSMD D3-PWA D3-RAPA D3-RDI D3-RFS D3-RPA D3-SCP D3-SFCV
D3-TBA D3-UDTA D3-ULA
""")
"""Techniques of D3FEND 1.2."""

CWES = _listed("CWE-22 CWE-59 CWE-77 CWE-78 CWE-79 CWE-89 CWE-94 CWE-120 CWE-125 CWE-287 CWE-416 CWE-502 CWE-787")
"""Live weaknesses of the CWE list."""

CVES = _listed("""
CVE-2014-3120 CVE-2015-4852 CVE-2016-3643 CVE-2017-0146 CVE-2017-9822 CVE-2018-0151 CVE-2018-15961 CVE-2019-0211
CVE-2020-11738 CVE-2020-25213 CVE-2021-27104 CVE-2021-4034 CVE-2022-1096 CVE-2022-28810 CVE-2023-22515
CVE-2023-48788 CVE-2024-20767 CVE-2024-28995 CVE-2024-41710 CVE-2025-0994 CVE-2025-24989 CVE-2025-8875
""")
"""CVE identifiers; a sample record that holds one says nothing about that vulnerability."""
