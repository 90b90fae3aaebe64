"""What is wrong with Python code, found without running it."""

import ast
import warnings

from pyflakes.checker import Checker
from pyflakes.messages import UndefinedName

from stillroom_desktop.widgets.code_editor import Mark


def problems(source: str) -> list[Mark]:
    """The first thing that keeps it from being Python, or else what pyflakes finds. Positions count from 1.

    A name that nothing defines is a fault; what is only not used is a warning.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
            compile(source, "tool.py", "exec", dont_inherit=True)
    except SyntaxError as error:
        return [Mark(error.lineno or 1, error.offset or 1, error.msg, "bad")]
    except (ValueError, RecursionError, MemoryError) as error:
        return [Mark(1, 1, str(error) or type(error).__name__, "bad")]
    checker = Checker(tree, "tool.py")
    return [
        Mark(
            found.lineno,
            found.col + 1,
            found.message % found.message_args,
            "bad" if isinstance(found, UndefinedName) else "warn",
        )
        for found in sorted(checker.messages, key=lambda found: (found.lineno, found.col))
    ]


def functions(source: str) -> list[str]:
    """What a tool can run: the functions at the top level, and `Class.method` for public methods; [] if it is no Python."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    found = []
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                found.append(name)
            case ast.ClassDef(name=owner, body=body):
                found += [
                    f"{owner}.{each.name}"
                    for each in body
                    if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef) and not each.name.startswith("_")
                ]
    return found
