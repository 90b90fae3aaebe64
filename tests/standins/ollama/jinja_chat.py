"""The prompt that llama.cpp makes from a GGUF's own chat template (since 0.30, `render-student-native`)."""

import json
from collections.abc import Sequence
from typing import Any

import jinja2
import jinja2.ext
import jinja2.nodes
import jinja2.parser
import jinja2.sandbox

from .go_json import JsonList, Sorted, Struct, to_json
from .go_tree import TemplateError


class _Generation(jinja2.ext.Extension):
    """{% generation %} marks, which llama.cpp leaves out (rule 16)."""

    tags = {"generation"}  # noqa: RUF012 - jinja2 wants a set

    def parse(self, parser: jinja2.parser.Parser) -> list[jinja2.nodes.Node]:
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


def render_jinja(template: str, messages: Sequence[dict[str, Any]], tools: JsonList, think: Any = None) -> str:
    """The prompt; tools keep the order of their properties, and JSON has its spaces (rule 9).

    Raises:
        TemplateError: the template is bad, or refuses these messages.
    """
    environment = jinja2.sandbox.ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[_Generation, "jinja2.ext.loopcontrols"]
    )

    def to_json_filter(value: Any, separators: tuple[str, str] | None = None, **_: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=separators)

    def refuse(text: str) -> None:
        raise jinja2.TemplateError(text)

    environment.filters["tojson"] = to_json_filter
    environment.globals["raise_exception"] = refuse
    try:
        return environment.from_string(template).render(
            messages=[_message(message) for message in messages],
            tools=[json.loads(to_json(in_order(tool))) for tool in tools] or None,
            add_generation_prompt=True,
            **({} if think is None else {"enable_thinking": bool(think)}),
        )
    except (jinja2.TemplateError, AttributeError, TypeError, KeyError) as error:
        raise TemplateError(str(error)) from error


def _message(message: dict[str, Any]) -> dict[str, Any]:
    """A message as llama-server has it; arguments in the order they came."""
    shown: dict[str, Any] = {"role": message["role"], "content": message.get("content") or ""}
    if message.get("tool_name"):
        shown["name"] = message["tool_name"]
    if calls := message.get("tool_calls"):
        shown["tool_calls"] = [
            {
                "type": "function",
                "function": {"name": call["function"]["name"], "arguments": call["function"].get("arguments") or {}},
            }
            for call in calls
        ]
    return shown


def in_order(value: Any) -> Any:
    """A decoded tool whose own properties keep their order, as api.Tool writes it."""
    if isinstance(value, Sorted):
        return None if value.nil else dict(value)
    if isinstance(value, Struct):
        return (
            {key: in_order(item) for key, item in value.plain().items()}
            if "Function" in value.fields
            else _function(value)
        )
    return value


def _function(value: Struct) -> Any:
    shown = {key: in_order(item) if isinstance(item, Struct | Sorted) else item for key, item in value.plain().items()}
    if (
        "description" in shown and not shown["description"]
    ):  # api.ToolFunction leaves it out, templateToolFunction does not
        del shown["description"]
    return shown
