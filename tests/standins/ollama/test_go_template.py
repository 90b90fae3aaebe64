"""The interpreter of Go templates against recorded prompts; it was compared with Go's own text/template when it was written."""

import json
from pathlib import Path
from typing import Any

import pytest

from stillroom.conversation import Message, ToolCall, ToolSpec
from stillroom.templates import CHATML

from .go_json import to_json, to_text, untyped
from .go_tags import names
from .go_template import TemplateError, parse, render, tool_tag
from .go_values import check_messages, tools_of, values_of

HERE = Path(__file__).parent
RECORDED = {version: json.loads((HERE / f"replies-{version}.json").read_text()) for version in ("0.24.0", "0.33.0-rc2")}
OURS = (Path(CHATML.parse.__code__.co_filename).parent / "chatml" / "ollama.gotmpl").read_text(encoding="utf-8").strip()


def recorded(version: str, name: str) -> dict[str, Any]:
    return next(entry for entry in RECORDED[version] if entry["name"] == name)


def text(template: str, messages: Any = (), tools: Any = None, **more: Any) -> str:
    return render(parse(template), values_of(check_messages(messages), tools_of(tools)) | more)


@pytest.mark.parametrize("version", RECORDED)
@pytest.mark.parametrize("name", ["render-student", "render-history-student"])
def test_recorded_prompts(version: str, name: str) -> None:
    template = recorded(version, "create-student")["request"]["body"]["template"]
    entry = recorded(version, name)
    body = entry["request"]["body"]
    wanted = entry["response"]["body"]["_debug_info"]["rendered_template"]
    assert text(template, body["messages"], body["tools"]) == wanted


def test_recorded_error() -> None:
    entry = recorded("0.24.0", "create-bad-template")
    with pytest.raises(TemplateError) as caught:
        parse(entry["request"]["body"]["template"])
    assert entry["response"]["body"][-1]["error"] == f"template error: {caught.value}"


def test_tags() -> None:
    good, bare = (
        recorded("0.24.0", name)["request"]["body"]["template"] for name in ("create-student", "create-student-range")
    )
    assert tool_tag(parse(good)) == "<tool_call>"
    assert tool_tag(parse(bare)) == "{"
    assert tool_tag(parse(OURS)) == "<tool_call>"
    assert tool_tag(parse("{{ if .ToolCalls }}{{ .Content }}<tool_call>{{ end }}")) == "{"
    assert (
        tool_tag(
            parse(
                "{{ range .Messages }}{{ with .ToolCalls }}a{{ else }}{{ if $.ToolCalls }}b{{ end }}{{ end }}{{ end }}"
            )
        )
        == "{"
    )
    assert names(parse("{{ range $m := (slice $.Messages 1) }}{{ if $m.ToolCalls }}{{ end }}{{ end }}")) == {
        "messages",
        "toolcalls",
    }


