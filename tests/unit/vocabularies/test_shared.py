"""All real files together: what an update of everything costs, and whether the lists fit one another."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portal.vocabularies.lookup import Library, load
from tests.unit.vocabularies.given import SHARED

R5 = "nist/NIST_SP-800-53_rev5_"
INPUTS = {
    "attack-enterprise": ["attack/enterprise-attack-18.1.stix20.rebuilt.json.xz"],
    "attack-mobile": ["attack/mobile-attack-17.1.json.xz"],
    "atlas": ["atlas/ATLAS.yaml.xz"],
    "d3fend": ["d3fend/d3fend-protege.rebuilt.json.xz"],
    "sp800-53": [
        f"{R5}catalog.v5.0.1.json.xz",
        *(f"{R5}{level}-baseline_profile.json" for level in ("LOW", "MODERATE", "HIGH", "PRIVACY")),
    ],
    "csf": ["nist/NIST_CSF_v2.0_catalog.converted.json"],
    "cwe": ["cwe/cwe-4.19.1-json_repo.tar.xz", "cwe/cwev.json"],
    "kev": ["kev/known_exploited_vulnerabilities.json.xz"],
    "ssvc": ["vulnrichment"],
    "mapping-sp800-53": ["mappings/nist_800_53-rev5_attack-16.1-enterprise.json.xz"],
    "mapping-kev": ["mappings/kev-07.28.2025_attack-16.1-enterprise.json.xz"],
}
IMPORT_ALL = """
import datetime, json, re, sys
from pathlib import Path
from portal.vocabularies.sources import SOURCES
from portal.vocabularies.update import from_paths
base, folder, inputs = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])
for name, paths in inputs.items():
    from_paths(SOURCES[name], [base / path for path in paths], folder, datetime.date(2026, 11, 22))
# Not getrusage: its peak begins with that of the process that started this one.
print(int(re.search(r"VmHWM:\\s*([0-9]+) kB", Path("/proc/self/status").read_text())[1]) // 1024)
"""

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float, int]:
    """Everything imported by one process: the folder, the seconds, the MiB at the peak."""
    if not all((SHARED / path).exists() for paths in INPUTS.values() for path in paths):
        pytest.skip("the publishers' files are not there")
    folder = tmp_path_factory.mktemp("vocabularies")
    start = time.monotonic()
    command = [sys.executable, "-c", IMPORT_ALL, str(SHARED), str(folder), json.dumps(INPUTS)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return folder, time.monotonic() - start, int(done.stdout)


@pytest.fixture(scope="module")
def library(imported: tuple[Path, float, int]) -> Library:
    return load(imported[0])


def test_importing_all_of_it_takes_at_most_30_seconds_and_600_mib(imported: tuple[Path, float, int]) -> None:
    _, seconds, mib = imported
    assert (seconds <= 30, mib <= 600) == (True, True)


def test_loading_all_of_it_takes_at_most_0_3_seconds(imported: tuple[Path, float, int]) -> None:
    took = []
    for _ in range(3):
        start = time.perf_counter()
        load(imported[0])
        took.append(time.perf_counter() - start)
    assert min(took) <= 0.3


@pytest.mark.parametrize("own", ["T1150", "T1162"])
def test_a_real_chain_of_revocations_ends_where_it_should(library: Library, own: str) -> None:
    made = library.succession("attack", own)
    assert made.steps == ((own, "T1547.011"), ("T1547.011", "T1647"))
    assert [each.entry.id for each in made.in_force] == ["T1647"]


@pytest.mark.parametrize("own", ["T1431", "T1434", "T1440", "T1443", "T1445", "T1455"])
def test_a_real_technique_that_was_revoked_into_a_deprecated_one_has_nothing_in_force(
    library: Library, own: str
) -> None:
    made = library.succession("attack", own)
    assert [each.entry.status for each in made.ends] == ["deprecated"]
    assert made.in_force == ()


def test_every_weakness_of_the_kev_catalog_is_known_and_some_are_categories(library: Library) -> None:
    entries = library.vocabularies["kev"].entries
    kinds = {own: library.find("cwe", own) for entry in entries for own in entry.weaknesses}
    assert [own for own, found in kinds.items() if found is None] == []
    categories = {own for own, found in kinds.items() if found and found.entry.kind == "category"}
    assert categories == {f"CWE-{number}" for number in (264, 254, 388, 19, 189, 399, 310, 255)}


def test_every_counterpart_that_atlas_names_is_in_force(library: Library) -> None:
    named = {own for entry in library.vocabularies["atlas"].entries for own in entry.counterparts}
    found = {own: library.find("attack", own) for own in named}
    assert {own for own, each in found.items() if each is None or each.entry.status != "active"} == set()


def test_the_mapping_of_controls_names_what_is_known_or_came_later(library: Library) -> None:
    links = library.links("mapping-sp800-53")
    assert {link.source for link in links if link.source and not library.find("control", link.source)} == {"IA-13"}
    assert [link.target for link in links if not library.find("attack", link.target)] == []
    revoked = library.find("attack", "T1574.002")
    assert revoked is not None
    assert (revoked.entry.status, revoked.entry.successors) == ("revoked", ("T1574.001",))
    mobile = library.find("attack", "T1521.003")
    assert mobile is not None
    assert mobile.vocabulary == "attack-mobile"


def test_all_real_decisions_are_of_the_kev_catalog(library: Library) -> None:
    known = {entry.id for entry in library.vocabularies["kev"].entries}
    assert {entry.id for entry in library.vocabularies["ssvc"].entries} <= known
