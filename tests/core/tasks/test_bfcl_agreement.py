"""compare_calls says of altered calls what BFCL's own checker says of them, over BFCL's own questions."""

import copy
import importlib
import json
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest

from stillroom.conversation import ToolCall, ToolSpec
from stillroom.store import WorkedCall
from stillroom.tasks import compare_calls

bfcl_eval = pytest.importorskip("bfcl_eval")

CATEGORIES = ("simple_python", "multiple", "parallel", "parallel_multiple", "live_simple", "live_multiple")
JSON_TYPES = {"dict": "object", "float": "number", "tuple": "array"}
PYTHON_TYPES = {"string": str, "integer": int, "float": float, "boolean": bool, "array": list, "dict": dict}

# A call as BFCL writes it: the tool's name and its arguments.
Call = tuple[str, dict[str, Any]]
Checker = Callable[[list[dict[str, Any]], list[Call], list[Call]], bool]


@pytest.fixture(scope="module")
def bfcl_checker() -> Iterator[Checker]:
    # The checker asks of a model only whether it spells "." in tool names as "_"; the table it asks brings every vendor's client along.
    models = ModuleType("bfcl_eval.constants.model_config")
    vars(models)["MODEL_CONFIG_MAPPING"] = {"student": SimpleNamespace(underscore_to_dot=False)}
    with patch.dict(sys.modules, {models.__name__: models}):
        checker = importlib.import_module("bfcl_eval.eval_checker.ast_eval.ast_checker")
        python = importlib.import_module("bfcl_eval.constants.enums").Language.PYTHON

        def check(functions: list[dict[str, Any]], made: list[Call], expected: list[Call]) -> bool:
            output = [{name: arguments} for name, arguments in made]
            answers = [
                {name: {key: [acceptable(value)] for key, value in arguments.items()}} for name, arguments in expected
            ]
            return bool(checker.ast_checker(functions, output, answers, python, "parallel", "student")["valid"])

        yield check


def acceptable(value: Any) -> Any:
    """A value as the ground truth writes it: each value of an object is a list of acceptable ones."""
    if isinstance(value, dict):
        return {key: [inner] for key, inner in value.items()}
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return [acceptable(item) for item in value]
    return value


def only_one(value: Any) -> Any:
    """The other way: the first acceptable value of each."""
    if isinstance(value, dict):
        firsts = {key: next((inner for inner in values if inner != ""), "") for key, values in value.items()}
        return {key: first for key, first in firsts.items() if first != ""}
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return [only_one(item) for item in value]
    return value


def questions() -> Iterator[tuple[list[dict[str, Any]], list[Call]]]:
    """The functions offered and the expected calls, with the first acceptable value of each argument."""
    data = Path(bfcl_eval.__file__).parent / "data"
    for category in CATEGORIES:
        asked = (data / f"BFCL_v4_{category}.json").read_text(encoding="utf-8").splitlines()
        answered = (data / "possible_answer" / f"BFCL_v4_{category}.json").read_text(encoding="utf-8").splitlines()
        for question, answer in zip(map(json.loads, asked), map(json.loads, answered), strict=True):
            calls = []
            for truth in answer["ground_truth"]:
                ((name, arguments),) = truth.items()
                chosen = {
                    key: only_one(next((value for value in values if value != ""), ""))
                    for key, values in arguments.items()
                }
                calls.append((name, {key: value for key, value in chosen.items() if value != ""}))
            if all(fits(question["function"], call) for call in calls):
                yield question["function"], calls


def fits(functions: list[dict[str, Any]], call: Call) -> bool:
    """Whether the call keeps to its tool's schema, as those of a worked solution do; a few of the ground truths do not."""
    name, arguments = call
    parameters = next((function["parameters"] for function in functions if function["name"] == name), None)
    if parameters is None or not arguments.keys() >= set(parameters["required"]):
        return False
    return all(of_type(value, parameters["properties"].get(key, {})) for key, value in arguments.items())


