"""The tokens of a Go template, as Go's text/template (Go 1.19 and later) tells them apart, errors included."""

import re
from collections.abc import Iterator
from typing import NamedTuple

KEYWORDS = ("break", "block", "continue", "define", "else", "end", "if", "nil", "range", "template", "with")
SPACES = " \t\r\n"
# A name ends at these; anything else after it is a "bad character".
_ENDS = SPACES + ".,|:()"
_NUMBER = re.compile(r"[+-]?(?:0[xX][0-9a-fA-F_]+|[0-9_]*\.?[0-9_]*(?:[eE][+-]?[0-9_]+)?)")


class Token(NamedTuple):
    """`kind` is text, left, right, space, name, field, variable, dot, a keyword, a sign, ..., error or EOF."""

    kind: str
    value: str
    line: int

    def __str__(self) -> str:
        """The token as Go's error messages write it."""
        if self.kind == "EOF":
            return "EOF"
        if self.kind == "error":
            return self.value
        if self.kind in KEYWORDS:
            return f"<{self.value}>"
        short = len(self.value) > 10
        return quoted(self.value[:10]) + ("..." if short else "")


def quoted(text: str) -> str:
    """Text as Go's %q writes it."""
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + "".join(escapes.get(c, c) for c in text) + '"'


def tokens(source: str) -> Iterator[Token]:
    """The template's tokens; the last one is EOF or an error."""
    at, line, trim = 0, 1, False
    while True:
        opening = source.find("{{", at)
        text = source[at:] if opening < 0 else source[at:opening]
        kept = text.lstrip(SPACES) if trim else text
        trims_before = opening >= 0 and source[opening + 2 : opening + 3] == "-" and _is_space(source, opening + 3)
        shown = kept.rstrip(SPACES) if trims_before else kept
        if shown:
            yield Token("text", shown, line + text[: len(text) - len(kept)].count("\n"))
        line += text.count("\n")
        if opening < 0:
            yield Token("EOF", "", line)
            return
        at = opening + 2 + (2 if trims_before else 0)
        line += source[opening:at].count("\n")
        if source.startswith("/*", at):
            closing = source.find("*/", at)
            if closing < 0:
                yield Token("error", "unclosed comment", line)
                return
            end = _right_delimiter(source, closing + 2)
            if not end:
                yield Token("error", "comment ends before closing delimiter", line)
                return
            trim, after = end
            line += source[at:after].count("\n")
            at = after
            continue
        yield Token("left", "{{", line)
        lexer = _Action(source, at, line)
        for token in lexer.tokens():
            yield token
            if token.kind == "error":
                return
        at, line, trim = lexer.at, lexer.line, lexer.trims


def _is_space(source: str, at: int) -> bool:
    return source[at : at + 1] != "" and source[at] in SPACES


def _right_delimiter(source: str, at: int) -> tuple[bool, int] | None:
    """Whether it trims, and where it ends; None where there is none."""
    if _is_space(source, at) and source.startswith("-}}", at + 1):
        return True, at + 4
    return (False, at + 2) if source.startswith("}}", at) else None


def _is_name(character: str) -> bool:
    return character == "_" or character.isalnum()


class _Action:
    """What is between two delimiters; `at`, `line` and `trims` say where and how it ended."""

    def __init__(self, source: str, at: int, line: int) -> None:
        self.source, self.at, self.line, self.trims = source, at, line, False

    def tokens(self) -> Iterator[Token]:
        depth = 0
        while True:
            end = _right_delimiter(self.source, self.at)
            if end:
                if depth:
                    yield self._error("unclosed left paren")
                    return
                self.trims, after = end
                yield self._token("right", self.at + 1 if self.trims else self.at, after, value="}}")
                return
            token = self._next()
            depth = max(0, depth + {"(": 1, ")": -1}.get(token.kind, 0))
            yield token
            if token.kind == "error":
                return

    def _next(self) -> Token:
        source, at = self.source, self.at
        c = source[at : at + 1]
        if not c:
            return self._error("unclosed action")
        if c in SPACES:
            end = at
            while _is_space(source, end) and not (source.startswith("-}}", end + 1) and end > at):
                end += 1
            return self._token("space", at, end)
        if c == ":" and source[at + 1 : at + 2] != "=":
            return self._error("expected :=")
        if c == ":":
            return self._token(":=", at, at + 2)
        if c in "=|()":
            return self._token(c, at, at + 1)
        if c in "\"`'":
            return self._string(c)
        if c == "$" or (c == "." and not source[at + 1 : at + 2].isdigit()):
            return self._dotted("variable" if c == "$" else "field")
        if c in "+-." or c.isdigit():
            end = _NUMBER.match(source, at).end()  # type: ignore[union-attr]
            if (end < len(source) and _is_name(source[end])) or not any(d.isdigit() for d in source[at:end]):
                return self._error(f"bad number syntax: {quoted(source[at : end + 1])}")
            return self._token("number", at, end)
        if _is_name(c):
            return self._name()
        if c.isascii() and c.isprintable():
            return self._token("char", at, at + 1)
        return self._error(f"unrecognized character in action: U+{ord(c):04X}" + (f" '{c}'" if c.isprintable() else ""))

    def _string(self, quote: str) -> Token:
        kind = {'"': "string", "`": "raw", "'": "character"}[quote]
        end = self.at + 1
        while end < len(self.source) and self.source[end] != quote:
            if self.source[end] == "\n" and quote != "`":
                break
            end += 2 if self.source[end] == "\\" and quote != "`" else 1
        if self.source[end : end + 1] != quote:
            what = {"string": "quoted string", "raw": "raw quoted string", "character": "character constant"}[kind]
            return self._error(f"unterminated {what}")
        return self._token(kind, self.at, end + 1)

    def _dotted(self, kind: str) -> Token:
        """`.Field`, `$name`, or a lone `.` or `$`."""
        end = self.at + 1
        while end < len(self.source) and _is_name(self.source[end]):
            end += 1
        if end == self.at + 1 and self._ends(end):
            return self._token("dot" if kind == "field" else "variable", self.at, end)
        return self._token(kind, self.at, end) if self._ends(end) else self._bad(end)

    def _name(self) -> Token:
        end = self.at
        while end < len(self.source) and _is_name(self.source[end]):
            end += 1
        if not self._ends(end):
            return self._bad(end)
        word = self.source[self.at : end]
        kind = word if word in KEYWORDS else "bool" if word in ("true", "false") else "name"
        return self._token(kind, self.at, end)

    def _ends(self, at: int) -> bool:
        return at >= len(self.source) or self.source[at] in _ENDS or self.source.startswith("}}", at)

    def _bad(self, at: int) -> Token:
        return self._error(f"bad character U+{ord(self.source[at]):04X} '{self.source[at]}'")

    def _token(self, kind: str, start: int, end: int, value: str = "") -> Token:
        token = Token(kind, value or self.source[start:end], self.line)
        self.line += self.source[start:end].count("\n")
        self.at = end
        return token

    def _error(self, text: str) -> Token:
        return Token("error", text, self.line)
