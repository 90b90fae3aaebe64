"""Tools from an OpenAPI 3.0 or 3.1 document: each operation becomes one HTTP request."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

import msgspec

from stillroom.errors import StillroomError, ToolError
from stillroom.tools.importers.documents import read_document
from stillroom.tools.importers.imported import Imported, Remark, checked, distinct, tool_name
from stillroom.tools.importers.openapi_schema import plain_schema
from stillroom.tools.importers.references import find, inlined
from stillroom.tools.placeholders import check_secret_name
from stillroom.tools.tool import HttpRequest, Tool
from stillroom.tools.words import clipped

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_TIME_LIMIT = 30.0
_DESCRIPTION = 500
_SPOKEN_FOR = ("accept", "content-type", "authorization")  # OpenAPI: header parameters of these names are ignored
_FORM = "application/x-www-form-urlencoded"


class _NoToolError(Exception):
    """Why an operation cannot become a tool."""


def import_openapi(where: str, server: str = "", secrets: Mapping[str, str] | None = None) -> Imported:
    """Read the operations of a document, given as a file's path or an address.

    Parameters of path, query and header and the members of a JSON or form body become one object of parameters. What a
    security scheme asks for becomes `{secret:NAME}`: NAME is made of the document's title and the scheme, or is what
    `secrets` says for that scheme, or for "" (any scheme). `server` is used instead of the document's first one.

    Of a document that is not valid everywhere, the operations that can be read are, and a note says what is wrong.

    Raises:
        ToolError: it is no OpenAPI 3.0 or 3.1 document, refers to other documents, or is not valid and holds no operation; or a
            secret cannot have its name.
        KnownError: it cannot be read or fetched.
    """
    for secret in (secrets or {}).values():
        check_secret_name(secret)
    document, problem = read_document(where)
    found = _operations(document, where, server, secrets or {})
    if problem and not found.tools:
        raise ToolError("The document is not valid OpenAPI", f"{where}: {problem}", "Correct it there.")
    told = Remark(where, f"The document is not valid OpenAPI. {problem}")
    return msgspec.structs.replace(found, notes=(*found.notes, told)) if problem else found


def _operations(document: dict[str, Any], where: str, server: str, secrets: Mapping[str, str]) -> Imported:
    tools: list[Tool] = []
    skipped: list[Remark] = []
    notes: list[Remark] = []
    paths = document.get("paths")
    for path, place in paths.items() if isinstance(paths, dict) else ():
        item = _found(place, document)
        for method in (method for method in _METHODS if method in item):
            written = item[method] if isinstance(item[method], dict) else {}
            name = tool_name(str(written.get("operationId") or f"{method} {path}")) or method
            name = distinct(name, (tool.name for tool in tools))
            reader = _Operation(document, item, written, secrets)
            try:
                tools.append(reader.tool(name, method, server or _server(document, item, written, where), path))
            except _NoToolError as error:
                skipped.append(Remark(name, str(error)))
            except StillroomError as error:
                skipped.append(Remark(name, f"{error.message} {error.hint}"))
            except (
                AttributeError,
                IndexError,
                KeyError,
                TypeError,
                ValueError,
            ) as error:  # of a document that is not valid
                skipped.append(Remark(name, f"It is not written as OpenAPI has it ({type(error).__name__}: {error})."))
            else:
                notes += [Remark(name, note) for note in reader.notes]
    return checked(tools, skipped, notes)


class _Operation:
    """Reads one operation; collects the parts of its request, and the properties of its parameters."""

    def __init__(
        self, document: dict[str, Any], item: dict[str, Any], written: dict[str, Any], secrets: Mapping[str, str]
    ) -> None:
        self._document = document
        self._item = item
        self._written = written
        self._secrets = secrets
        self._properties: dict[str, Any] = {}
        self._required: list[str] = []
        self._query: dict[str, str] = {}
        self._headers: dict[str, str] = {}
        self.notes: list[str] = []

    def tool(self, name: str, method: str, server: str, path: str) -> Tool:
        if method in ("options", "trace"):
            raise _NoToolError(f"{method.upper()} is not asked for by agents.")
        arguments: dict[str, str] = {}
        for each in self._parameters():
            if (argument := self._parameter(each)) and each["in"] == "path":
                arguments[each["name"]] = argument
        body = self._body()
        self._authenticate()
        if self._written.get("deprecated"):
            self.notes.append("The document calls it deprecated.")
        parameters: dict[str, Any] = {"type": "object", "properties": self._properties}
        if self._required:
            parameters["required"] = self._required
        url = server.rstrip("/") + re.sub(r"\{([^{}]+)\}", lambda found: self._placed(found[1], arguments), path)
        request = msgspec.convert(
            {
                "kind": "http",
                "method": method.upper(),
                "url": url,
                "query": self._query,
                "headers": self._headers,
                "body": body,
            },
            HttpRequest,
        )
        description = self._description(method, path)
        return Tool(
            name, description, parameters, request, "reads" if method in ("get", "head") else "changes", _TIME_LIMIT
        )

    def _placed(self, name: str, arguments: dict[str, str]) -> str:
        if name not in arguments:
            raise _NoToolError(f"Its path needs {name}, which is not among its parameters.")
        return f"{{{arguments[name]}}}"

    def _parameters(self) -> Iterator[dict[str, Any]]:
        """The operation's parameters, and those of its path that it does not write itself."""
        named: dict[tuple[str, str], dict[str, Any]] = {}
        written = [*self._item.get("parameters", ()), *self._written.get("parameters", ())]
        for each in (_found(each, self._document) for each in written):
            named[each["name"], each["in"]] = each
        yield from named.values()

    def _parameter(self, each: dict[str, Any]) -> str:
        """Take a parameter in: its name among the arguments, or "" where it is left out."""
        name, place, needed = each["name"], each["in"], each.get("required", False)
        if place == "header" and name.lower() in _SPOKEN_FOR:
            return ""
        content: dict[str, Any] = next(iter(each.get("content", {}).values()), {})
        schema = plain_schema(inlined(each.get("schema") or content.get("schema") or {}, self._document))
        if problem := _unsent(each, schema):
            if needed:
                raise _NoToolError(f"Its parameter {name} is {problem}, which Stillroom cannot send.")
            self.notes.append(f"{name} is left out: it is {problem}, which Stillroom cannot send.")
            return ""
        if said := each.get("description"):
            schema = schema | {"description": _first_paragraph(said)}
        argument = self._argument(name, place, schema, needed=needed or place == "path")
        if place == "query":
            self._query[name] = f"{{{argument}}}"
        elif place == "header":
            self._headers[name] = f"{{{argument}}}"
        return argument

    def _argument(self, name: str, place: str, schema: dict[str, Any], *, needed: bool) -> str:
        """A name for it among the arguments: its own where that may be, with its place before it where that is taken."""
        own = tool_name(name) or place
        argument = distinct(own if own not in self._properties else f"{place}_{own}", self._properties)
        self._properties[argument] = schema
        if needed:
            self._required.append(argument)
        return argument

    def _body(self) -> Any:
        body = _found(self._written.get("requestBody") or {}, self._document)
        content = body.get("content") or {}
        if not content:
            return None
        kinds = {kind.partition(";")[0].strip().lower(): part for kind, part in content.items()}
        json_kind = next((kind for kind in kinds if kind.endswith(("/json", "+json")) or kind == "*/*"), None)
        kind = json_kind or next((kind for kind in kinds if kind == _FORM or kind.startswith("text/")), None)
        if kind is None:
            if body.get("required"):
                raise _NoToolError(f"Its body is {' or '.join(kinds)}; Stillroom sends JSON, forms and texts.")
            self.notes.append(f"Its body is left out: it is {' or '.join(kinds)}.")
            return None
        schema = plain_schema(inlined(kinds[kind].get("schema") or {}, self._document))
        if kind not in ("application/json", "*/*"):
            self._headers["Content-Type"] = kind
        needed = bool(body.get("required"))
        if not schema.get("properties"):
            if said := body.get("description"):
                schema = {"description": _first_paragraph(said)} | schema
            return f"{{{self._argument('body', 'body', schema, needed=needed)}}}"
        members = schema["properties"].items()
        inner = schema.get("required", ()) if needed else ()
        return {name: f"{{{self._argument(name, 'body', member, needed=name in inner)}}}" for name, member in members}

    def _authenticate(self) -> None:
        """Put the secrets of the first way to authenticate that Stillroom knows into headers and query."""
        ways = self._written.get("security", self._document.get("security")) or [{}]
        schemes = self._document.get("components", {}).get("securitySchemes", {})
        refused = []
        for way in ways:
            placed = [self._credential(scheme, _found(schemes.get(scheme, {}), self._document)) for scheme in way]
            if None not in placed:
                for place, name, value in filter(None, placed):
                    (self._query if place == "query" else self._headers)[name] = value
                return
            refused += list(way)
        raise _NoToolError(f"It authenticates with {', '.join(refused)}, of a kind that Stillroom does not know.")

    def _credential(self, scheme: str, written: dict[str, Any]) -> tuple[str, str, str] | None:
        """Where a credential goes: "header" or "query", the name there and the value. None if its kind is not known."""
        title = self._document.get("info", {}).get("title", "")
        secret = self._secrets.get(scheme) or self._secrets.get("") or tool_name(f"{title} {scheme}").lower() or "key"
        value = f"{{secret:{secret}}}"
        match written:
            case {"type": "apiKey", "in": "cookie", "name": str(name)}:
                return "header", "Cookie", f"{name}={value}"
            case {"type": "apiKey", "in": "query" | "header" as place, "name": str(name)}:
                return place, name, value
            case {"type": "http", "scheme": str(kind)} if kind.lower() == "basic":
                self.notes.append(f"Its secret {secret} is USER:PASSWORD in base64.")
                return "header", "Authorization", f"Basic {value}"
            case {"type": "http", "scheme": str(kind)} if kind.lower() == "bearer":
                return "header", "Authorization", f"Bearer {value}"
            case {"type": "oauth2" | "openIdConnect"}:
                self.notes.append(f"Its secret {secret} is an access token, which may run out.")
                return "header", "Authorization", f"Bearer {value}"
        return None

    def _description(self, method: str, path: str) -> str:
        summary = str(self._written.get("summary") or self._item.get("summary") or "").strip()
        more = _first_paragraph(self._written.get("description") or self._item.get("description") or "")
        if summary and more and more.rstrip(".") != summary.rstrip("."):
            summary = f"{summary.rstrip('.')}. {more}"
        return clipped(summary or more or f"{method.upper()} {path}", _DESCRIPTION)


