"""Modules as one classic script: the fixed forms are turned, any other is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.site.classic import UnknownForm, classic_script
from tests.conftest import ROOT


def folder_of(tmp_path: Path, **modules: str) -> Path:
    """A folder of modules by name; `below_x` lies in a folder."""
    for name, text in modules.items():
        file = tmp_path / f"{name.replace('_', '/')}.js"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    return tmp_path


def test_every_form_is_turned_and_what_is_needed_comes_along(tmp_path: Path) -> None:
    folder = folder_of(
        tmp_path,
        main="""// Says `import` in a comment.
import { a, b as c } from "./below/x.js";
import {
  d,
} from "./y.js";

export async function go() {
  const { late } = await import("./late.js");
  return [a, c, d, late];
}
""",
        below_x='import { d } from "../y.js";\nexport const a = d;\nexport class b {}\n',
        y="export function d() {\n  return new URL('./', import.meta.url);\n}\n",
        late="export const late = 1;\n",
        unused="this is no script",
    )
    script = classic_script(folder, "main.js")
    body = """portalModules.set("main.js", () => {
// Says `import` in a comment.
const { a, b: c } = portalModule("below/x.js");
const { d } = portalModule("y.js");

async function go() {
  const { late } = await Promise.resolve("late.js").then(portalModule);
  return [a, c, d, late];
}
return { go };
});"""
    assert body in script
    assert 'portalModules.set("below/x.js", () => {\nconst { d } = portalModule("y.js");\nconst a = d;' in script
    assert "new URL('./', portalScript)" in script
    assert "return { a, b };" in script
    assert "unused" not in script
    assert script.rstrip().endswith('portalModule("main.js");\n})();')


def test_a_module_can_stay_out(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, main='export const load = () => import("./other.js");\n', other="import * as x;")
    script = classic_script(folder, "main.js", frozenset({"other.js"}))
    assert 'Promise.resolve("other.js").then(portalModule)' in script
    assert 'portalModules.set("other.js"' not in script


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('import x from "./x.js";\n', '`main.js` has `import x from "./x.js";`, which cannot be part of a classic'),
        ('import * as x from "./x.js";\n', "which cannot be part of a classic script"),
        ('import "./x.js";\n', "which cannot be part of a classic script"),
        ("export default function () {}\n", "`main.js` has `export default function () {}`"),
        ("export let x = 1;\n", "`main.js` has `export let x = 1;`"),
        ("const x = 1;\nexport { x };\n", "`main.js` has `export { x };`"),
        ("const x = await import(`${ROOT}x.js`);\n", "`main.js` has `const x = await import(`${ROOT}x.js`);`"),
        ("console.log(import.meta.resolve('x'));\n", "which cannot be part of a classic script"),
        ('import { x } from "library";\n', "`main.js` imports `library`: write the path of a module"),
    ],
)
def test_any_other_form_is_told(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(UnknownForm) as told:
        classic_script(folder_of(tmp_path, main=text, x="export const x = 1;\n"), "main.js")
    assert words in str(told.value)


def test_modules_that_import_each_other_are_told(tmp_path: Path) -> None:
    folder = folder_of(
        tmp_path,
        main='import { a } from "./a.js";\n',
        a='import { b } from "./b.js";\nexport const a = b;\n',
        b='import { a } from "./a.js";\nexport const b = a;\n',
    )
    with pytest.raises(UnknownForm, match=r"the modules a\.js → b\.js → a\.js import each other"):
        classic_script(folder, "main.js")


def test_the_sites_own_modules_keep_to_the_forms() -> None:
    script = classic_script(ROOT / "overrides" / "assets", "portal.js", frozenset({"search/pagefind.js"}))
    modules = {
        file.relative_to(ROOT / "overrides" / "assets").as_posix()
        for file in (ROOT / "overrides" / "assets").rglob("*.js")
    }
    # One runs by itself before anything else; one works only from a web server.
    for name in modules - {"redirect.js", "search/pagefind.js"}:
        assert f'portalModules.set("{name}"' in script, name
