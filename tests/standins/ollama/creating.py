"""POST /api/create: the lines of its stream, and the model it makes."""

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from .gguf_file import GgufError, read_gguf
from .go_json import to_json, untyped
from .go_template import TemplateError, parse
from .models import Model
from .names import Name

_DIGEST = re.compile(r"sha256[:-][0-9a-fA-F]{64}")
_QUANTS = ("F32", "F16", "Q4_K_S", "Q4_K_M", "Q8_0")

# A jinja within an edit distance of 100 of a known one gets a Go template without tools, and `stop` (rule 7, `create-base`).
_CHATML = (
    "{% for message in messages %}FIRST{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
_DEFAULT_SYSTEM = (
    "{% if loop.first and messages[0]['role'] != 'system' %}"
    "{{ '<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n' }}{% endif %}"
)
KNOWN_JINJAS = (_CHATML.replace("FIRST", ""), _CHATML.replace("FIRST", _DEFAULT_SYSTEM))
BUILT_IN = (
    "{{- range .Messages }}<|im_start|>{{ .Role }}\n{{ .Content }}<|im_end|>\n{{ end }}<|im_start|>assistant\n",
    {"stop": ["<|im_start|>", "<|im_end|>"]},
)


class CreateError(Exception):
    """An error in the stream; `status` counts only where nothing was sent before it."""

    def __init__(self, text: str, status: int = 500) -> None:
        super().__init__(text)
        self.status = status


class Blobs:
    """Files under their digests, in `folder`/blobs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "blobs"
        self.folder.mkdir(parents=True, exist_ok=True)

    def path(self, digest: str) -> Path:
        """Where a blob is, or would be.

        Raises:
            CreateError: that is no digest.
        """
        if not _DIGEST.fullmatch(digest):
            raise CreateError("invalid digest format", 400)
        return self.folder / digest.replace(":", "-")

    def add(self, text: str) -> tuple[str, int, str]:
        """Keep a text; its digest, its size, and what create says of it."""
        data = text.encode()
        digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
        known = self.path(digest).exists()
        self.path(digest).write_bytes(data)
        return digest, len(data), f"{'using existing' if known else 'creating new'} layer {digest}"


def check_request(body: dict[str, Any]) -> None:
    """What is refused before anything is streamed.

    Raises:
        CreateError: a file's path or digest is bad.
    """
    for name, digest in (body.get("files") or {}).items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or str(path) != name:
            raise CreateError("file path must be relative", 400)
        if not digest:
            raise CreateError("invalid digest format", 400)


def create(
    body: dict[str, Any], name: Name, blobs: Blobs, *, modern: bool, find: Callable[[str], Model | None]
) -> Iterator[dict[str, Any] | Model]:
    """The lines of the stream, and the model before the last of them. `modern`: 0.30 or later; `find` looks up `from`.

    Raises:
        CreateError: the line that the stream ends with.
    """
    if body.get("from"):
        base = find(body["from"])
        if base is None:
            raise CreateError("pull model manifest: file does not exist")
        model = Model(name, base.gguf, base.blob, dict(base.layers), modern, parent=base.name.short)
        model.template, model.system = base.template, base.system
        model.parameters, model.licenses, model.messages = (
            dict(base.parameters),
            list(base.licenses),
            list(base.messages),
        )
        said = [f"using existing layer {digest}" for digest in base.layers]
    elif body.get("files"):
        model, said = yield from _from_files(body, name, blobs, modern)
    else:
        raise CreateError("neither 'from' or 'files' was specified", 400)
    said += _settings(body, model, blobs)
    for line in said:
        yield {"status": line}
    yield {"status": "writing manifest"}
    yield model
    yield {"status": "success"}


def _from_files(body: dict[str, Any], name: Name, blobs: Blobs, modern: bool) -> Iterator[Any]:
    files = body["files"]
    if len(files) > 1:
        raise CreateError("several files are not offered by this stand-in")
    file, digest = next(iter(files.items()))
    if not file.endswith(".gguf") and not _looks_like_gguf(blobs, digest):
        raise CreateError("unknown type", 400)
    yield {"status": "parsing GGUF"}
    path = blobs.path(digest)
    if not path.exists():
        raise CreateError(f"open {path}: no such file or directory")
    try:
        gguf = read_gguf(path)
    except GgufError as error:
        raise CreateError(str(error), 400 if "not in GGUF" in str(error) else 500) from error
    parent = "" if modern else str(path)
    model = Model(name, gguf, str(path), {digest: path.stat().st_size}, modern, parent=parent)
    _quantize(body, model)
    if modern:
        yield {"status": "verifying conversion"}
    said = [f"using existing layer {digest}"]
    known = gguf.chat_template
    if known and any(distance_below(known, jinja, 100) for jinja in KNOWN_JINJAS):
        model.template, model.parameters = BUILT_IN[0], dict(BUILT_IN[1])
        built, size, _ = blobs.add(BUILT_IN[0])
        stops, stop_size, line = blobs.add(to_json(BUILT_IN[1]) + "\n")
        model.layers |= {built: size, stops: stop_size}
        said += ["using autodetected template chatml", line]
    return model, said


def _looks_like_gguf(blobs: Blobs, digest: str) -> bool:
    path = blobs.path(digest) if _DIGEST.fullmatch(digest) else None
    if path is None or not path.exists():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"GGUF"


def _quantize(body: dict[str, Any], model: Model) -> None:
    wanted = str(body.get("quantize") or body.get("quantization") or "").upper()
    if not wanted:
        return
    if wanted not in (*_QUANTS, "Q4_K", "BF16"):
        raise CreateError(f"unsupported quantization type {wanted} - supported types are {', '.join(_QUANTS)}")
    if model.gguf.file_type not in ("F16", "BF16", "F32"):
        raise CreateError("quantization is only supported for F16, BF16 and F32 models")
    if model.gguf.file_type != wanted:
        raise CreateError("quantization is not offered by this stand-in")


def _settings(body: dict[str, Any], model: Model, blobs: Blobs) -> list[str]:
    """Put template, system prompt, licenses, parameters and messages into the model; what create says of each."""
    said = []

    def layer(text: str) -> None:
        digest, size, line = blobs.add(text)
        model.layers[digest] = size
        said.append(line)

    if template := body.get("template"):
        try:
            parse(template)
        except TemplateError as error:
            raise CreateError(f"template error: {error}", 400) from error
        model.template = template
        layer(template)
    if system := body.get("system"):
        model.system = system
        layer(system)
    licenses = body.get("license") or []
    for text in [licenses] if isinstance(licenses, str) else licenses:
        model.licenses.append(text)
        layer(text)
    if body.get("parameters"):
        model.parameters = {**model.parameters, **body["parameters"]}
        layer(to_json(untyped(model.parameters)) + "\n")
    if messages := body.get("messages"):
        model.messages = [{**message, "role": message.get("role", "").lower()} for message in messages]
        layer(to_json(model.messages) + "\n")
    return said


def distance_below(first: str, second: str, limit: int) -> bool:
    """Whether the edit distance is smaller than the limit."""
    if abs(len(first) - len(second)) >= limit:
        return False
    row = list(range(len(second) + 1))
    for at, character in enumerate(first, 1):
        before, row[0] = row[0], at
        for to, other in enumerate(second, 1):
            before, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, before + (character != other))
        if min(row) >= limit:
            return False
    return row[-1] < limit
