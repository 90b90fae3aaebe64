"""What the engine says in prose. It says it in English and knows no Qt; the window says it in its own language.

Whoever reads the sources needs no list of what is shown: every text of several words is taken for prose, so that a message written
tomorrow is found too. Only what is no message is left out: names of code, SQL, and the modules that write documents.
"""

import ast
import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path

CORE = Path(__file__).resolve().parent.parent / "core" / "stillroom"
STUDENTS = CORE.parent.parent / "resources" / "stillroom_resources" / "students.json"

_NOT_SAID = (
    "cli",  # speaks in a terminal only
    "export/card.py",
    "export/examples.py",
    "export/parity.py",
    "export/report.py",
    "export/training_readme.py",
    "jobs/child.py",
    "store/choosing.py",
    "store/migrations.py",
    "training/standalone.py",
)
_EVENTS = ("Stage", "Note", "Cancelled", "Failed")
_WORDS = re.compile(r"[a-z]{2,}[,.:;]? | [a-z]{2,}")
_CODE = re.compile(
    r"(=|IS) (\?|')|\(\?[:P]|\||\"\"\"|charset=|\b(ALTER|BEGIN|CREATE|DELETE|DROP|INSERT|PRAGMA|SELECT|UPDATE|WITH)\b"
)


@functools.cache
def engine_prose() -> tuple[str, ...]:
    """Every text once, in the order of the files; what an f-string fills in is a `{name}` of `str.format`.

    A number with decimals is named `{number}`, so that it can be written as the language does.
    """
    texts = (text for path in sorted(CORE.rglob("*.py")) if _speaks(path) for text in prose(path.read_text("utf-8")))
    return tuple(dict.fromkeys([*texts, *_of_the_catalogue()]))


def _of_the_catalogue() -> Iterator[str]:
    """What the catalogue of students says in words."""
    catalogue = json.loads(STUDENTS.read_text("utf-8"))
    for licence in catalogue["licences"].values():
        yield from (licence[name] for name in ("words", "asks") if name in licence)
    yield from catalogue["tool_formats"].values()
    yield from (student["good_for"] for student in catalogue["students"])


def _speaks(path: Path) -> bool:
    place = path.relative_to(CORE).as_posix()
    return not any(place == silent or place.startswith(f"{silent}/") for silent in _NOT_SAID)


def prose(source: str) -> Iterator[str]:
    """The prose of one module's source."""
    tree = ast.parse(source)
    silent = _silent(tree)
    for node in ast.walk(tree):
        match node:
            case ast.Call(ast.Name(name), [ast.Constant(str(text)), *units]) if name in _EVENTS:
                yield text
                yield from (
                    unit.value for unit in units if isinstance(unit, ast.Constant) and isinstance(unit.value, str)
                )
            case ast.Constant(str()) | ast.JoinedStr() if id(node) not in silent and _is_prose(node):
                yield _pattern(node).strip()


def _silent(tree: ast.Module) -> set[int]:
    """The texts that are no messages of their own: docstrings, annotations, and the parts of f-strings."""
    silent = set()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(ast.Constant()):
                silent.add(id(node.value))
            case ast.JoinedStr(parts):
                silent |= {id(part) for part in parts}
            case ast.FormattedValue(format_spec=ast.JoinedStr() as spec):
                silent.add(id(spec))
            case ast.arg(annotation=ast.expr() as note) | ast.AnnAssign(annotation=ast.expr() as note):
                silent |= {id(part) for part in ast.walk(note)}
            case ast.FunctionDef(returns=ast.expr() as note) | ast.AsyncFunctionDef(returns=ast.expr() as note):
                silent |= {id(part) for part in ast.walk(note)}
            case ast.Call(ast.Name("cast") | ast.Attribute(_, "compile" | "split")):
                silent |= {id(part) for part in ast.walk(node)}
    return silent


def _is_prose(node: ast.Constant | ast.JoinedStr) -> bool:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    said = "".join(str(part.value) if isinstance(part, ast.Constant) else "\0" for part in parts)
    says = _WORDS.search(said.strip()) and (re.match(r"\W?[A-Za-z]", said) or re.search("[A-Za-z]{4}", said))
    return bool(says) and "\n" not in said and not _CODE.search(said)


def _pattern(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.Constant):
        return _literal(node.value)
    names: dict[str, str] = {}
    text = ""
    for part in node.values:
        match part:
            case ast.Constant(value):
                text += _literal(value)
            case ast.FormattedValue(value, format_spec=spec):
                said = ast.unparse(part)
                if said not in names:
                    decimals = spec is not None and ast.unparse(spec).rstrip("'\"").endswith("f")
                    name = "number" if decimals else _name(value)
                    taken = sum(other.rstrip("0123456789") == name for other in names.values())
                    names[said] = f"{name}{taken + 1}" if taken else name
                text += f"{{{names[said]}}}"
    return text


def _literal(text: object) -> str:
    return str(text).replace("{", "{{").replace("}", "}}")


def _name(value: ast.expr) -> str:
    """What stands for a filled in expression: its own name, or that of what it is made of."""
    match value:
        case ast.Name(name) | ast.Attribute(_, name):
            return name.strip("_").lower().rstrip("0123456789")
        case ast.Subscript(_, ast.Constant(str(name))):
            return name
        case ast.Subscript(inner, _) | ast.Await(inner) | ast.Call(ast.Attribute(inner, "strip" | "strftime"), _):
            return _name(inner)
        case ast.Call(ast.Attribute(_, "join"), _):
            return "list"
        case ast.Call(_, [inner, *_]):
            return _name(inner)
    return "value"