def of_type(value: Any, schema: dict[str, Any]) -> bool:
    if type(value) is int and schema.get("type") == "float":
        return True
    if type(value) is not PYTHON_TYPES.get(schema.get("type", "")):
        return False
    # An int in a list of floats is where BFCL differs (see calls.py).
    return not isinstance(value, list) or all(type(item) is PYTHON_TYPES.get(schema["items"]["type"]) for item in value)


def json_schema(schema: Any) -> Any:
    if isinstance(schema, list):
        return [json_schema(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: JSON_TYPES.get(value, value) if key == "type" and isinstance(value, str) else json_schema(value)
        for key, value in schema.items()
    }


def alter(calls: list[Call], functions: list[dict[str, Any]], chance: random.Random) -> list[Call]:
    """One change to the calls or to one argument; many leave them right."""
    calls = copy.deepcopy(calls)
    at = chance.randrange(len(calls))
    name, arguments = calls[at]
    offered = next(function["parameters"]["properties"] for function in functions if function["name"] == name)
    match chance.randrange(10):
        case 0:
            chance.shuffle(calls)
        case 1:
            calls.pop(at)
        case 2:
            calls.append(copy.deepcopy(calls[at]))
        case 3:
            calls[at] = (name + "_x", arguments)
        case 4:
            arguments.pop(chance.choice(sorted(arguments)), None) if arguments else None
        case 5:
            arguments[chance.choice([*sorted(offered), "unknown"])] = chance.choice(["x", 7, True])
        case _ if arguments:
            key = chance.choice(sorted(arguments))
            arguments[key] = alter_value(arguments[key], chance)
    return calls


def alter_value(value: Any, chance: random.Random, inside: str = "") -> Any:
    match value:
        case bool():
            # That true is no 1 inside an object either is where BFCL differs (see calls.py).
            return chance.choice([not value, str(value)] + ([int(value)] if inside != "dict" else []))
        case str():
            return chance.choice(
                [
                    value.upper(),
                    value + " ",
                    value.replace(" ", "_"),
                    value.replace("'", '"'),
                    value + "x",
                    value[:-1],
                    value + "!",
                    5,
                ]
            )
        case int() if inside == "dict":
            return chance.choice([value + 1, str(value)])
        case int():
            return chance.choice([value + 1, float(value), str(value), bool(value)])
        case float():
            return chance.choice(
                [value + 0.5, str(value)] + ([int(value)] if value.is_integer() and inside != "list" else [])
            )
        case list() if value and not isinstance(value[0], list):
            at = chance.randrange(len(value))
            altered = [*value[:at], alter_value(value[at], chance, "list"), *value[at + 1 :]]
            return chance.choice([altered, altered, value[::-1], value[1:], value + value[:1]])
        case dict() if value and not inside:
            key = chance.choice(sorted(value))
            changed = value | (
                {} if isinstance(value[key], dict | list) else {key: alter_value(value[key], chance, "dict")}
            )
            return chance.choice(
                [changed, changed, {k: v for k, v in value.items() if k != key}, value | {"unknown": 1}]
            )
    return copy.deepcopy(value)


def test_agrees_with_the_checker_of_bfcl(bfcl_checker: Checker) -> None:
    chance = random.Random(2024)
    seen = {True: 0, False: 0}
    for functions, expected in questions():
        tools = [
            ToolSpec(name=function["name"], description="", parameters=json_schema(function["parameters"]))
            for function in functions
        ]
        worked = [WorkedCall(name=name, arguments=arguments) for name, arguments in expected]
        for made in (expected, *(alter(expected, functions, chance) for _ in range(6))):
            calls = [ToolCall(id="call", name=name, arguments=arguments) for name, arguments in made]
            ours = compare_calls([worked], [calls], tools)
            theirs = bfcl_checker(functions, copy.deepcopy(made), expected)
            assert ours.exact == theirs, (expected, made, ours.reason)
            seen[theirs] += 1
    assert min(seen.values()) > 500, seen
