"""The time and memory that the portal takes at ten thousand records, and beside it plain MkDocs Material at a thousand.

Run it as ``.venv/bin/python tests/bench/bench_build.py [--records 10000]``. The aims on two cores: the check in
8 seconds, the build in 20 seconds and 600 MB.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from portal.authoring.sample import write_sample  # noqa: E402
from portal.rules.check import check  # noqa: E402
from tests.bench.plain import write_plain_site  # noqa: E402
from tests.bench.watch import Cost, run  # noqa: E402

TODAY = datetime.date(2026, 11, 22)
_PORTAL = (sys.executable, "-m", "portal")
_PACKAGES = ("mkdocs", "mkdocs-material", "pyyaml", "msgspec", "pyromark", "nh3", "jinja2")
Row = tuple[str, int, Cost]


def main() -> None:
    """Measure, and print a table."""
    arguments = _arguments()
    print(_machine())
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = Path(temporary)
        rows += _portal(folder, arguments.records, arguments.seed, arguments.repeat)
        if arguments.plain:
            if arguments.plain != arguments.records:
                rows += _portal(folder, arguments.plain, arguments.seed, arguments.repeat)
            rows += _plain(folder, arguments.plain, with_search=arguments.search)
    print(_table(rows))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--records", type=int, default=10_000, help="records in the large sample (default 10000)")
    parser.add_argument(
        "--plain", type=int, default=1_000, help="records for plain Material, 0 for none (default 1000)"
    )
    parser.add_argument("--seed", type=int, default=1, help="seed of the samples (default 1)")
    parser.add_argument("--repeat", type=int, default=1, help="runs of each portal command; the best one counts")
    parser.add_argument("--search", action="store_true", help="plain Material with its search plugin as well")
    return parser.parse_args()


def _portal(folder: Path, records: int, seed: int, repeat: int) -> list[Row]:
    content = _sample(folder, records, seed)
    today = ("--content", str(content), "--today", TODAY.isoformat())
    site = folder / f"site-{records}"
    commands: dict[str, Sequence[str]] = {
        "portal check": ("check", *today),
        "portal build, no old site": ("build", *today, "--site-dir", str(site)),
        "portal build, beside the old site": ("build", *today, "--site-dir", str(site)),
    }
    rows: list[Row] = []
    for name, command in commands.items():
        measure = partial(run, [*_PORTAL, *command], ROOT)
        rows.append((name, records, _best(measure, 1 if "no old" in name else repeat)))
    return rows


def _plain(folder: Path, records: int, *, with_search: bool) -> list[Row]:
    catalog = check(folder / f"content-{records}", TODAY).catalog.without_drafts()
    rows = []
    for search in (False, True) if with_search else (False,):
        site = folder / f"plain-{'search' if search else 'bare'}"
        write_plain_site(site, catalog, search)
        cost = run([sys.executable, "-m", "mkdocs", "build", "-q"], site, {"NO_MKDOCS_2_WARNING": "1"})
        rows.append((f"plain Material, search {'on' if search else 'off'}", len(catalog.records), cost))
    return rows


def _sample(folder: Path, records: int, seed: int) -> Path:
    content = folder / f"content-{records}"
    summary = write_sample(content, records, seed)
    print(f"sample: {summary.records:,} records, {summary.bytes / 1e6:.1f} MB")
    return content


def _best(measure: Callable[[], Cost], times: int) -> Cost:
    return min((measure() for _ in range(times)), key=lambda cost: cost.seconds)


def _machine() -> str:
    cores = len(os.sched_getaffinity(0))
    versions = ", ".join(f"{package} {version(package)}" for package in _PACKAGES)
    load = os.getloadavg()[0]
    return f"{cores} cores, load {load:.1f} before the start, Python {platform.python_version()}, {versions}"


def _table(rows: Sequence[Row]) -> str:
    head = ("", "records", "seconds", "ms a record", "CPU s", "largest process MB", "all processes MB")
    lines = [head] + [
        (
            name,
            f"{records:,}",
            f"{cost.seconds:.1f}",
            f"{cost.seconds / records * 1000:.2f}",
            f"{cost.cpu:.1f}",
            f"{cost.largest / 1e6:.0f}",
            f"{cost.tree / 1e6:.0f}",
        )
        for name, records, cost in rows
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) if not place else cell.rjust(width) for place, (cell, width) in enumerate(pairs))
        for pairs in (list(zip(line, widths, strict=True)) for line in lines)
    )


if __name__ == "__main__":
    main()
