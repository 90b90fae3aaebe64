"""Function masking: the same tools under random names, so that a student reads what a tool does instead of knowing its name.

Source: Hammer (arXiv 2410.04587). Names of functions and of their parameters are replaced alike in the tools, in the calls and in
what is said of them, and the tools come in another order. What a person said, and what a tool returned, stays as it is.
"""

import random
import re
import string
from collections.abc import Iterable, Sequence

import msgspec

from stillroom.conversation import Message, ToolSpec, Trajectory, tool_set_digest

_LENGTH = 6  # letters of a name


class Mask:
    """A tool set under other names; `tools` are told to the student in its place. A parameter has one name in all tools."""

    def __init__(self, tools: Sequence[ToolSpec], chance: random.Random) -> None:
        parameters = sorted({name for tool in tools for name in tool.parameters.get("properties") or ()})
        given: set[str] = set()
        self._tools = {tool.name: _fresh(chance, given) for tool in tools}
        self._parameters = {name: _fresh(chance, given) for name in parameters}
        self._names = self._parameters | self._tools
        self._said = _pattern(self._names)
        masked = [self._tool(tool) for tool in tools]
        chance.shuffle(masked)
        self.tools = tuple(masked)
        self.tool_set = tool_set_digest(self.tools)

    def trajectory(self, trajectory: Trajectory) -> Trajectory:
        """A trajectory as it would be, had the tools these names."""
        messages = tuple(map(self._message, trajectory.messages))
        return msgspec.structs.replace(trajectory, messages=messages, tool_set=self.tool_set)

    def _tool(self, tool: ToolSpec) -> ToolSpec:
        schema = dict(tool.parameters)
        if properties := schema.get("properties"):
            schema["properties"] = {self._parameters[name]: self._described(each) for name, each in properties.items()}
        if "required" in schema:
            schema["required"] = [self._parameters.get(name, name) for name in schema["required"]]
        return ToolSpec(self._tools[tool.name], self._text(tool.description), schema)

    def _described(self, schema: object) -> object:
        if isinstance(schema, dict) and isinstance(schema.get("description"), str):
            return schema | {"description": self._text(schema["description"])}
        return schema

    def _message(self, message: Message) -> Message:
        if message.role == "tool":
            failed = message.content.startswith("Error: ")  # Stillroom's own words, which name tools and parameters
            content = self._text(message.content) if failed else message.content
            return msgspec.structs.replace(message, name=self._tools.get(message.name, message.name), content=content)
        if message.role != "assistant":
            return message
        calls = tuple(
            msgspec.structs.replace(
                call,
                name=self._tools.get(call.name, call.name),
                arguments={self._parameters.get(name, name): value for name, value in call.arguments.items()},
            )
            for call in message.tool_calls
        )
        thought, content = self._text(message.thought), self._text(message.content)
        return msgspec.structs.replace(message, thought=thought, content=content, tool_calls=calls)

    def _text(self, text: str) -> str:
        return self._said.sub(lambda found: self._names[found[0]], text) if self._names else text


def _fresh(chance: random.Random, given: set[str]) -> str:
    """A name that was not given yet."""
    while (name := "".join(chance.choices(string.ascii_lowercase, k=_LENGTH))) in given:
        pass
    given.add(name)
    return name


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Finds names in a text. One that is also a word ("text", "convert") is meant only where it is marked as a name."""
    found = []
    for name in sorted(names, key=len, reverse=True):
        word = rf"(?<!\w){re.escape(name)}(?!\w)"
        found.append(word if re.search(r"[_\d]|[a-z][A-Z]", name) else rf"(?:(?<=[`\"]){word}(?=[`\"])|{word}(?=\())")
    return re.compile("|".join(found))
