"""Function masking: the same conversation about the same tools, under other names."""

import random

from stillroom.conversation import Message, ToolCall, ToolSpec, Trajectory, canonical_json
from stillroom.tools import argument_problem
from stillroom.training.masking import Mask


def tool(name: str, description: str, **parameters: str) -> ToolSpec:
    properties = {name: {"type": "string", "description": told} for name, told in parameters.items()}
    return ToolSpec(name, description, {"type": "object", "properties": properties, "required": list(parameters)})


TOOLS = (
    tool(
        "hash_text", "Hash a text; see also `convert` and encrypt_text.", text="What to hash.", algorithm="md5 or sha1."
    ),
    tool("encrypt_text", "Encrypt a text.", text="What to encrypt, as in hash_text.", from_unit="Or from_unit."),
    tool("convert", "Convert units.", value="A number.", from_unit="Its unit."),
)
SAID = "Hash the text with hash_text, then convert it; not `convert`, not convert(1), not hash_texts."
TRAJECTORY = Trajectory(
    "t",
    "task",
    "agent",
    "digest",
    (
        Message("system", "Use tools."),
        Message("user", "Call hash_text on 'text'."),
        Message("assistant", thought=SAID, tool_calls=(ToolCall("1", "hash_text", {"text": "hash_text", "mode": 1}),)),
        Message("tool", "hash_text -> c0ffee", tool_call_id="1", name="hash_text"),
        Message("assistant", tool_calls=(ToolCall("2", "no_such", {"from_unit": "C"}),)),
        Message("tool", 'Error: hash_text needs the argument "algorithm".', tool_call_id="2", name="no_such"),
        Message("assistant", "hash_text says c0ffee."),
    ),
)


def names(mask: Mask) -> dict[str, str]:
    """The new name of each tool, by its old one: what a tool is for tells which it is."""
    kinds = {"Hash": "hash_text", "Encrypt": "encrypt_text", "Convert": "convert"}
    return {kinds[told.description.split()[0]]: told.name for told in mask.tools}


def test_tools_and_parameters_have_other_names_everywhere_and_all_else_is_the_same() -> None:
    mask = Mask(TOOLS, random.Random(1))
    masked, new = mask.trajectory(TRAJECTORY), names(mask)
    by_name = {told.name: told for told in mask.tools}
    hashing = by_name[new["hash_text"]]
    text, algorithm = hashing.parameters["properties"]
    assert hashing.parameters["required"] == [text, algorithm]
    assert text in by_name[new["encrypt_text"]].parameters["properties"]  # a parameter has one name in all tools
    from_unit = list(by_name[new["convert"]].parameters["properties"])[1]
    assert hashing.description == f"Hash a text; see also `{new['convert']}` and {new['encrypt_text']}."
    assert by_name[new["encrypt_text"]].parameters["properties"][from_unit]["description"] == f"Or {from_unit}."
    system, user, first, told, second, failed, answer = masked.messages
    assert (system, user) == TRAJECTORY.messages[:2]
    said = f"Hash the text with {new['hash_text']}, then convert it; not `{new['convert']}`, not {new['convert']}(1), not hash_texts."
    assert first.thought == said
    assert first.tool_calls == (ToolCall("1", new["hash_text"], {text: "hash_text", "mode": 1}),)
    assert (told.content, told.name) == ("hash_text -> c0ffee", new["hash_text"])
    assert second.tool_calls == (ToolCall("2", "no_such", {from_unit: "C"}),)
    assert failed.content == f'Error: {new["hash_text"]} needs the argument "{algorithm}".'
    assert answer.content == f"{new['hash_text']} says c0ffee."
    assert (masked.id, masked.task, masked.tool_set) == ("t", "task", mask.tool_set)
    assert argument_problem(hashing, {text: "a", algorithm: "md5"}) == ""


def test_names_come_from_chance_alone_and_none_is_given_twice() -> None:
    masks = [Mask(TOOLS, random.Random(seed)) for seed in range(40)]
    assert Mask(TOOLS, random.Random(7)).tools == masks[7].tools
    assert len({mask.tool_set for mask in masks}) == 40
    assert len({tuple(names(mask)) for mask in masks}) > 3  # in another order, too
    for mask in masks:
        given = [told.name for told in mask.tools] + [p for told in mask.tools for p in told.parameters["properties"]]
        assert len(set(given)) == 3 + 4
        assert "hash_text" not in canonical_json([told.to_openai() for told in mask.tools])


def test_tools_without_parameters_and_no_tools_at_all() -> None:
    bare = ToolSpec("now", "The time.", {"type": "object"})
    [masked] = Mask([bare], random.Random(1)).tools
    assert (masked.name != "now", masked.parameters) == (True, {"type": "object"})
    assert Mask([], random.Random(1)).trajectory(TRAJECTORY).messages == TRAJECTORY.messages
