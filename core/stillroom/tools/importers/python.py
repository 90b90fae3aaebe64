"""Tools from a Python file: its functions, and its classes as stateful tool sets. The file is read as text and never run."""

import ast
import importlib.machinery
import json
import re
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stillroom.conversation import read_json
from stillroom.errors import ToolError, from_os_error
from stillroom.tools.importers.annotations import (
    Annotations,
    UnknownTypeError,
    last_name,
    schema_of_value,
    without_null,
)
from stillroom.tools.importers.copies import MAKERS, called, copied
from stillroom.tools.importers.imported import Imported, Remark, checked, in_words
from stillroom.tools.tool import PythonCode, Tool

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_OBJECTS = {"property", "cached_property", "setter", "getter", "deleter", "contextmanager", "asynccontextmanager"}
_UNWRITTEN = {"abstractmethod", "overload"}
_DATA = {"Enum", "IntEnum", "StrEnum", "Flag", "TypedDict", "NamedTuple", "Protocol"}
_PLAIN = {"object", "ABC", ""}
_ONLY_NONE = re.compile(r"^[ \t]*(?:Args|Arguments|Parameters)[ \t]*:[ \t]*\n[ \t]*None\.?[ \t]*(?=\n|$)", re.MULTILINE)


class _NoToolError(Exception):
    """Why a function cannot become a tool."""


def import_python(path: Path | str, name: str = "") -> Imported:
    """Read the tools of a Python file, or of the one function or class `name` in it.

    `path` is a file, a package's folder, or a module's dotted name as the current folder or this Python knows it. A public
    function becomes a tool; a public method of a class becomes a tool of the stateful set that the class is. Their code is a
    copy of the file (`copies.py`). Descriptions come from docstrings (Google, NumPy, reST), parameters from type hints, else
    from the docstring, else from the default. All count as changing something, since their code was not judged.

    Raises:
        ToolError: the file is no Python, is not there, or holds nothing of that name.
        KnownError: it cannot be read.
    """
    file = _find(path)
    try:
        source = file.read_text("utf-8-sig")
    except OSError as error:
        raise from_os_error(error, file) from error
    except UnicodeDecodeError as error:
        raise ToolError("No Python", f"{file} is no text in UTF-8.", "Save it as UTF-8.") from error
    top = _top(file)
    parts = file.relative_to(top).with_suffix("").parts
    package = parts if parts[-1] == "__init__" else parts[:-1]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(source)
            source = copied(source, tuple(part for part in package if part != "__init__"))
        except SyntaxError as error:
            raise ToolError("No Python", f"{file}, line {error.lineno}: {error.msg}.", "Correct that line.") from error
        except (ValueError, RecursionError, MemoryError) as error:
            raise ToolError("No Python", f"{file}: {error}.", "Is this the file you meant?") from error
        return _Reader(tree, source, str(top) if _needs(tree, package, top) else "").read(name, file)


def split_target(text: str) -> tuple[str, str]:
    """`PATH[:NAME]` as path and name; a drive's letter is no path."""
    path, colon, name = text.rpartition(":")
    return (path, name) if colon and name.isidentifier() and len(path) > 1 else (text, "")


