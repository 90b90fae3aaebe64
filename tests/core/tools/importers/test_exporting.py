"""Python tools as one module: importable, and the same tools when imported again."""

import importlib.util
import textwrap
from pathlib import Path
from types import ModuleType
from typing import Any

from stillroom.tools import CommandLine, HttpRequest, McpServer, McpTool, PythonCode, Tool, Unattached, read_tools
from stillroom.tools.importers import Exported, import_python, to_python
from stillroom_resources import resource


def tool(name: str, source: str, properties: dict[str, Any] | None = None, **code: Any) -> Tool:
    parameters = {"type": "object", "properties": properties or {}}
    return Tool(name, f"What {name} does.", parameters, PythonCode(textwrap.dedent(source), **({"entry": name} | code)))


def loaded(folder: Path, exported: Exported) -> ModuleType:
    path = folder / "exported.py"
    path.write_text(exported.text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("exported", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_sample_goes_out_and_comes_in_again(tmp_path: Path) -> None:
    tools = read_tools(Path(str(resource("samples", "cipher_desk", "tools.json"))))
    exported = to_python(tools)
    assert (exported.names, exported.skipped, exported.notes) == (tuple(tool.name for tool in tools), (), ())
    module = loaded(tmp_path, exported)
    assert module.encrypt_text("abc", "caesar", "3") == "def"
    again = {each.name: each for each in import_python(tmp_path / "exported.py").tools}
    assert set(again) == set(exported.names)
    for each in tools:
        assert again[each.name].description == each.description
        assert set(again[each.name].parameters["properties"]) == set(each.parameters["properties"])
        assert again[each.name].parameters.get("required", []) == each.parameters.get("required", [])


def test_what_functions_lack_is_written_into_them(tmp_path: Path) -> None:
    source = """
    from __future__ import annotations
    import math

    def area(w, h=2, *, unit: "str" = "m", names=()):
        # the area
        return f"{w * h} {unit}"
    def short(x): return x
    def said(x):
        "Its own."
        return x
    class Box:
        def put(self, thing):
            @staticmethod
            def inner(): ...
            return thing
    """
    described = {
        "w": {"type": "number", "description": 'How "wide", in \\m.'},
        "h": {"type": "integer"},
        "names": {"type": "array"},
    }
    tools = [
        tool("area", source, described),
        tool("short", source, {"x": {"type": ["string", "null"]}}),
        tool("said", source, {"x": {"type": "object"}}),
        tool("put", source, {"thing": {"type": "string"}}, owner="Box"),
    ]
    exported = to_python(tools)
    module = loaded(tmp_path, exported)
    assert module.area(2) == "4 m"
    assert module.Box().put("x") == "x"
    again = {each.name: each for each in import_python(tmp_path / "exported.py").tools}
    assert [again[each.name].description for each in tools] == [
        "What area does.",
        "What short does.",
        "Its own.",
        "What put does.",
    ]
    assert again["area"].parameters["properties"] == {
        "w": described["w"],
        "h": {"type": "integer", "default": 2},
        "unit": {"type": "string", "default": "m"},
        "names": {"type": "array", "default": []},
    }
    assert again["put"].parameters["properties"] == {"thing": {"type": "string"}}
    assert "# the area" in exported.text
    assert exported.text.index("from __future__") < exported.text.index("import math")


def test_several_sources(tmp_path: Path) -> None:
    first = "from __future__ import annotations\nimport json as j\nSIZE = 3\ndef one() -> int:\n    'One.'\n    return SIZE\n"
    exported = to_python(
        [
            tool("one", first),
            tool("two", "from __future__ import annotations\nimport json as j\nSIZE = 3\ndef two(): return SIZE + 1\n"),
            tool("three", "SIZE = 4\ndef three(): return SIZE\n"),
            tool("uno", first, entry="one"),
            tool(
                "far",
                "import elsewhere_far\ndef far(): return 1\n".replace("import elsewhere_far\n", ""),
                search="/far",
            ),
        ]
    )
    assert exported.names == ("one", "uno", "two", "far")
    assert [(each.name, "SIZE" in each.reason) for each in exported.skipped] == [("three", True)]
    assert [(each.name, "/far" in each.reason) for each in exported.notes] == [("far", True)]
    module = loaded(tmp_path, exported)
    assert (module.one(), module.uno(), module.two(), module.far()) == (3, 3, 4, 1)
    assert exported.text.count("from __future__") == 1


def test_what_is_no_python_is_skipped_and_says_so() -> None:
    others = [
        HttpRequest("GET", "https://x.example"),
        CommandLine(("ls",)),
        McpTool(McpServer(("x",)), "f"),
        Unattached(),
    ]
    tools = [Tool(f"f{number}", "Do.", {"type": "object"}, each) for number, each in enumerate(others)]
    exported = to_python(tools)
    assert exported.names == ()
    assert [each.name for each in exported.skipped] == ["f0", "f1", "f2", "f3"]
    assert [each.reason.split()[2:4] for each in exported.skipped] == [
        ["an", "HTTP"], ["a", "program,"], ["a", "tool"], ["no", "implementation"],
    ]  # fmt: skip
    compile(exported.text, "exported.py", "exec")