def _found(value: Any, document: dict[str, Any]) -> dict[str, Any]:
    """An object of the document, or what it refers to."""
    seen = 0
    while isinstance(value, dict) and "$ref" in value and seen < 20:
        value, seen = find(value["$ref"], document), seen + 1
    return value if isinstance(value, dict) else {}


def _unsent(each: dict[str, Any], schema: dict[str, Any]) -> str:
    """Why a parameter cannot be sent as its style asks for; "" if it can."""
    if each["in"] == "cookie":
        return "a cookie"
    kinds = schema.get("type", "")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if "content" in each or not {"array", "object"} & set(kinds):
        return ""
    if "array" in kinds and each["in"] == "query" and each.get("style", "form") == "form" and each.get("explode", True):
        return ""
    return f"{'a list' if 'array' in kinds else 'an object'} in the {each['in']}"


def _server(document: dict[str, Any], item: dict[str, Any], written: dict[str, Any], where: str) -> str:
    servers = written.get("servers") or item.get("servers") or document.get("servers") or [{"url": "/"}]
    variables = servers[0].get("variables", {})
    url: str = re.sub(
        r"\{([^{}]+)\}", lambda found: str(variables.get(found[1], {}).get("default", found[0])), servers[0]["url"]
    )
    url = urljoin(where, url) if where.startswith(("http://", "https://")) else url
    if not url.startswith(("http://", "https://")):
        raise ToolError(
            "No server", f"The document names no server, only {url}.", "Say where it is, with --server https://..."
        )
    return url


def _first_paragraph(text: Any) -> str:
    return clipped(" ".join(str(text).strip().split("\n\n")[0].split()), _DESCRIPTION)
