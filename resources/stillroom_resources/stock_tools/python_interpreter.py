"""Runs the Python code that a model writes, and keeps its variables until the conversation ends."""

import ast
import contextlib
import io
import traceback
from typing import Any

LENGTH = 20_000


class CodeError(Exception):
    """What went wrong in the code, and where."""


class Interpreter:
    def __init__(self) -> None:
        self._names: dict[str, Any] = {"__name__": "__main__"}

    def _load_scenario(self, variables: dict[str, Any]) -> None:
        self._names.update(variables)

    def run_python(self, code: str) -> str:
        printed = io.StringIO()
        value = None
        try:
            tree = ast.parse(code, "code")
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
                exec(compile(tree, "code", "exec"), self._names)  # noqa: S102 - to run it is what this tool is for
                if last:
                    value = eval(compile(ast.Expression(last.value), "code", "eval"), self._names)  # noqa: S307
        except BaseException as error:  # noqa: BLE001 - also SystemExit: the conversation goes on
            said = f"{printed.getvalue()[-500:]}\n" if printed.getvalue() else ""
            raise CodeError(said + _in_words(error)) from None
        text = printed.getvalue() + ("" if value is None else repr(value))
        if len(text) > LENGTH:
            text = f"{text[:LENGTH]}\n({len(text) - LENGTH} more characters are not shown.)"
        return text.rstrip("\n") or "It ran. It printed nothing, and its last line has no value."


def _in_words(error: BaseException) -> str:
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "code"]
    line = error.lineno if isinstance(error, SyntaxError) else lines[-1] if lines else None
    said = error.msg if isinstance(error, SyntaxError) else str(error)
    return (f"line {line}: " if line else "") + type(error).__name__ + (f": {said}" if said else "")
