"""What is found in Python code without running it, and headers that are written into it."""

import pytest

from stillroom_desktop.pages.builder.lint import functions, problems
from stillroom_desktop.pages.builder.parameters import Parameter, read_parameters
from stillroom_desktop.pages.builder.signature import renamed, stub, with_signature

PARAMETERS = read_parameters(
    {
        "type": "object",
        "properties": {
            "limit": {"type": "integer", "default": 3},
            "query": {"type": "string", "description": "What to look for"},
            "tags": {"type": "array", "items": {"type": "string"}},
            "either": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        },
        "required": ["query", "limit"],
    }
)
HEADER = "(query: str, limit: int = 3, tags: list[str] | None = None, either=None)"


def test_the_first_fault_of_what_is_no_python() -> None:
    [mark] = problems("x = 1\ndef f(:\n    pass\n")
    assert (mark.line, mark.column, mark.state) == (2, 7, "bad")
    assert mark.text == "invalid syntax"


@pytest.mark.parametrize("source", ["def f():\n\treturn 1\n        pass\n", "x = '\0'", "return 1", "(" * 400])
def test_anything_that_cannot_be_compiled_is_a_fault(source: str) -> None:
    [mark] = problems(source)
    assert mark.state == "bad"
    assert mark.text


def test_a_name_that_nothing_defines_is_a_fault_and_an_unused_one_a_warning() -> None:
    assert [(mark.line, mark.state) for mark in problems("import os\n\n\ndef f():\n    return x\n")] == [
        (1, "warn"),
        (5, "bad"),
    ]


def test_what_can_run() -> None:
    source = "class Desk:\n    def __init__(self): ...\n    def add(self): ...\n\n\nasync def wait(): ...\n"
    assert functions(source) == ["Desk.add", "wait"]
    assert functions("def (") == []


def test_a_stub_is_python_that_says_what_its_parameters_are() -> None:
    made = stub("find", PARAMETERS, 'Finds """things""" \\')
    assert made.startswith(f"def find{HEADER} -> str:\n")
    assert "Args:\n        query: What to look for" in made
    assert problems(made) == []


def test_a_header_is_made_anew_and_the_body_stays() -> None:
    source = "import re\n\n\n@wraps(x)\nasync def find(a, *, b={1: 2}) -> dict[str, int]:  # why\n    return {}\n"
    made = with_signature(source, "find", "", PARAMETERS, "")
    assert made == source.replace("(a, *, b={1: 2})", HEADER)


def test_a_method_keeps_its_self() -> None:
    source = "def add():\n    pass\n\n\nclass Desk:\n    def add(self, x):\n        return x\n"
    made = with_signature(source, "add", "Desk", read_parameters({"type": "object"}), "")
    assert made == source.replace("(self, x)", "(self)")


def test_a_function_that_is_missing_is_added() -> None:
    made = with_signature("x = 1\n", "find", "", Parameter(kind="object"), "Finds.")
    assert made == 'x = 1\n\n\ndef find() -> str:\n    """Finds."""\n    return ""\n'
    assert with_signature("def (", "find", "Desk", PARAMETERS, "") == "def ("


def test_a_function_is_renamed_where_it_is_called_and_nothing_else_is() -> None:
    source = "def find(x):\n    return find(x) or y.find(x) or refind(x) or 'find'\n"
    assert renamed(source, "find", "seek") == ("def seek(x):\n    return seek(x) or y.find(x) or refind(x) or 'find'\n")