# Template, and what Go 1.19 made of it with System "Sy<s".
SMALL = [
    ("a {{- /* c */ -}}  b {{/* d */}} c", "ab  c"),
    ('a {{- "b" -}} c {{ `raw\\n` }} {{ "q\\n\\"é" }}', 'abc raw\\n q\n"é'),
    ("{{ 'a' }} {{ 0x10 }} {{ -3 }} {{ 1.50 }} {{ true }} {{ 1e30 }} {{ 0.00001 }}", "97 16 -3 1.5 true 1e+30 1e-05"),
    ("{{ $x := 1 }}{{ $x }}{{ $x = 2 }}{{ $x }}", "12"),
    ("{{ $x := 0 }}{{ range .Messages }}{{ $x = len .Content }}{{ $x := 9 }}{{ end }}{{ $x }}", "5"),
    ("{{ range $i, $m := .Messages }}{{ $i }}:{{ $m.Role }},{{ else }}none{{ end }}", "0:user,1:assistant,"),
    ("{{ range .Nope }}x{{ else }}none{{ end }}|{{ .Nope }}", "none|<no value>"),
    ("{{ range .Messages }}{{ if eq .Role `user` }}{{ continue }}{{ end }}{{ .Role }}{{ break }}{{ end }}", "assistant"),
    ("{{ with $x := .System }}[{{ $x }}{{ . }}]{{ end }}{{ with .Nope }}a{{ else }}b{{ end }}", "[Sy<sSy<s]b"),
    ("{{ and .System .Tools }}|{{ or .Nope `d` }}|{{ not .System }}|{{ and true 0 }}", "null|d|false|0"),
    ('{{ eq "a" "b" "a" }}{{ ne 1 2 }}{{ lt 1 2 }}{{ le "a" "a" }}{{ gt 2.5 1.5 }}{{ ge 1 2 }}', "truetruetruetruetruefalse"),
    ("{{ slice .System 1 2 }}|{{ slice .System 1 }}|{{ len (slice .Messages 1) }}", "y|y<s|1"),
    ("{{ (index .Messages 1).Content }}{{ index .System 0 }}", "Hello83"),
    ('{{ "a" | printf "%s-%s" "b" }}{{ .System | len | eq 4 }}', "b-atrue"),
    ("{{ if .Nope }}a{{ else if .System }}b{{ else }}c{{ end }}", "b"),
    ("{{ range .Messages }}{{ range .ToolCalls }}{{ . }}{{ json .Function }}{{ end }}{{ end }}",
     '{ {0 f {"a":"\\u003c","n":1}}}{"Index":0,"Name":"f","Arguments":{"a":"\\u003c","n":1}}'),
]  # fmt: skip
MESSAGES = [
    {"role": "user", "content": "Hi"},
    {
        "role": "assistant",
        "content": "Hello",
        "tool_calls": [{"function": {"name": "f", "arguments": {"n": 1, "a": "<"}}}],
    },
]


@pytest.mark.parametrize(("template", "wanted"), SMALL)
def test_small_templates(template: str, wanted: str) -> None:
    assert text(template, MESSAGES, System="Sy<s") == wanted


# Template, and Go's error.
BROKEN = [
    ("a\n{{ .System", "template: :2: unclosed action"),
    ("{{ if .System }}x", "template: :1: unexpected EOF"),
    ("{{ end }}", "template: :1: unexpected {{end}}"),
    ("{{ if }}x{{ end }}", "template: :1: missing value for if"),
    ("{{ foo .System }}", 'template: :1: function "foo" not defined'),
    ("{{ $x }}", 'template: :1: undefined variable "$x"'),
    ("{{ if .A }}{{ $y := 1 }}{{ end }}{{ $y }}", 'template: :1: undefined variable "$y"'),
    ("{{/* unclosed", "template: :1: unclosed comment"),
    ("{{ .a-b }}", "template: :1: bad character U+002D '-'"),
    ('{{ "unterminated }}', "template: :1: unterminated quoted string"),
    ("{{ ( .System }}", "template: :1: unclosed left paren"),
    ("{{ .System | 3 }}", "template: :1: non executable command in pipeline stage 2"),
    ("{{ a := 1 }}", 'template: :1: function "a" not defined'),
    ("{{ if .A }}a{{ else }}b{{ else }}c{{ end }}", "template: :1: expected end; found {{else}}"),
    ("{{ break }}", "template: :1: {{break}} outside {{range}}"),
]


@pytest.mark.parametrize(("template", "wanted"), BROKEN)
def test_broken_templates(template: str, wanted: str) -> None:
    with pytest.raises(TemplateError) as caught:
        parse(template)
    assert str(caught.value) == wanted


@pytest.mark.parametrize(
    "template",
    [
        "{{ .Nope.X }}",
        "{{ range .Messages }}{{ .Nope }}{{ end }}",
        '{{ eq 1 "a" }}',
        "{{ index .Messages 7 }}",
        "{{ len 3 }}",
    ],
)
def test_what_cannot_be_executed(template: str) -> None:
    with pytest.raises(TemplateError):
        text(template, MESSAGES)