class _Reader:
    """Reads one file's functions and classes; collects what it skips and what it had to guess."""

    def __init__(self, tree: ast.Module, source: str, search: str) -> None:
        self._tree = tree
        self._source = source
        self._search = search
        self._annotations = Annotations(tree)
        self._classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
        self._skipped: list[Remark] = []
        self._notes: list[Remark] = []

    def read(self, name: str, file: Path) -> Imported:
        tools: list[Tool] = []
        there = [node for node in self._tree.body if isinstance(node, _Function | ast.ClassDef)]
        wanted = [node for node in there if node.name == name] if name else [n for n in there if n.name[0] != "_"]
        if name and not wanted:
            names = ", ".join(node.name for node in there) or "none"
            raise ToolError("No such name", f"{file} defines no {name}.", f"Its functions and classes: {names}.")
        for node in {
            node.name: node for node in wanted
        }.values():  # the last definition of a name is the one that counts
            found = self._tool_set(node) if isinstance(node, ast.ClassDef) else self._tool(node, node.name)
            taken = {tool.name for tool in tools}
            for tool in found:
                if tool.name in taken:
                    self._skipped.append(
                        Remark(
                            tool.name,
                            f"{node.name} has one too; import one class at a time, with {file.name}:{node.name}.",
                        )
                    )
                else:
                    tools.append(tool)
        return checked(tools, self._skipped, self._notes)

    def _tool_set(self, node: ast.ClassDef) -> Iterator[Tool]:
        bases = {last_name(base) for base in node.bases}
        if bases & _DATA or any(base.endswith(("Error", "Exception")) for base in bases):
            self._skipped.append(Remark(node.name, "It describes data or errors, and is no set of tools."))
            return
        methods = {name: method for name, method in self._methods(node).items() if not name.startswith("_")}
        if not methods:
            self._skipped.append(Remark(node.name, "It has no public methods."))
        for name, method in methods.items():
            yield from self._tool(method, name, node.name)

    def _methods(self, node: ast.ClassDef) -> dict[str, _Function]:
        """All methods by name, those of bases in the same file included, as Python would find them."""
        methods: dict[str, _Function] = {}
        for base in reversed(node.bases):
            if last_name(base) in self._classes and last_name(base) != node.name:
                methods |= self._methods(self._classes[last_name(base)])
            elif last_name(base) not in _PLAIN:
                self._notes.append(
                    Remark(
                        node.name, f"What it inherits from {ast.unparse(base)} stands in another file and is left out."
                    )
                )
        return methods | {part.name: part for part in node.body if isinstance(part, _Function)}

    def _tool(self, node: _Function, name: str, owner: str = "") -> Iterator[Tool]:
        import docstring_parser  # here, and not at every start

        try:
            decorators = {last_name(called(each)) for each in node.decorator_list}
            if made := sorted(decorators & _OBJECTS):
                raise _NoToolError(
                    f"@{made[0]} makes something else than a function of it; without that line it can be imported."
                )
            if decorators & _UNWRITTEN:
                raise _NoToolError("It is only declared here.")
            if _yields(node):
                raise _NoToolError("It yields its results one by one. Write a function around it that returns a list.")
            documented = docstring_parser.parse(_ONLY_NONE.sub("", ast.get_docstring(node) or ""))
            description = "\n\n".join(filter(None, (documented.short_description, documented.long_description)))
            skip_first = bool(owner) and "staticmethod" not in decorators
            parameters = self._parameters(node, name, {each.arg_name: each for each in documented.params}, skip_first)
        except _NoToolError as error:
            self._skipped.append(Remark(name, str(error)))
            return
        if taken_off := sorted(decorators & MAKERS):
            self._notes.append(Remark(name, f"@{taken_off[0]} is taken off the copy that the tool keeps."))
        if not description:
            self._notes.append(Remark(name, "It has no docstring, so its name in words describes it."))
        code = PythonCode(self._source, name, owner, self._search)
        yield Tool(name, description or f"{in_words(name)}.", parameters, code, "changes")

    def _parameters(self, node: _Function, name: str, documented: dict[str, Any], skip_first: bool) -> dict[str, Any]:
        given = node.args
        positional = [*given.posonlyargs, *given.args]
        defaults: list[ast.expr | None] = [None] * (len(positional) - len(given.defaults)) + list(given.defaults)
        pairs = [*zip(positional, defaults, strict=True), *zip(given.kwonlyargs, given.kw_defaults, strict=True)]
        pairs = pairs[1:] if skip_first else pairs
        if not pairs and (rest := given.vararg or given.kwarg):
            raise _NoToolError(f"It takes anything, as {rest.arg}; a model can only be told of parameters with names.")
        properties: dict[str, Any] = {}
        required = []
        for each, default in pairs:
            if each in given.posonlyargs:
                if default is None:
                    raise _NoToolError(f"It takes {each.arg} by its place alone, and tools are called by names.")
                continue
            try:
                schema = self._parameter(name, each, default, documented.get(each.arg))
            except UnknownTypeError as error:
                if default is None:
                    raise _NoToolError(f"Its {each.arg} is a {error}, which no JSON value is.") from error
                self._notes.append(Remark(name, f"{each.arg} is left out: it is a {error}, which no JSON value is."))
                continue
            properties[each.arg] = schema
            if default is None:
                required.append(each.arg)
        return {"type": "object", "properties": properties} | ({"required": required} if required else {})

    def _parameter(self, name: str, each: ast.arg, default: ast.expr | None, said: Any) -> dict[str, Any]:
        value: Any = None
        if default:
            try:
                value = read_json(json.dumps(self._annotations.value(default)))
            except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
                value = None  # only running the file would tell it, or JSON has no such value
        schema = self._annotations.schema(each.annotation) if each.annotation else None
        if schema is None and said and said.type_name:
            schema = self._annotations.schema_of_words(said.type_name)
        if schema is None:
            schema = schema_of_value(value)
        if schema is None:
            schema = {"type": "string"}
            self._notes.append(Remark(name, f"{each.arg} has no type, and is taken to be a text."))
        schema = without_null(schema) if default else schema
        if said and said.description:
            schema = schema | {"description": " ".join(said.description.split())}
        return schema if value is None else schema | {"default": value}


def _find(path: Path | str) -> Path:
    file = Path(path).expanduser()
    if file.is_dir():
        file /= "__init__.py"
    if file.is_file():
        return file.resolve()
    words = str(path).split(".")
    if all(word.isidentifier() for word in words):
        # Found part by part: importlib.util.find_spec would run the packages on the way.
        places: Any = [str(Path.cwd()), *sys.path]
        spec = None
        for number in range(len(words)):
            spec = importlib.machinery.PathFinder.find_spec(".".join(words[: number + 1]), places)
            places = spec.submodule_search_locations if spec else None
            if not places:
                break
        if spec and spec.name == str(path) and spec.origin and spec.origin.endswith(".py"):
            return Path(spec.origin)
    raise ToolError(
        "Not found",
        f"There is no Python file or module {path}.",
        "Write PATH.py, or PATH.py:NAME for one function or class.",
    )


def _top(file: Path) -> Path:
    """The folder that holds the outermost package a file is in."""
    folder = file.parent
    while (folder / "__init__.py").is_file() and folder != folder.parent:
        folder = folder.parent
    return folder


def _needs(tree: ast.Module, package: tuple[str, ...], top: Path) -> bool:
    """Whether the file imports anything that lies in `top`. If not, the code need not see that folder."""
    wanted = (
        set(package[:1]) if any(isinstance(node, ast.ImportFrom) and node.level for node in ast.walk(tree)) else set()
    )
    for node in ast.walk(tree):
        names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module]
        wanted |= {name.partition(".")[0] for name in names}
    here = wanted - sys.stdlib_module_names
    return any((top / f"{name}.py").is_file() or (top / name).is_dir() for name in here)


def _yields(node: _Function) -> bool:
    waiting: list[ast.AST] = list(node.body)
    while waiting:
        part = waiting.pop()
        if isinstance(part, ast.Yield | ast.YieldFrom):
            return True
        if not isinstance(part, _Function | ast.Lambda | ast.ClassDef):
            waiting.extend(ast.iter_child_nodes(part))
    return False
