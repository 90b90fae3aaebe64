"""What a Python file's functions and classes become, without any of it being run."""

import importlib
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from stillroom.errors import KnownError, ToolError
from stillroom.tools import PythonCode, Tool
from stillroom.tools.importers import Imported, Remark, import_python, split_target


def written(folder: Path, source: str, name: str = "mine.py") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(source), encoding="utf-8")
    return path


def imported(folder: Path, source: str, name: str = "") -> Imported:
    return import_python(written(folder, source), name)


def properties(tool: Tool) -> dict[str, Any]:
    found: dict[str, Any] = tool.parameters["properties"]
    return found


def test_a_function_is_told_as_it_is_documented(tmp_path: Path) -> None:
    source = '''
    def cut(length: float, wood: str = "oak", *, times: int = 1) -> str:
        """Cut a board.

        The saw is sharp.

        Args:
            length: How long it is to be,
                in metres.
            wood (str): Which wood.
        """
        raise RuntimeError("never run at import")
    raise SystemExit("nor is this")
    '''
    (tool,) = imported(tmp_path, source).tools
    assert (tool.name, tool.description) == ("cut", "Cut a board.\n\nThe saw is sharp.")
    assert tool.parameters == {
        "type": "object",
        "properties": {
            "length": {"type": "number", "description": "How long it is to be, in metres."},
            "wood": {"type": "string", "description": "Which wood.", "default": "oak"},
            "times": {"type": "integer", "default": 1},
        },
        "required": ["length"],
    }
    assert tool.effects == "changes"
    assert tool.implementation == PythonCode(textwrap.dedent(source), "cut")


@pytest.mark.parametrize(
    "docstring",
    [
        "Cut a board.\n\nArgs:\n    length (int): How long.\n    kind (str, optional): Which.\n",
        "Cut a board.\n\nParameters\n----------\nlength : int\n    How long.\nkind : str, optional\n    Which.\n",
        "Cut a board.\n\n:param length: How long.\n:type length: int\n:param str kind: Which.\n",
    ],
    ids=["google", "numpy", "rest"],
)
def test_docstrings_give_descriptions_and_types(docstring: str, tmp_path: Path) -> None:
    body = textwrap.indent(f'"""{docstring}"""', "    ")
    (tool,) = imported(tmp_path, f"def cut(length, kind=None):\n{body}\n").tools
    assert tool.description == "Cut a board."
    assert properties(tool) == {
        "length": {"type": "integer", "description": "How long."},
        "kind": {"type": "string", "description": "Which."},
    }
    assert tool.parameters["required"] == ["length"]


HINTS = {
    "str": {"type": "string"},
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "bool": {"type": "boolean"},
    "list": {"type": "array"},
    "list[int]": {"type": "array", "items": {"type": "integer"}},
    "typing.List[List[str]]": {"type": "array", "items": {"type": "array", "items": {"type": "string"}}},
    "Sequence[float]": {"type": "array", "items": {"type": "number"}},
    "dict": {"type": "object"},
    "Dict[str, int]": {"type": "object", "additionalProperties": {"type": "integer"}},
    "dict[str, Any]": {"type": "object"},
    "Any": {},
    "int | str": {"type": ["integer", "string"]},
    "Union[int, float]": {"type": "number"},
    "Optional[str]": {"type": ["string", "null"]},
    "Optional[list[str]]": {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "null"}]},
    "'int'": {"type": "integer"},
    "'Optional[Shade]'": {"anyOf": [{"type": "string", "enum": ["light", "dark"]}, {"type": "null"}]},
    "Literal['a', 'b']": {"type": "string", "enum": ["a", "b"]},
    "Literal[1, 'b', None]": {"enum": [1, "b", None]},
    "Shade": {"type": "string", "enum": ["light", "dark"]},
    "Annotated[int, 'how many']": {"type": "integer", "description": "how many"},
    "Annotated[int, Field(gt=0, description='how many')]": {"type": "integer", "description": "how many"},
    "Size": {"type": "string", "enum": ["s", "m"]},
    "UserId": {"type": "integer"},
    "Tree": {"type": "array", "items": {"type": "object"}},
    "set[int]": {"type": "array", "items": {"type": "integer"}},
    "tuple[float, ...]": {"type": "array", "items": {"type": "number"}},
    "Tuple[int, str]": {"type": "array", "items": {"type": ["integer", "string"]}},
    "datetime.date": {"type": "string", "format": "date"},
    "list[Path]": {"type": "array", "items": {"type": "string"}},
    "Order": {
        "type": "object",
        "properties": {
            "shade": {"type": "string", "enum": ["light", "dark"]},
            "count": {"type": "integer", "description": "How many."},
            "notes": {"type": "array", "items": {"type": "string"}},
            "weight": {"type": "number"},
        },
        "required": ["shade", "weight"],
    },
    "Sent": {
        "type": "object",
        "properties": {"to": {"type": "string", "description": "Whom to."}, "cc": {"type": "string"}},
        "required": ["to"],
    },
    "Point": {
        "type": "object",
        "properties": {
            "x": {"type": "number", "description": "To the right."},
            "label": {"type": "string"},
            "next": {"type": "object"},
        },
        "required": ["x"],
    },
}


