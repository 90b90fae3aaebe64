"""Go templates, as far as chat templates use them: parsed as text/template parses them, rendered, and searched for their tag.

Seen in the recordings: the wording of a broken template's error. Not offered: define, block, template, call, html, js.
"""

import ast
from typing import Any

from .go_exec import render
from .go_lex import Token, quoted, tokens
from .go_tags import tool_tag
from .go_tree import Action, Branch, Field, Function, Jump, Literal, Pipe, TemplateError, Text, Tree

__all__ = ["TemplateError", "Tree", "parse", "render", "tool_tag"]

FUNCTIONS = (
    "and call eq ge gt html index js le len lt ne not or print printf println slice urlquery "
    "json currentDate yesterdayDate toTypeScriptType"
).split()


def parse(text: str) -> Tree:
    """The template as a tree.

    Raises:
        TemplateError: worded as Go words it.
    """
    return _Parser(text).tree()


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens = list(tokens(text))
        self.at = 0
        self.variables = ["$"]
        self.loops = 0

    def tree(self) -> Tree:
        nodes: Tree = []
        while self._peek().kind != "EOF":
            node = self._text_or_action()
            if isinstance(node, Token):
                self._fail(f"unexpected {{{{{node.kind}}}}}")
            nodes.append(node)
        return nodes

    def _peek(self, *, skip: bool = False) -> Token:
        last = len(self.tokens) - 1
        while skip and self.tokens[min(self.at, last)].kind == "space":
            self.at += 1
        return self.tokens[min(self.at, last)]

    def _next(self, *, skip: bool = False) -> Token:
        token = self._peek(skip=skip)
        self.at += 1
        return token

    def _fail(self, text: str, line: int | None = None) -> Any:
        raise TemplateError(f"template: :{line or self._peek().line}: {text}")

    def _unexpected(self, token: Token, context: str) -> Any:
        if token.kind == "error":
            self._fail(str(token), token.line)
        self._fail(f"unexpected {token} in {context}", token.line)

    def _list(self) -> tuple[Tree, Token]:
        """Nodes up to an {{end}} or {{else}}, and that token."""
        nodes: Tree = []
        while self._peek(skip=True).kind != "EOF":
            node = self._text_or_action()
            if isinstance(node, Token):
                return nodes, node
            nodes.append(node)
        return self._fail("unexpected EOF")

    def _text_or_action(self) -> Any:
        token = self._next(skip=True)
        if token.kind == "text":
            return Text(token.value)
        if token.kind != "left":
            self._unexpected(token, "input")
        word = self._next(skip=True)
        if word.kind == "end":
            self._expect("right", "end")
            return word
        if word.kind == "else":
            if self._peek(skip=True).kind != "if":
                self._expect("right", "else")
            return word
        if word.kind in ("if", "range", "with"):
            return self._branch(word.kind, word.line)
        if word.kind in ("break", "continue"):
            self._expect("right", word.kind)
            if not self.loops:
                self._fail(f"{{{{{word.kind}}}}} outside {{{{range}}}}", word.line)
            return Jump(word.kind)
        if word.kind in ("define", "block", "template"):
            self._fail(f"{word.kind} is not offered by this stand-in", word.line)
        self.at -= 1
        return Action(self._pipeline("command", "right"), word.line)

    def _expect(self, kind: str, context: str) -> None:
        token = self._next(skip=True)
        if token.kind != kind:
            self._unexpected(token, context)

    def _branch(self, kind: str, line: int) -> Branch:
        known = len(self.variables)
        pipe = self._pipeline(kind, "right")
        self.loops += kind == "range"
        body, end = self._list()
        self.loops -= kind == "range"
        branch = Branch(kind, pipe, line, body)
        if end.kind == "else":
            if kind == "if" and self._peek(skip=True).kind == "if":
                word = self._next()
                branch.orelse = [self._branch("if", word.line)]
            else:
                if self._peek().kind == "if":
                    self._unexpected(self._peek(), "else")
                branch.orelse, end = self._list()
                if end.kind != "end":
                    self._fail("expected end; found {{else}}")
        del self.variables[known:]
        return branch

    def _pipeline(self, context: str, end: str) -> Pipe:
        pipe = Pipe()
        self._declarations(pipe, context)
        while True:
            token = self._next(skip=True)
            if token.kind == end:
                break
            if token.kind in (
                "bool",
                "character",
                "dot",
                "field",
                "name",
                "number",
                "nil",
                "raw",
                "string",
                "variable",
                "(",
            ):
                self.at -= 1
                pipe.commands.append(self._command())
            else:
                self._unexpected(token, context)
        if not pipe.commands:
            self._fail(f"missing value for {context}", token.line)
        for stage, command in enumerate(pipe.commands[1:], 2):
            if isinstance(command[0], Literal) or command[0] == Field(()):
                self._fail(f"non executable command in pipeline stage {stage}", token.line)
        return pipe

    def _declarations(self, pipe: Pipe, context: str) -> None:
        while self._peek(skip=True).kind == "variable":
            start = self.at
            variable = self._next()
            sign = self._peek(skip=True)
            if sign.kind in (":=", "="):
                self._next()
                pipe.names.append(variable.value)
                pipe.declares = sign.kind == ":="
                self.variables.append(variable.value)
                return
            if sign.value != "," or sign.kind != "char":
                self.at = start
                return
            self._next()
            pipe.names.append(variable.value)
            self.variables.append(variable.value)
            if context != "range" or len(pipe.names) > 1:
                self._fail(f"too many declarations in {context}", sign.line)
            if self._peek(skip=True).kind not in ("variable", "right", ")"):
                self._fail("range can only initialize variables", sign.line)

    def _command(self) -> list[Any]:
        operands: list[Any] = []
        while True:
            self._peek(skip=True)
            operand = self._operand()
            if operand is not None:
                operands.append(operand)
            token = self._next()
            if token.kind == "space":
                continue
            if token.kind in ("right", ")"):
                self.at -= 1
            elif token.kind != "|":
                self._unexpected(token, "operand")
            break
        if not operands:
            self._fail("empty command")
        return operands

    def _operand(self) -> Any:
        node = self._term()
        names: tuple[str, ...] = ()
        while node is not None and self._peek().kind == "field":
            names += (self._next().value[1:],)
        if not names:
            return node
        if isinstance(node, Field) and (node.variable or node.names):
            return Field(node.names + names, node.variable, node.of)
        if isinstance(node, Literal) or node == Field(()):
            shown = node.kind if isinstance(node, Literal) else "."
            self._fail(f"unexpected . after term {quoted(shown)}")
        return Field(names, of=node)

    def _term(self) -> Any:
        token = self._next(skip=True)
        match token.kind:
            case "name":
                if token.value not in FUNCTIONS:
                    self._fail(f"function {quoted(token.value)} not defined", token.line)
                return Function(token.value)
            case "dot":
                return Field(())
            case "nil":
                return Literal(None, "nil")
            case "variable":
                if token.value not in self.variables:
                    self._fail(f"undefined variable {quoted(token.value)}", token.line)
                return Field((), token.value)
            case "field":
                return Field((token.value[1:],))
            case "bool":
                return Literal(token.value == "true", token.value)
            case "number":
                return Literal(_number(token.value), token.value)
            case "character":
                return Literal(ord(ast.literal_eval(token.value)), token.value)
            case "string" | "raw":
                value = token.value[1:-1] if token.kind == "raw" else ast.literal_eval(token.value)
                return Literal(value, token.value)
            case "(":
                return self._pipeline("parenthesized pipeline", ")")
        self.at -= 1
        return None


def _number(text: str) -> int | float:
    try:
        return int(text, 0)
    except ValueError:
        return float(text)
