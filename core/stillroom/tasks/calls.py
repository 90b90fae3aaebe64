"""Whether the calls made are the calls expected, by the rules of the Berkeley Function Calling Leaderboard (BFCL).

Source: `bfcl_eval/eval_checker/ast_eval/ast_checker.py` of the package `bfcl-eval`. The same number of calls, equal tool
names, each expected argument and no other. Texts are compared without ` ,./-_*^`, in lower case, with `'` as `"`; numbers
by value, where an int may stand for a float, but a float for an int only where the schema says `number`; a bool is never a
number. Lists are ordered. Each argument has one acceptable value here, so none may be left out that is expected.

BFCL looks one level into lists and objects, and unevenly: an int in a list of floats is wrong there even where the
expected list has that very int, and inside an object true passes for 1. Here the rules above hold at every depth.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec

from stillroom.conversation import ToolCall, ToolSpec, canonical_json
from stillroom.store import WorkedCall

_IGNORED = re.compile(r"[ ,./\-_*^]")


class Comparison(msgspec.Struct, frozen=True):
    """`exact`: all calls right; `name`: all tools right; `reason`: the first difference in words, empty where there is none."""

    exact: bool
    name: bool
    reason: str


def compare_calls(
    expected: Sequence[Sequence[WorkedCall]], made: Sequence[Sequence[ToolCall]], tools: Sequence[ToolSpec]
) -> Comparison:
    """Compare the calls of a whole task with those of its worked solution.

    `expected` has one sequence of calls for each step, `made` one for each assistant turn, `tools` what the model was told.
    Steps come in their order, the calls of one step in any. How the calls are cut into turns does not matter: the calls of
    a step may be spread over several turns, and one turn may hold several steps in order, since its calls are then right
    as well. A repeated call is one too many. Where nothing is expected, both values say that no call was made.
    """
    steps = [step for step in expected if step]
    calls = [call for turn in made for call in turn]
    if not steps:
        reason = f"{calls[0].name} was called, but no call was needed" if calls else ""
        return Comparison(exact=not calls, name=not calls, reason=reason)
    if not calls:
        return Comparison(exact=False, name=False, reason=f"no call was made, expected {steps[0][0].name}")
    schemas = {tool.name: tool.parameters for tool in tools}
    reason, name, start = "", True, 0
    for step in steps:
        window = calls[start : start + len(step)]
        start += len(step)
        name = name and Counter(call.name for call in step) == Counter(call.name for call in window)
        reason = reason or _step_difference(step, window, schemas)
    if excess := calls[start:]:
        name = False
        reason = reason or f"{excess[0].name} was called in addition to the expected calls"
    return Comparison(exact=not reason, name=name, reason=reason)


def _step_difference(step: Sequence[WorkedCall], window: Sequence[ToolCall], schemas: dict[str, dict[str, Any]]) -> str:
    """What differs first between a step and as many calls made; empty if each call has its match, in whatever order."""
    missing, left = [], list(window)
    for call in step:
        match = next(
            (
                at
                for at, other in enumerate(left)
                if other.name == call.name and not _argument_difference(call, other, schemas)
            ),
            None,
        )
        if match is None:
            missing.append(call)
        else:
            left.pop(match)
    if not missing:
        return ""
    first = missing[0]
    if not left:
        return f"{first.name} was not called"
    same_tool = next((call for call in left if call.name == first.name), None)
    if same_tool is None:
        return f"{left[0].name} was called, expected {first.name}"
    return f"{first.name}: {_argument_difference(first, same_tool, schemas)}"


def _argument_difference(expected: WorkedCall, made: ToolCall, schemas: dict[str, dict[str, Any]]) -> str:
    properties = schemas.get(expected.name, {}).get("properties", {})
    for name, value in expected.arguments.items():
        if name not in made.arguments:
            return f"{name} was left out, expected {canonical_json(value)}"
        if not _same(value, made.arguments[name], properties.get(name)):
            return f"{name} was {canonical_json(made.arguments[name])}, expected {canonical_json(value)}"
    for name, value in made.arguments.items():
        if name not in expected.arguments:
            return f"{name} was {canonical_json(value)}, expected to be left out"
    return ""


def _same(expected: Any, made: Any, schema: Any) -> bool:
    # A JSON Schema may also be a mere true or false; it then tells nothing of the type.
    schema = schema if isinstance(schema, dict) else {}
    if isinstance(expected, dict) and isinstance(made, dict):
        properties = schema.get("properties", {})
        return expected.keys() == made.keys() and all(
            _same(value, made[key], properties.get(key)) for key, value in expected.items()
        )
    if isinstance(expected, list) and isinstance(made, list):
        return len(expected) == len(made) and all(
            _same(*pair, schema.get("items")) for pair in zip(expected, made, strict=True)
        )
    if isinstance(expected, str) and isinstance(made, str):
        return _standardised(expected) == _standardised(made)
    types = (type(expected), type(made))
    if types == (int, float):
        allowed = _types(schema)
        return expected == made and ("integer" not in allowed or "number" in allowed)
    return (types[0] is types[1] or types == (float, int)) and bool(expected == made)


def _standardised(text: str) -> str:
    return _IGNORED.sub("", text).lower().replace("'", '"')


def _types(schema: dict[str, Any]) -> set[str]:
    """The JSON types that a schema names, itself or in its alternatives."""
    named = schema.get("type", [])
    types = {named} if isinstance(named, str) else set(named)
    for branch in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        types |= _types(branch) if isinstance(branch, dict) else set()
    return types
