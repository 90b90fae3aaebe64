"""What is left to read after an export into Ollama: what was proved there, how to use it, and the case where it was told."""

from collections.abc import Sequence
from typing import Any

from stillroom.export.examples import langchain_example, python_example, remove_line, run_line
from stillroom.tools import Tool

REPORT = "report.md"
"""The report's file, in the folder of the export's run."""


def ollama_report(result: dict[str, Any], tools: Sequence[Tool], question: str) -> str:
    """The export's result as Markdown; `question` is what the examples ask."""
    model, host, verified = result["model"], result["host"], result["verified"]
    ways = ", ".join(f"{way} {count['right']} of {count['n']}" for way, count in result["per_way"].items())
    parts = [
        f"# {model} in Ollama",
        f"Ollama {result['version']} at {host} lists it with: {', '.join(result['capabilities'])}. Its prompt is, character for"
        f" character, what the student was trained on. {verified['right']} of {verified['n']} tries of held-out tasks had every"
        f" call right there ({ways}).",
        f"What was there before is kept as {result['previous']}." if result["previous"] else "",
        f"## In the terminal\n```\n{run_line(model, host)}\n```\nThis takes it out of Ollama again:\n"
        f"```\n{remove_line(model, host)}\n```",
        f"## In Python\n```python\n{python_example(model, host, tools, question)}```",
        f"## As an agent of LangChain\n```python\n{langchain_example(model, host, tools, question)}```",
    ]
    if case := result["case"]:
        parts += [
            f"## The case\n{case['question']}",
            f"### The stock model\n```\n{transcript(case['stock'])}\n```",
            f"### The student\n```\n{transcript(case['student'])}\n```",
        ]
    return "\n\n".join(part for part in parts if part) + "\n"


def transcript(messages: Sequence[dict[str, Any]]) -> str:
    """A conversation in the OpenAI format as lines to read; thoughts in brackets."""
    lines = []
    for message in messages:
        match message:
            case {"role": "system"}:
                continue
            case {"role": "tool", "name": name, "content": content}:
                lines.append(f"  {name} -> {content}")
            case {"role": role, "content": content, **rest}:
                if thought := rest.get("reasoning_content"):
                    lines.append(f"  ({thought})")
                made = [call["function"] for call in rest.get("tool_calls", ())]
                lines += [f"  calls {call['name']} {call['arguments']}" for call in made]
                if content:
                    lines.append(f"{role}: {content}")
    return "\n".join(lines)