@pytest.mark.parametrize(("hint", "schema"), HINTS.items(), ids=HINTS)
def test_type_hints(hint: str, schema: dict[str, Any], tmp_path: Path) -> None:
    source = f'''
    Size = Literal["s", "m"]
    UserId = NewType("UserId", int)
    Tree: TypeAlias = "list[Tree]"
    class Shade(str, Enum):
        LIGHT = "light"
        DARK = "dark"
    @dataclass
    class Piece:
        """A piece.

        Args:
            count: How many.
        """
        KINDS: ClassVar[int] = 3
        shade: Shade
        count: int = 1
        notes: list[str] = field(default_factory=list)
    @dataclass(frozen=True)
    class Order(Piece):
        weight: float = field(kw_only=True)
    class Sent(BaseModel):
        to: str = Field(..., description="Whom to.")
        cc: Optional[str] = Field(None)
    class Point(TypedDict):
        """A point.

        Attributes:
            x: To the right.
        """
        x: float
        label: NotRequired[str]
        next: NotRequired["Point"]
    def take(value: {hint}): "Take it."
    '''
    (tool,) = imported(tmp_path, source, "take").tools
    assert properties(tool) == {"value": schema}


def test_what_may_be_left_out(tmp_path: Path) -> None:
    source = """
    import time
    LIMIT = 10
    class Shade(Enum):
        LIGHT = "light"
    def f(a: Optional[str] = None, b: int | str | None = None, c=LIMIT, d: Shade = Shade.LIGHT, e=(1, 2),
          f=-1.5, g: float = time.time(), h: Optional[Literal["x"]] = None, i: dict = ..., j: float = 1e999,
          *rest, **more):
        "Do it."
    """
    (tool,) = imported(tmp_path, source, "f").tools
    assert properties(tool) == {
        "a": {"type": "string"},
        "b": {"type": ["integer", "string"]},
        "c": {"type": "integer", "default": 10},
        "d": {"type": "string", "enum": ["light"], "default": "light"},
        "e": {"type": "array", "default": [1, 2]},
        "f": {"type": "number", "default": -1.5},
        "g": {"type": "number"},
        "h": {"type": "string", "enum": ["x"]},
        "i": {"type": "object"},
        "j": {"type": "number"},
    }
    assert "required" not in tool.parameters


def test_what_is_guessed_is_said(tmp_path: Path) -> None:
    found = imported(tmp_path, "def sendMail2User(to, cc=None, via: Socket = None): pass")
    (tool,) = found.tools
    assert tool.description == "Send mail2 user."
    assert properties(tool) == {"to": {"type": "string"}, "cc": {"type": "string"}}
    assert [note.reason for note in found.notes] == [
        "to has no type, and is taken to be a text.",
        "cc has no type, and is taken to be a text.",
        "via is left out: it is a Socket, which no JSON value is.",
        "It has no docstring, so its name in words describes it.",
    ]


