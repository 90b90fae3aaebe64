"""An OpenAPI document from a file or an address: read as JSON or YAML, limited, and checked by openapi-spec-validator."""

import datetime
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stillroom.errors import KnownError, ToolError, from_os_error
from stillroom.tools.importers.references import find, references
from stillroom.tools.words import clipped, shown

_SIZE = 32 << 20
_MOST_PARTS = 500_000
_SECONDS = 30.0


def read_document(where: str) -> tuple[dict[str, Any], str]:
    """Read a document and check it: the document, and what is not valid in it, in a sentence, "" for nothing.

    Nothing that it refers to is read from disk or fetched.

    Raises:
        ToolError: it is no OpenAPI 3.0 or 3.1 document, or refers to others; the message says how.
        KnownError: it cannot be read or fetched.
    """
    text = _fetched(where) if where.startswith(("http://", "https://")) else _read(Path(where).expanduser())
    document = _parsed(text, where)
    version = document.get("openapi") if isinstance(document, dict) else None
    if not isinstance(version, str) or not version.startswith(("3.0", "3.1")):
        older = isinstance(document, dict) and "swagger" in document
        raise ToolError(
            "No OpenAPI document",
            f"{where} is {'Swagger 2.0' if older else f'OpenAPI {version}' if version else 'no OpenAPI document'}; Stillroom reads 3.0 and 3.1.",
            "Convert it first, for example with https://converter.swagger.io"
            if older
            else "Is this the document you meant?",
        )
    for reference in references(document):
        if not reference.startswith("#"):
            find(reference, document)  # raises, before the validator fetches it
    return document, _problem(document)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            text = file.read(_SIZE + 1)
    except OSError as error:
        raise from_os_error(error, path) from error
    return _limited(text, path)


def _fetched(address: str) -> bytes:
    import httpx

    text = bytearray()
    try:
        with httpx.stream("GET", address, follow_redirects=True, timeout=_SECONDS) as answer:
            if not answer.is_success:
                message = f"{address} answered {answer.status_code} {answer.reason_phrase}."
                raise KnownError(
                    "The document cannot be fetched", message, "Check the address, or save the file and import that."
                )
            for piece in answer.iter_bytes():
                text += piece
                if len(text) > _SIZE:
                    break
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        message = f"{address}: {str(error) or type(error).__name__}."
        raise KnownError("The document cannot be fetched", message, "Check the address and the network.") from error
    return _limited(bytes(text), address)


def _limited(text: bytes, where: Path | str) -> bytes:
    if len(text) > _SIZE:
        raise ToolError(
            "The document is too large", f"{where} has more than {_SIZE >> 20} MiB.", "Cut it down to what is needed."
        )
    return text


def _parsed(text: bytes, where: str) -> Any:
    import yaml

    try:
        try:
            value = json.loads(text)
        except ValueError:
            # CSafeLoader is libyaml's, several times as fast; both make nothing but plain values.
            value = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return _plain(value, itertools.count())
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 1}" if mark else ""
        message = f"{where}{place}: {getattr(error, 'problem', None) or error}."
    except (ValueError, RecursionError) as error:
        message = f"{where}: {str(error) or type(error).__name__}."
    raise ToolError("No OpenAPI document", message, "It must be JSON or YAML.")


def _plain(value: Any, parts: Iterator[int]) -> Any:
    """YAML's value as JSON would have it: keys are texts, dates too; its aliases may not blow it up."""
    if next(parts) > _MOST_PARTS:
        raise ValueError("it is too large")
    match value:
        case dict():
            return {str(key): _plain(part, parts) for key, part in value.items()}
        case list() | tuple() | set():
            return [_plain(part, parts) for part in value]
        case datetime.date():
            return value.isoformat()
        case bytes():
            return value.decode(errors="replace")
    return value


def _problem(document: dict[str, Any]) -> str:
    import openapi_spec_validator  # half a second
    from openapi_spec_validator.validation.exceptions import OpenAPIValidationError
    from referencing.exceptions import Unresolvable

    kind = (
        openapi_spec_validator.OpenAPIV30SpecValidator
        if document["openapi"].startswith("3.0")
        else openapi_spec_validator.OpenAPIV31SpecValidator
    )
    try:
        error: Exception | None = next(iter(kind(document).iter_errors()), None)
    except (OpenAPIValidationError, Unresolvable, RecursionError) as found:
        error = found
    if error is None:
        return ""
    place = "/".join(str(part) for part in getattr(error, "absolute_path", ()))
    said = clipped(str(getattr(error, "message", "") or error), 300).rstrip(".")
    return f"{f'At {shown(place)}: ' if place else ''}{said}."
