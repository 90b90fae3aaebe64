"""One call: a Python function or a program is run, and what comes of it becomes a text; an object becomes its state."""

import contextlib
import datetime
import enum
import inspect
import json
import math
import numbers
import os
import subprocess
import sys
import tempfile
import types
from typing import Any, NamedTuple

from stillroom.tools.worker.typed import typed

OUTPUT = 64 << 10
STATE = 1 << 20
MESSAGE = 1000


class Outcome(NamedTuple):
    """`text` is the result, or begins with "Error: "; `line` is where in the tool's source an error arose, 0 for nowhere."""

    ok: bool
    text: str
    line: int = 0


class Code:
    """The module of a tool, or of a stateful tool set: then `owner` is its class, which has one instance here."""

    def __init__(self, source: str, owner: str, file: str) -> None:
        self._owner = owner
        self._file = file
        self._instance: Any = None
        self._failure: Outcome | None = None
        self._module = types.ModuleType(file.removesuffix(".py"))
        sys.modules[self._module.__name__] = self._module  # dataclasses and typing look their module up there
        try:
            exec(compile(source, file, "exec", dont_inherit=True), self._module.__dict__)  # noqa: S102 - to run the tool's code is what this process is for
        except BaseException as error:  # noqa: BLE001 - whatever it raises is the answer to each call
            self._failure = _in_words(error, file)

    def call(self, tool: str, entry: str, arguments: dict[str, Any], initial: dict[str, Any] | None) -> Outcome:
        """Run a function of the module, or a method of its instance, which is made first if need be."""
        if self._failure:
            return self._failure
        try:
            function = getattr(self._object(initial) if self._owner else self._module, entry)
            result = function(**typed(function, arguments))
            if inspect.iscoroutine(result):
                import asyncio

                result = asyncio.run(result)
        except BaseException as error:  # noqa: BLE001 - whatever a tool raises, SystemExit too, is its answer
            return _in_words(error, self._file)
        return as_text(tool, result)

    def state(self, initial: dict[str, Any] | None) -> Outcome:
        """The attributes of the instance that have a spelling in JSON, as a JSON object."""
        if self._failure:
            return self._failure
        try:
            state = plain(self._object(initial))
            text = json.dumps(state, ensure_ascii=False, allow_nan=False)
            size = len(text.encode())
        except BaseException as error:  # noqa: BLE001 - attributes are the tool's own
            return _in_words(error, self._file)
        if size > STATE:
            return Outcome(False, f"Error: the state of {self._owner} has {size} bytes; at most {STATE} are allowed.")
        return Outcome(True, text)

    def _object(self, initial: dict[str, Any] | None) -> Any:
        if self._instance is None:
            kind = getattr(self._module, self._owner)
            if hasattr(kind, "_load_scenario"):
                made = kind()
                made._load_scenario(initial or {})
            else:
                known = inspect.signature(kind).parameters.values()
                given = (initial or {}) if known else {}  # a class without a state takes none
                names = {each.name for each in known}
                unknown = [] if any(each.kind is each.VAR_KEYWORD for each in known) else {*given} - names
                if unknown:
                    raise TypeError(f"{self._owner} takes no {min(unknown)!r} as its initial state")
                made = kind(**typed(kind.__init__, given))
            self._instance = made
        return self._instance


def run_program(tool: str, arguments: list[str]) -> Outcome:
    """Run a program without a shell: what it writes to its standard output is the result."""
    if sys.platform == "win32" and arguments[0].lower().endswith((".bat", ".cmd")):
        return Outcome(False, f"Error: {arguments[0]} is a batch file, whose arguments Windows reads as a shell does.")
    with tempfile.TemporaryFile() as written, tempfile.TemporaryFile() as said:
        try:
            status = subprocess.run(arguments, stdin=subprocess.DEVNULL, stdout=written, stderr=said).returncode
        except OSError as error:
            return Outcome(False, f"Error: {arguments[0]} cannot be run: {error.strerror}.")
        except ValueError as error:
            return Outcome(False, f"Error: {arguments[0]} cannot be run: {error}.")
        complaint = _beginning(said.fileno())
        os.write(2, complaint)  # for whoever tries the tool
        output, size = _beginning(written.fileno()), os.fstat(written.fileno()).st_size
    text = output.decode(errors="replace")
    if status:
        ended = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
        last = clipped((complaint.decode(errors="replace").strip() or text.strip())[-MESSAGE:])
        return Outcome(False, f"Error: {arguments[0]} {ended}" + (f": {last}" if last else "."))
    if size > OUTPUT:
        return Outcome(False, _too_long(tool, size))
    return Outcome(True, text)


