"""The names of models, as types/model/name.go reads them."""

import re
from dataclasses import dataclass

HOST, NAMESPACE, TAG = "registry.ollama.ai", "library", "latest"
_PARTS = {
    "host": re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:-]{0,349}", re.ASCII),
    "namespace": re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,79}", re.ASCII),
    "model": re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}", re.ASCII),
    "tag": re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}", re.ASCII),
}


@dataclass(frozen=True)
class Name:
    host: str
    namespace: str
    model: str
    tag: str

    @property
    def valid(self) -> bool:
        return all(pattern.fullmatch(getattr(self, part)) for part, pattern in _PARTS.items())

    @property
    def short(self) -> str:
        """As tags and ps list it, with the tag always."""
        if self.host.lower() != HOST:
            return f"{self.host}/{self.namespace}/{self.model}:{self.tag}"
        space = "" if self.namespace.lower() == NAMESPACE else f"{self.namespace}/"
        return f"{space}{self.model}:{self.tag}"

    @property
    def full(self) -> str:
        """As the errors of a missing capability say it."""
        return f"{self.host}/{self.namespace}/{self.model}:{self.tag}"


def _cut(text: str, sign: str) -> tuple[str, str, bool]:
    """What is before and after the last sign; an empty part becomes one that no rule allows."""
    before, found, after = text.rpartition(sign)
    return (before or "!", after or "!", True) if found else (text, "", False)


def parse_name(text: str) -> Name:
    """A name with what it leaves out filled in; look at `valid`."""
    host, namespace, tag = HOST, NAMESPACE, TAG
    if text.rfind(":") > text.rfind("/"):
        text, tag, _ = _cut(text, ":")
    rest, model, more = _cut(text, "/")
    if not more:
        return Name(host, namespace, text, tag)
    rest, namespace, more = _cut(rest, "/")
    if not more:
        return Name(host, rest, model, tag)
    return Name(rest.rpartition("://")[2], namespace, model, tag)
