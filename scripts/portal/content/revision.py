"""A content folder as it was in a git revision."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class RevisionError(Exception):
    """A revision cannot be read, with the reason and the next step."""


@contextmanager
def at_revision(folder: Path, revision: str) -> Iterator[Path | None]:
    """The files of a folder as of a git revision, in a folder that lasts as long as the block.

    Gives None where that revision has no such folder. Raises RevisionError where there is no git repository, no such
    revision, or a shallow clone that does not reach it.
    """
    where = folder if folder.is_dir() else folder.parent
    top = Path(_git(where, "rev-parse", "--show-toplevel", refusal=_no_repository(folder)).decode().strip())
    below = folder.resolve().relative_to(top.resolve()).as_posix()
    commit = _commit(where, revision)
    if not _git(top, "ls-tree", "-d", commit, "--", below, refusal=f"git cannot list `{revision}`."):
        yield None
        return
    archive = _git(top, "archive", "--format=tar", commit, "--", below, refusal=f"git cannot read `{revision}`.")
    with tempfile.TemporaryDirectory(prefix="portal-base-") as temporary:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(temporary, filter="data")
        yield Path(temporary) / below


def _commit(where: Path, revision: str) -> str:
    shallow = _git(where, "rev-parse", "--is-shallow-repository", refusal="git does not answer.").strip() == b"true"
    if shallow:
        reason = (
            f"there is no revision `{revision}` in this clone, which is shallow: it holds only the newest commits. "
            "Fetch the rest with `git fetch --unshallow` (in GitHub Actions: `fetch-depth: 0` for actions/checkout)."
        )
    else:
        reason = (
            f"there is no revision `{revision}` in this repository. Name a branch, tag or commit that it holds; "
            "`git fetch` brings those of the remote, such as `origin/main`."
        )
    # A name that starts with a hyphen would be an option to git.
    found = _git(
        where, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", refusal=reason
    )
    return found.decode().strip().splitlines()[-1]


def _no_repository(folder: Path) -> str:
    return f"`{folder}` is not in a git repository, so there is no revision to compare it with."


def _git(where: Path, *arguments: str, refusal: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=where, capture_output=True, check=False)
    except OSError as problem:
        raise RevisionError("git is not on PATH; install it, or leave --base out.") from problem
    if done.returncode:
        raise RevisionError(refusal)
    return done.stdout
