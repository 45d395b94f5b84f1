"""The site's JavaScript modules as one classic script: a browser loads no module from a folder.

The modules keep to a few fixed forms of `import` and `export`; these are turned into calls, and any other form is told
instead of guessed at.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import msgspec

_IMPORT = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"([^"]+)";[ \t]*$', re.MULTILINE)
_LATER = re.compile(r'\bimport\("([^"]+)"\)')
_EXPORT = re.compile(r"^export\s+((?:async\s+)?function\*?|const|class)\s+([A-Za-z_$][\w$]*)", re.MULTILINE)
_OTHER = re.compile(r"^[ \t]*(?:import|export)\b.*|^(?![ \t]*(?://|\*)).*\bimport\s*[(.].*", re.MULTILINE)
_SELF = "import.meta.url"

_FRAME = """\
// The site's scripts as one, for a site that is opened from a folder. Made by `portal build --offline`.
(() => {
"use strict";
const portalScript = document.currentScript.src;
const portalModules = new Map();
const portalLoaded = new Map();
function portalModule(name) {
  if (!portalLoaded.has(name)) {
    if (!portalModules.has(name)) throw new Error(`${name} is not part of the offline site`);
    portalLoaded.set(name, portalModules.get(name)());
  }
  return portalLoaded.get(name);
}
%s
portalModule("%s");
})();
"""


class UnknownForm(Exception):
    """A module that cannot be turned into a classic script, with the place and the remedy."""


class Module(msgspec.Struct, frozen=True):
    """One module after its turn."""

    name: str
    """Its path from the folder of the scripts."""
    text: str
    first: tuple[str, ...]
    """The modules that have to run before it."""
    later: tuple[str, ...]
    """The modules that it loads on demand."""


def classic_script(folder: Path, entry: str, without: frozenset[str] = frozenset()) -> str:
    """A module with all that it imports, as one script.

    ``without`` are modules that stay out; loading one on demand fails in the browser. Raises UnknownForm, or OSError.
    """
    modules: dict[str, Module] = {}
    waiting = [entry]
    while waiting:
        name = waiting.pop()
        if name not in modules and name not in without:
            modules[name] = _turned(name, (folder / name).read_text(encoding="utf-8"))
            waiting += (*modules[name].first, *modules[name].later)
    _refuse_circles(modules)
    bodies = (f'portalModules.set("{name}", () => {{\n{module.text}\n}});' for name, module in sorted(modules.items()))
    return _FRAME % ("\n".join(bodies), entry)


def _turned(name: str, text: str) -> Module:
    first: list[str] = []
    later: list[str] = []

    def path(reference: str) -> str:
        if not reference.startswith("."):
            raise UnknownForm(f"`{name}` imports `{reference}`: write the path of a module, starting with `./`.")
        return posixpath.normpath(posixpath.join(posixpath.dirname(name), reference))

    def at_once(match: re.Match[str]) -> str:
        first.append(path(match[2]))
        names = ", ".join(each.strip().replace(" as ", ": ") for each in match[1].split(",") if each.strip())
        return f'const {{ {names} }} = portalModule("{first[-1]}");'

    def on_demand(match: re.Match[str]) -> str:
        later.append(path(match[1]))
        return f'Promise.resolve("{later[-1]}").then(portalModule)'

    exported = [match[2] for match in _EXPORT.finditer(text)]
    body = _LATER.sub(on_demand, _IMPORT.sub(at_once, _EXPORT.sub(r"\1 \2", text))).replace(_SELF, "portalScript")
    unknown = _OTHER.search(body)
    if unknown:
        raise UnknownForm(
            f"`{name}` has `{unknown[0].strip()}`, which cannot be part of a classic script. "
            'Write `import { name } from "./module.js";`, `import("./module.js")`, `export function`, '
            "`export const` or `export class`."
        )
    return Module(name, f"{body.rstrip()}\nreturn {{ {', '.join(exported)} }};", tuple(first), tuple(later))


def _refuse_circles(modules: dict[str, Module]) -> None:
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            circle = " → ".join((*above[above.index(name) :], name))
            raise UnknownForm(f"the modules {circle} import each other. Move what they share to a module of its own.")
        if name in modules and name not in done:
            for each in modules[name].first:
                visit(each, (*above, name))
            done.add(name)

    for name in modules:
        visit(name, ())