SKIPPED = {
    "def f(x: int):\n    'Do.'\n    yield x": "yields",
    "def f(*numbers: int): 'Do.'": "takes anything, as numbers",
    "def f(x, /): 'Do.'": "by its place alone",
    "def f(x: bytes): 'Do.'": "Its x is a bytes",
    "def f(x: 'np.ndarray | None'): 'Do.'": "Its x is a np.ndarray",
    "class E(Enum):\n    A = object()\ndef f(x: E): 'Do.'": "Its x is a E",
    "def f(x: Literal[Away.ONE]): 'Do.'": "Its x is a Literal[Away.ONE]",
    "def f(x: list[Callable[[], int]]): 'Do.'": "Its x is a Callable[[], int]",
    "@contextmanager\ndef f(x: int): 'Do.'": "@contextmanager",
    "def größe(x: int): 'Do.'": "no name for a tool",
    "class f(Enum):\n    A = 1": "describes data",
    "class f(ValueError): pass": "describes data or errors",
    "class f:\n    def _hidden(self): pass": "no public methods",
}


@pytest.mark.parametrize(("source", "reason"), SKIPPED.items(), ids=range(len(SKIPPED)))
def test_what_cannot_be_a_tool_is_skipped_and_says_why(source: str, reason: str, tmp_path: Path) -> None:
    found = imported(tmp_path, source + "\ndef good(x: int): 'Do.'\ndef _private(): pass\n")
    assert [tool.name for tool in found.tools] == ["good"]
    assert reason in found.skipped[-1].reason


def test_a_yield_of_an_inner_function_is_its_own(tmp_path: Path) -> None:
    source = "def f() -> list:\n    'Do.'\n    def each():\n        yield 1\n    return list(each())\n"
    assert [tool.name for tool in imported(tmp_path, source).tools] == ["f"]


def test_a_class_is_a_stateful_tool_set(tmp_path: Path) -> None:
    source = '''
    class Base(ABC):
        def save(self) -> bool:
            "Save it."
        def clear(self):
            "Overridden."
        @abstractmethod
        def close(self): ...

    class Box(Base, Elsewhere):
        """A box of things."""
        def __init__(self, things: list[str]): ...
        def put(self, thing: str) -> None:
            "Put a thing in."
        def clear(self) -> None:
            "Empty the box."
        @property
        def full(self): ...
        @staticmethod
        def measure(width: int): "Measure one."
        @classmethod
        def kinds(cls, kind: int): "List the kinds."
        def _inner(self): ...
    '''
    found = imported(tmp_path, source, "Box")
    assert [(tool.name, tool.description, list(properties(tool))) for tool in found.tools] == [
        ("save", "Save it.", []),
        ("clear", "Empty the box.", []),
        ("put", "Put a thing in.", ["thing"]),
        ("measure", "Measure one.", ["width"]),
        ("kinds", "List the kinds.", ["kind"]),
    ]
    assert {(tool.implementation.owner, tool.implementation.entry) for tool in found.tools} == {  # type: ignore[union-attr]
        ("Box", name) for name in ("save", "clear", "put", "measure", "kinds")
    }
    assert {remark.name for remark in found.skipped} == {"close", "full"}
    assert found.notes == (Remark("Box", "What it inherits from Elsewhere stands in another file and is left out."),)


def test_two_sets_with_the_same_method(tmp_path: Path) -> None:
    source = "class A:\n    def go(self): 'A.'\nclass B:\n    def go(self): 'B.'\n    def stay(self): 'B.'\n"
    found = imported(tmp_path, source)
    assert [(tool.name, tool.description) for tool in found.tools] == [("go", "A."), ("stay", "B.")]
    assert "mine.py:B" in found.skipped[0].reason


def test_a_file_sees_the_top_of_its_package_tree_if_it_needs_it(tmp_path: Path) -> None:
    for name in ("top/__init__.py", "top/inner/__init__.py", "top/inner/data.py", "beside.py"):
        written(tmp_path, "", name)
    source = """
    from . import data
    from .data import (
        x as y)
    from .. import other  # from ..
    if True: from ..other import z
    def f():
        "Do."
        from   . import data as d; from ..far.away import w
    """
    (tool,) = import_python(written(tmp_path, source, "top/inner/tools.py")).tools
    code = tool.implementation
    assert isinstance(code, PythonCode)
    assert code.search == str(tmp_path)
    assert code.source == textwrap.dedent(
        """
    from top.inner import data
    from top.inner.data import (
        x as y)
    from top import other  # from ..
    if True: from top.other import z
    def f():
        "Do."
        from top.inner import data as d; from top.far.away import w
    """
    )
    for source, seen in (("import beside", True), ("import json, numpy", False), ("import top.inner", True)):
        (tool,) = import_python(written(tmp_path, f"{source}\ndef f(): 'Do.'\n", "alone.py")).tools
        assert isinstance(tool.implementation, PythonCode)
        assert tool.implementation.search == (str(tmp_path) if seen else "")


