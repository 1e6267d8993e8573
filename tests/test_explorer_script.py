"""The modules of the explorer, joined into the one script of a page."""

from __future__ import annotations

import re

import pytest

from inspectgraph.explorer import script


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    files: dict[str, str] = {}
    monkeypatch.setattr(script, "_read", files.__getitem__)
    script.bundle.cache_clear()
    return files


def test_modules_come_after_what_they_import(modules: dict[str, str]) -> None:
    modules["main.js"] = 'import { b } from "./b.js";\nb();\n'
    modules["b.js"] = "export function b() { return 1; }\n"
    joined = script.bundle()
    assert joined.index("// b.js") < joined.index("// main.js")
    assert "import" not in joined
    assert "return { b };" in joined


def test_modules_in_a_circle_are_an_error(modules: dict[str, str]) -> None:
    modules["main.js"] = 'import { b } from "./b.js";\nexport const a = 1;\n'
    modules["b.js"] = 'import { a } from "./main.js";\nexport const b = 1;\n'
    with pytest.raises(script.ScriptError, match=r"main.js imports b.js imports main"):
        script.bundle()


def test_an_import_of_what_is_not_exported_is_an_error(
    modules: dict[str, str],
) -> None:
    modules["main.js"] = 'import { b, c } from "./b.js";\n'
    modules["b.js"] = "export const b = 1;\nconst c = 2;\n"
    with pytest.raises(script.ScriptError, match=r"main.js: b.js has no c"):
        script.bundle()


def test_every_script_file_is_used_and_none_writes_markup() -> None:
    script.bundle.cache_clear()
    joined = script.bundle()
    names = {item.name for item in script._STATIC.iterdir()}
    used = set(re.findall(r"^// ([\w-]+\.js)$", joined, re.MULTILINE))
    assert used == {name for name in names if name.endswith(".js")}
    for danger in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "fetch("):
        assert danger not in joined