def _beginning(file: int) -> bytes:
    os.lseek(file, 0, os.SEEK_SET)
    return os.read(file, OUTPUT)


def as_text(tool: str, result: Any) -> Outcome:
    """A text as it is, anything else as canonical JSON; the numbers of numpy, mpmath and their like are numbers there."""
    try:
        text = (
            str(result)
            if isinstance(result, str)
            else json.dumps(
                result, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False, default=_number
            )
        )
        size = len(text.encode())
    except UnicodeEncodeError:
        return Outcome(False, f"Error: what {tool} returned is no valid text.")
    except BaseException as error:  # noqa: BLE001 - a tool's own dict or list may raise anything here
        return Outcome(False, f"Error: what {tool} returned is no JSON ({_said(error) or type(error).__name__}).")
    if size > OUTPUT:
        return Outcome(False, _too_long(tool, size))
    return Outcome(True, text)


def _too_long(tool: str, size: int) -> str:
    return f"Error: {tool} returned {size} bytes; at most {OUTPUT} are allowed."


def _number(value: Any) -> int | float:
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Number) and not isinstance(value, complex):
        return float(value)  # type: ignore[arg-type]
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


class _NoJsonError(Exception):
    """A value has no spelling in JSON."""


def plain(value: Any, inside: tuple[int, ...] = ()) -> Any:
    """A value as JSON has it: an object as its attributes that do not begin with an underscore, a set as a sorted list, a date as text.

    Members that cannot be spelt are left out, as are those that lead back to what they are part of.

    Raises:
        _NoJsonError: it cannot be spelt at all.
    """
    match value:
        case None | bool():
            return value
        case enum.Enum():
            return plain(value.value, inside)
        case int():
            return int(value)
        case float() if math.isfinite(value):
            return float(value)
        case str():
            return str(value).encode(errors="replace").decode()
        case datetime.date() | datetime.time():
            return value.isoformat()
        case numbers.Number() if not isinstance(value, float | complex):
            return plain(_number(value), inside)
    if id(value) in inside or isinstance(value, type | types.ModuleType | types.FunctionType | types.MethodType):
        raise _NoJsonError
    inside = (*inside, id(value))
    match value:
        case dict():
            return _members(value, inside)
        case list() | tuple():
            return [plain(each, inside) for each in value]
        case set() | frozenset():
            return sorted((plain(each, inside) for each in value), key=lambda each: json.dumps(each, sort_keys=True))
    if hasattr(value, "__dict__"):
        return _members({name: each for name, each in vars(value).items() if not name.startswith("_")}, inside)
    raise _NoJsonError


def _members(members: dict[Any, Any], inside: tuple[int, ...]) -> dict[str, Any]:
    spelt = {}
    for key, each in members.items():
        if isinstance(key, str | int | float):
            with contextlib.suppress(_NoJsonError):
                spelt[str(key)] = plain(each, inside)
    return spelt


def _in_words(error: BaseException, file: str) -> Outcome:
    """The exception's class and text, and the line in the tool's source at which it arose, if it did there."""
    line, trace = 0, error.__traceback__
    while trace:
        line = trace.tb_lineno if trace.tb_frame.f_code.co_filename == file else line
        trace = trace.tb_next
    if isinstance(error, SyntaxError) and error.filename == file:
        line = error.lineno or line
    said = _said(error)
    text = f"Error: {type(error).__name__}" + (f": {said}" if said else "") + (f" (line {line})" if line else "")
    return Outcome(False, clipped(text), line)


def _said(error: BaseException) -> str:
    try:
        return clipped(str(error))
    except BaseException:  # noqa: BLE001 - an exception of the tool's own may not even have a text
        return ""


def clipped(text: str) -> str:
    return text.encode(errors="replace").decode()[:MESSAGE]
