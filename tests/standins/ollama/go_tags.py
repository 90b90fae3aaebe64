"""What Ollama learns from a Go template without rendering it: the names in it, and the tag before its calls."""

from collections.abc import Iterator
from typing import Any

from .go_tree import Action, Branch, Field, Pipe, Text, Tree, nodes


def names(tree: Tree) -> set[str]:
    """The names of all fields and variables in a template, in small letters; "tools" among them is the capability (rule 5)."""
    pipes = (node.pipe for node in nodes(tree) if isinstance(node, Action | Branch))
    return {name.lower() for pipe in pipes for name in _names(pipe)}


def _names(pipe: Pipe) -> Iterator[str]:
    for command in pipe.commands:
        for operand in command:
            if isinstance(operand, Pipe):
                yield from _names(operand)
            elif isinstance(operand, Field) and operand.of is None:  # what follows a parenthesis is not looked at
                yield from operand.names


def tool_tag(tree: Tree) -> str:
    """The text that begins a call: what follows the first `{{ if .ToolCalls }}`, up to a brace; "{" where there is none.

    A range over .ToolCalls without an if around it is no place to look (rule 6, `chat-tool-call-student-range`).
    """
    branch = _if_tool_calls(tree)
    text = _first_text(branch.body) if branch else None
    return (text or "").replace("\r\n", "\n").partition("{")[0].strip() or "{"


def _if_tool_calls(tree: Tree) -> Branch | None:
    for node in tree:
        if not isinstance(node, Branch):
            continue
        if node.kind == "if" and any(_is_tool_calls(operand) for command in node.pipe.commands for operand in command):
            return node
        found = _if_tool_calls(node.body) or _if_tool_calls(node.orelse or [])
        if found:
            return found
    return None


def _is_tool_calls(operand: Any) -> bool:
    return isinstance(operand, Field) and not operand.variable and operand.of is None and "ToolCalls" in operand.names


def _first_text(tree: Tree) -> str | None:
    """The first text with a letter in it before any action; a branch is looked into, and nothing after it."""
    for node in tree:
        if isinstance(node, Text) and node.text.strip():
            return node.text
        if isinstance(node, Branch):
            return _first_text(node.body) or _first_text(node.orelse or [])
        if isinstance(node, Action):
            return None
    return None


def until_response(tree: Tree) -> Tree:
    """The template up to its {{ .Response }}: what Ollama renders as the prompt from templates without .Messages."""
    return _until(tree)[0]


def _until(tree: Tree) -> tuple[Tree, bool]:
    kept: Tree = []
    for node in tree:
        if isinstance(node, Branch):
            body, cut = _until(node.body)
            orelse = None
            if not cut and node.orelse is not None:
                orelse, cut = _until(node.orelse)
            kept.append(Branch(node.kind, node.pipe, node.line, body, orelse))
        else:
            kept.append(node)
            cut = isinstance(node, Action) and "Response" in {
                name for c in node.pipe.commands for o in c if isinstance(o, Field) for name in o.names
            }
        if cut:
            return kept, True
    return kept, False