def test_tools_are_written_as_api_types_writes_them() -> None:
    properties = {
        "z": {"type": "string", "enum": ["x", 1, 2.0], "minimum": 1, "default": "x", "description": ""},
        "a": {"type": ["integer", "null"], "description": "<n>", "additionalProperties": False},
        "l": {"type": "array", "items": {"zeta": 1, "alpha": {"d": 1e21, "c": 1e-7}}},
        "o": {"properties": {"q": {"type": ["string"]}, "b": {}}, "required": ["q"], "type": "object"},
        "e": {"anyOf": [{"type": "null"}, {"description": "d", "type": "string"}], "items": {}, "properties": {}},
    }
    tool = {"type": "function", "function": {"name": "f", "parameters": {"properties": properties, "type": "object"}}}
    assert text("{{ range .Tools }}{{ json .Function }}{{ end }}", tools=[tool]) == (
        '{"name":"f","description":"","parameters":{"type":"object","properties":{'
        '"a":{"type":["integer","null"],"description":"\\u003cn\\u003e"},'
        '"e":{"anyOf":[{"type":"null"},{"type":"string","description":"d"}],"items":{},"properties":{}},'
        '"l":{"type":"array","items":{"alpha":{"c":1e-7,"d":1e+21},"zeta":1}},'
        '"o":{"type":"object","properties":{"q":{"type":"string"},"b":{}},"required":["q"]},'
        '"z":{"type":"string","enum":["x",1,2]}}}}'
    )
    assert text("{{ range .Tools }}{{ .Function }}{{ end }}", tools=[{"function": {"name": "f"}}]) == (
        "{f  { <nil> <nil> [] {}}}"
    )


def test_values_as_text_and_json() -> None:
    assert to_json(untyped({"b": [1, 2.5, None], "a": "\u2028&"})) == '{"a":"\\u2028\\u0026","b":[1,2.5,null]}'
    assert to_text(untyped({"b": [1, 12345678.0], "a": None})) == "map[a:<nil> b:[1 1.2345678e+07]]"


def test_neighbours_of_one_role_are_one_message() -> None:
    messages = [
        {"role": "system", "content": "A"},
        {"role": "user", "content": "B"},
        {"role": "User", "content": "C"},
        {"role": "tool", "content": "D"},
        {"role": "tool", "content": "E"},
        {"role": "system", "content": "F"},
    ]
    template = "{{ .System }}|{{ range .Messages }}{{ .Role }}:{{ .Content }};{{ end }}"
    assert text(template, messages) == "A\n\nF|system:A;user:B\n\nC;tool:D;tool:E;system:F;"


def test_the_family_writes_the_same_prompt_as_its_go_template() -> None:
    parameters = {
        "type": "object",
        "properties": {"shift": {"type": "integer"}, "a": {"type": "string"}},
        "required": ["a"],
    }
    tools = [ToolSpec("encrypt", "Shifts <text>.", parameters)]
    conversation = [
        Message("system", content="Be brief."),
        Message("user", content="Encrypt 'a & b'."),
        Message("assistant", content="I call it.", tool_calls=(ToolCall("1", "encrypt", {"shift": 5, "a": "a & b"}),)),
        Message("tool", content="f & g"),
    ]
    messages = [
        {
            "role": message.role,
            "content": message.content,
            "tool_calls": [{"function": {"name": c.name, "arguments": c.arguments}} for c in message.tool_calls],
        }
        for message in conversation
    ]
    wanted = CHATML.render(conversation, tools, reply=True)
    # Neither ends an assistant's content with a line break of its own before a call: Ollama's messages bring theirs along.
    messages[2]["content"] += "\n"
    assert text(OURS, messages, [tool.to_openai() for tool in tools]) == wanted