def test_decorators_of_other_libraries_are_taken_off_the_copy(tmp_path: Path) -> None:
    source = """
    from langchain_core.tools import (
        tool,
        StructuredTool as Made,
    )
    from agents import function_tool
    from mcp.server import FastMCP
    server = FastMCP("x")

    @tool("other", return_direct=True,
          parse_docstring=True)
    @cached
    def first(x: int):
        "First."
    @function_tool
    def second(x: int):
        "Second."
    @server.tool()
    def third(x: Made):
        "Third."
    """
    found = imported(tmp_path, source, "first")
    assert [note.reason for note in found.notes] == ["@tool is taken off the copy that the tool keeps."]
    (code,) = [tool.implementation for tool in found.tools]
    assert isinstance(code, PythonCode)
    kept = textwrap.dedent(source).replace(
        "from langchain_core.tools import (", "from langchain_core.tools import StructuredTool as Made"
    )
    gone = [
        "    tool,",
        "    StructuredTool as Made,",
        ")",
        "from agents import function_tool",
        "@function_tool",
        "@server.tool()",
    ]
    gone += ['@tool("other", return_direct=True,', "      parse_docstring=True)"]
    assert code.source.split("\n") == ["" if line in gone else line for line in kept.split("\n")]


def test_a_module_is_found_without_running_its_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "raise SystemExit('run')", "pack/__init__.py")
    written(tmp_path, "def f(): 'Do.'", "pack/tools.py")
    written(tmp_path, "def g(): 'Do.'", "here.py")
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    importlib.invalidate_caches()
    assert [tool.name for tool in import_python("pack.tools").tools] == ["f"]
    assert "pack" not in sys.modules
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.chdir(tmp_path)
    assert [tool.name for tool in import_python("here").tools] == ["g"]
    assert import_python(tmp_path / "pack").tools == ()


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    for path, title in (
        (written(tmp_path, "def f(:"), "No Python"),
        (tmp_path / "gone.py", "Not found"),
        (Path("not.there.at_all"), "Not found"),
        ("sys", "Not found"),
        ("json.nonsense", "Not found"),
    ):
        with pytest.raises(ToolError) as caught:
            import_python(path)
        assert caught.value.title == title
        assert caught.value.hint
    (tmp_path / "latin.py").write_bytes(b"# \xe9\n")
    with pytest.raises(KnownError, match="UTF-8"):
        import_python(tmp_path / "latin.py")
    with pytest.raises(ToolError, match="no g") as caught:
        imported(tmp_path, "def f(): 'Do.'", "g")
    assert "f" in caught.value.hint


def test_targets() -> None:
    assert split_target("a/b.py:Box") == ("a/b.py", "Box")
    assert split_target("a/b.py") == ("a/b.py", "")
    assert split_target("C:\\tools\\b.py") == ("C:\\tools\\b.py", "")
    assert split_target("C:tools") == ("C:tools", "")
    assert split_target("pack.mod:f") == ("pack.mod", "f")


def test_choosing(tmp_path: Path) -> None:
    found = imported(tmp_path, "def f(x): 'F.'\ndef g(y): 'G.'\ndef h(x, /): 'H.'\n")
    chosen = found.chosen(["g"])
    assert ([tool.name for tool in chosen.tools], chosen.skipped) == (["g"], ())
    assert [note.name for note in chosen.notes] == ["g"]
    assert found.chosen([]) is found
    with pytest.raises(ToolError, match="by its place"):
        found.chosen(["h"])
    with pytest.raises(ToolError) as caught:
        found.chosen(["nonsense"])
    assert caught.value.hint == "It has: f, g."
