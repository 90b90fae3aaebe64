"""What the operations of an OpenAPI document become, and that they ask a real server what was meant."""

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from standins.web import WebServer

from stillroom.errors import KnownError, ToolError
from stillroom.tools import HttpRequest, Tool
from stillroom.tools.http import request
from stillroom.tools.importers import Imported, import_openapi

OK = {"responses": {"200": {"description": "Done."}}}


def document(paths: dict[str, Any], version: str = "3.0.3", **more: Any) -> dict[str, Any]:
    info = {"title": "Pet Shop", "version": "1"}
    return {"openapi": version, "info": info, "servers": [{"url": "https://pets.example/v1"}], "paths": paths} | more


def imported(folder: Path, value: Any, **options: Any) -> Imported:
    path = folder / "api.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return import_openapi(str(path), **options)


def parameter(name: str, place: str, kind: Any = "string", **more: Any) -> dict[str, Any]:
    schema = kind if isinstance(kind, dict) else {"type": kind}
    return {"name": name, "in": place, "schema": schema, "required": place == "path"} | more


def one(folder: Path, operation: dict[str, Any], path: str = "/pets", method: str = "post", **more: Any) -> Tool:
    found = imported(folder, document({path: {method: OK | operation}}, **more))
    assert not found.skipped, found.skipped
    (tool,) = found.tools
    return tool


def body(schema: dict[str, Any], kind: str = "application/json", **more: Any) -> dict[str, Any]:
    return {"requestBody": {"content": {kind: {"schema": schema}}, "required": True} | more}


def code(tool: Tool) -> HttpRequest:
    assert isinstance(tool.implementation, HttpRequest)
    return tool.implementation


def test_an_operation_is_a_request(tmp_path: Path) -> None:
    operation = {
        "operationId": "pets.update",
        "summary": "Change a pet",
        "description": "Its name\nand age.\n\nMore.",
        "parameters": [
            parameter("petId", "path", "integer", description="Which pet."),
            parameter("dry-run", "query", {"type": "boolean", "default": False}),
            parameter("X-Trace", "header"),
            parameter("Authorization", "header"),
        ],
        **body(
            {
                "type": "object",
                "properties": {
                    "name": {"type": "string", "nullable": True},
                    "petId": {"type": "integer"},
                    "age": {"type": "integer", "minimum": 0, "exclusiveMinimum": True, "example": 3},
                    "made": {"type": "string", "readOnly": True},
                },
                "required": ["name", "made"],
            }
        ),
    }
    tool = one(tmp_path, operation, "/pets/{petId}", "patch")
    assert (tool.name, tool.description) == ("pets_update", "Change a pet. Its name and age.")
    assert tool.parameters == {
        "type": "object",
        "properties": {
            "petId": {"type": "integer", "description": "Which pet."},
            "dry_run": {"type": "boolean", "default": False},
            "X_Trace": {"type": "string"},
            "name": {"type": ["string", "null"]},
            "body_petId": {"type": "integer"},
            "age": {"type": "integer", "exclusiveMinimum": 0},
        },
        "required": ["petId", "name"],
    }
    assert code(tool) == HttpRequest(
        "PATCH",
        "https://pets.example/v1/pets/{petId}",
        {"dry-run": "{dry_run}"},
        {"X-Trace": "{X_Trace}"},
        {"name": "{name}", "petId": "{body_petId}", "age": "{age}"},
    )
    assert (tool.effects, tool.time_limit) == ("changes", 30)


@pytest.mark.parametrize(
    ("method", "effects"), [("get", "reads"), ("head", "reads"), ("post", "changes"), ("delete", "changes")]
)
def test_effects_by_method(method: str, effects: str, tmp_path: Path) -> None:
    tool = one(tmp_path, {}, "/pets/all", method)
    assert (tool.effects, tool.name, tool.description) == (effects, f"{method}_pets_all", f"{method.upper()} /pets/all")


def test_names_that_clash_and_parameters_of_the_path(tmp_path: Path) -> None:
    shared = [parameter("id", "path"), parameter("q", "query")]
    own = [parameter("q", "query", "integer")]
    paths = {
        "/a/{id}": {"parameters": shared, "get": OK | {"operationId": "get-it", "parameters": own}},
        "/b": {"get": OK | {"operationId": "get.it"}, "options": OK},
    }
    found = imported(tmp_path, document(paths))
    assert [tool.name for tool in found.tools] == ["get_it", "get_it_2"]
    assert found.tools[0].parameters["properties"] == {"id": {"type": "string"}, "q": {"type": "integer"}}
    assert [remark.name for remark in found.skipped] == ["options_b"]


def test_references_and_what_holds_itself(tmp_path: Path) -> None:
    components = {
        "parameters": {"Page": parameter("page", "query", "integer")},
        "requestBodies": {"Tree": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Tree"}}}}},
        "schemas": {
            "Named": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]},
            "Tree": {
                "allOf": [
                    {"$ref": "#/components/schemas/Named"},
                    {"properties": {"children": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}}},
                ]
            },
        },
    }
    operation = {
        "parameters": [{"$ref": "#/components/parameters/Page"}],
        "requestBody": {"$ref": "#/components/requestBodies/Tree"},
    }
    tool = one(tmp_path, operation, components=components)
    assert tool.parameters["properties"] == {
        "page": {"type": "integer"},
        "name": {"type": "string"},
        "children": {"type": "array", "items": {"type": "object"}},
    }
    assert "required" not in tool.parameters  # the body may be left out


@pytest.mark.parametrize(
    ("content", "parameters", "sent", "headers"),
    [
        (body({"type": "array", "items": {"type": "integer"}}), {"body": {"type": "array", "items": {"type": "integer"}}}, "{body}", {}),
        (body({"type": "object"}), {"body": {"type": "object"}}, "{body}", {}),
        (
            body({"type": "object", "properties": {"a": {"type": "string"}}}, "application/x-www-form-urlencoded"),
            {"a": {"type": "string"}},
            {"a": "{a}"},
            {"Content-Type": "application/x-www-form-urlencoded"},
        ),
        (body({"type": "string"}, "text/plain"), {"body": {"type": "string"}}, "{body}", {"Content-Type": "text/plain"}),
        (body({}, "application/vnd.x+json"), {"body": {}}, "{body}", {"Content-Type": "application/vnd.x+json"}),
    ],
    ids=["list", "object", "form", "text", "other json"],
)  # fmt: skip
def test_bodies(content: Any, parameters: Any, sent: Any, headers: Any, tmp_path: Path) -> None:
    tool = one(tmp_path, content)
    assert tool.parameters["properties"] == parameters
    assert (code(tool).body, code(tool).headers) == (sent, headers)


def secured(scheme: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"security": [{"Key": []}], "components": {"securitySchemes": {"Key": scheme}}} | more


@pytest.mark.parametrize(
    ("scheme", "query", "headers"),
    [
        ({"type": "apiKey", "in": "header", "name": "X-Key"}, {}, {"X-Key": "{secret:pet_shop_key}"}),
        ({"type": "apiKey", "in": "query", "name": "key"}, {"key": "{secret:pet_shop_key}"}, {}),
        ({"type": "apiKey", "in": "cookie", "name": "sid"}, {}, {"Cookie": "sid={secret:pet_shop_key}"}),
        ({"type": "http", "scheme": "bearer"}, {}, {"Authorization": "Bearer {secret:pet_shop_key}"}),
        ({"type": "http", "scheme": "Basic"}, {}, {"Authorization": "Basic {secret:pet_shop_key}"}),
        ({"type": "oauth2", "flows": {}}, {}, {"Authorization": "Bearer {secret:pet_shop_key}"}),
    ],
    ids=["header", "query", "cookie", "bearer", "basic", "oauth2"],
)
def test_authentication_by_name(scheme: Any, query: Any, headers: Any, tmp_path: Path) -> None:
    tool = one(tmp_path, {}, **secured(scheme))
    assert (code(tool).query, code(tool).headers) == (query, headers)


def test_which_way_to_authenticate(tmp_path: Path) -> None:
    schemes = {
        "Digest": {"type": "http", "scheme": "digest"},
        "A": {"type": "apiKey", "in": "header", "name": "A"},
        "B": {"type": "apiKey", "in": "header", "name": "B"},
    }
    paths = {
        "/both": {"get": OK},
        "/open": {"get": OK | {"security": []}},
        "/digest": {"get": OK | {"security": [{"Digest": []}]}},
        "/maybe": {"get": OK | {"security": [{"Digest": []}, {}]}},
    }
    written = document(paths, security=[{"Digest": []}, {"A": [], "B": []}], components={"securitySchemes": schemes})
    found = imported(tmp_path, written, secrets={"A": "mine"})
    assert [code(tool).headers for tool in found.tools] == [{"A": "{secret:mine}", "B": "{secret:pet_shop_b}"}, {}, {}]
    assert [(remark.name, "Digest" in remark.reason) for remark in found.skipped] == [("get_digest", True)]
    assert code(imported(tmp_path, written, secrets={"": "any"}).tools[0]).headers == {
        "A": "{secret:any}",
        "B": "{secret:any}",
    }


@pytest.mark.parametrize(
    ("needed", "said"),
    [
        (parameter("x", "cookie"), "a cookie"),
        (parameter("x", "query", "array", explode=False), "a list in the query"),
        (parameter("x", "query", "object", style="deepObject"), "an object in the query"),
        (parameter("x", "header", "array"), "a list in the header"),
    ],
)
def test_what_cannot_be_sent_is_left_out_or_skips_the_operation(needed: Any, said: str, tmp_path: Path) -> None:
    paths = {
        "/a": {"get": OK | {"parameters": [needed | {"required": True}]}},
        "/b": {"get": OK | {"parameters": [needed]}},
    }
    found = imported(tmp_path, document(paths))
    assert [tool.name for tool in found.tools] == ["get_b"]
    assert found.tools[0].parameters["properties"] == {}
    assert said in found.skipped[0].reason
    assert said in found.notes[0].reason


def test_other_operations_that_are_skipped(tmp_path: Path) -> None:
    paths = {
        "/upload": {"post": OK | body({"type": "object"}, "multipart/form-data")},
        "/maybe": {"post": OK | body({"type": "object"}, "multipart/form-data", required=False)},
    }
    found = imported(tmp_path, document(paths))
    assert ([tool.name for tool in found.tools], code(found.tools[0]).body) == (["post_maybe"], None)
    assert "multipart/form-data" in found.skipped[0].reason
    assert "multipart/form-data" in found.notes[0].reason


def test_servers(tmp_path: Path) -> None:
    variable = {"url": "https://{place}.example/{v}", "variables": {"place": {"default": "eu"}, "v": {"default": "2"}}}
    own = {"/a": {"get": OK, "post": OK | {"servers": [{"url": "http://other.example"}]}}}
    found = imported(tmp_path, document(own, servers=[variable]))
    assert [code(tool).url for tool in found.tools] == ["https://eu.example/2/a", "http://other.example/a"]
    relative = document({"/a": {"get": OK}}, servers=[{"url": "/v2"}])
    assert "--server" in imported(tmp_path, relative).skipped[0].reason
    assert code(imported(tmp_path, relative, server="https://x.example/").tools[0]).url == "https://x.example/a"


def test_yaml_is_read_as_json_would_be(tmp_path: Path) -> None:
    text = """
openapi: 3.1.0
info: {title: Pets, version: 2024-01-01}
servers: [{url: 'https://pets.example'}]
paths:
  /pets:
    get:
      parameters:
        - {name: since, in: query, schema: {type: [string, 'null'], default: 2020-05-17, examples: [2020-05-17]}}
        - {name: n, in: query, schema: {type: integer, exclusiveMinimum: 3}}
      responses:
        200: {description: Fine}
"""
    (tool,) = imported(tmp_path, text).tools
    assert tool.parameters["properties"] == {
        "since": {"type": ["string", "null"], "default": "2020-05-17"},
        "n": {"type": "integer", "exclusiveMinimum": 3},
    }


LAUGHS = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
REFUSED: dict[str, tuple[Any, str]] = {
    "no document": ({"a": 1}, "no OpenAPI document"),
    "a list": ([], "no OpenAPI document"),
    "swagger": ({"swagger": "2.0"}, "Swagger 2.0"),
    "newer": ({"openapi": "3.2.0"}, "OpenAPI 3.2.0"),
    "no yaml": ("a: [", ", line 2: "),
    "a python object": ("a: !!python/object/apply:os.system [echo]", "could not determine a constructor"),
    "laughs": (f"openapi: 3.0.0\n{LAUGHS}", "too large"),
    "deep": ("[" * 100_000, "recursion"),
    "not valid": (document({"/a": {"get": {"parameters": [{}]}}}), "At "),
    "no paths": (document([]), "At "),  # type: ignore[arg-type]
    "elsewhere": (document({"/a": {"$ref": "other.json#/a"}}), "only the document itself"),
}  # fmt: skip


def test_what_is_not_valid_does_not_keep_the_rest_out(tmp_path: Path) -> None:
    paths = {
        "/good": {"post": OK | body({"type": "object", "properties": {"a": {}}, "required": ["a", "a"]})},
        "/bad": {"get": OK | {"parameters": [{"name": "x"}]}, "put": 3},
        "/lost": {"get": OK | {"parameters": [{"$ref": "#/components/parameters/Lost"}]}},
        "/anchor": {"post": OK | body({"$ref": "#anchor"})},
    }
    found = imported(tmp_path, document(paths))
    assert [tool.name for tool in found.tools] == ["post_good", "put_bad"]
    assert found.tools[0].parameters["required"] == ["a"]
    assert [(remark.name, remark.reason.partition(" (")[0]) for remark in found.skipped] == [
        ("get_bad", "It is not written as OpenAPI has it"),
        ("get_lost", 'It refers to "#/components/parameters/Lost", which is not there. Correct the document.'),
        ("post_anchor", 'It refers to "#anchor", which is not there. Correct the document.'),
    ]
    assert found.notes[-1].reason.startswith("The document is not valid OpenAPI. ")


@pytest.mark.parametrize(("value", "said"), REFUSED.values(), ids=REFUSED)
def test_documents_that_are_refused_say_why(value: Any, said: str, tmp_path: Path) -> None:
    with pytest.raises(ToolError) as caught:
        imported(tmp_path, value)
    assert said in caught.value.message
    assert caught.value.hint
    with pytest.raises(KnownError, match="not exist"):
        import_openapi(str(tmp_path / "gone.yaml"))


@pytest.fixture
def server() -> Iterator[WebServer]:
    with WebServer(lambda path: (404 if path == "/gone" else 200, {}, b'{"ok": true}')) as running:
        yield running


def test_from_an_address_to_an_answer(server: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STILLROOM_SECRET_PET_SHOP_KEY", "hush")
    operation = {
        "operationId": "rename",
        "parameters": [
            parameter("id", "path"),
            parameter("tag", "query", "array"),
            parameter("page", "query", "integer"),
        ],
        **body(
            {
                "type": "object",
                "properties": {"name": {"type": "string"}, "age": {"type": "integer"}},
                "required": ["name"],
            }
        ),
    }
    scheme = {"type": "apiKey", "in": "header", "name": "X-Key"}
    written = document({"/pets/{id}": {"put": OK | operation}}, **secured(scheme, servers=[{"url": "../v2"}]))
    said = {"/api/doc.yaml": yaml.safe_dump(written).encode()}
    server.answer = lambda path: (200, {"Content-Type": "application/json"}, said.get(path, b'{"ok": true}'))
    (tool,) = import_openapi(f"{server.url}/api/doc.yaml").tools
    arguments = {"id": "a/b ä", "tag": ["x", "y z"], "name": "Rex"}
    assert asyncio.run(request(tool, arguments)) == (True, '{"ok":true}')
    (asked,) = server.asked[1:]
    assert (asked["method"], asked["path"]) == ("PUT", "/v2/pets/a%2Fb%20%C3%A4?tag=x&tag=y+z")
    assert (asked["headers"]["x-key"], asked["body"]) == ("hush", '{"name":"Rex"}')


@pytest.mark.parametrize("place", ["schema", "path item", "parameter", "discriminator"])
def test_nothing_is_fetched_that_a_document_refers_to(place: str, server: WebServer, tmp_path: Path) -> None:
    away = f"{server.url}/evil.json"
    reference = {"$ref": away}
    operations: dict[str, Callable[[], dict[str, Any]]] = {
        "schema": lambda: document({"/a": {"post": OK | body(reference)}}),
        "path item": lambda: document({"/a": reference}),
        "parameter": lambda: document({"/a": {"get": OK | {"parameters": [reference]}}}),
        "discriminator": lambda: document(
            {
                "/a": {
                    "post": OK
                    | body(
                        {"oneOf": [{"type": "object"}], "discriminator": {"propertyName": "a", "mapping": {"b": away}}}
                    )
                }
            }
        ),
    }
    if place == "discriminator":
        imported(tmp_path, operations[place]())
    else:
        with pytest.raises(ToolError, match="only the document itself"):
            imported(tmp_path, operations[place]())
    assert server.asked == []


def test_addresses_that_do_not_answer(server: WebServer) -> None:
    with pytest.raises(KnownError, match="404"):
        import_openapi(f"{server.url}/gone")
    for address in ("http://127.0.0.1:1/x", "http://", "http://[::1/x"):
        with pytest.raises(KnownError) as caught:
            import_openapi(address)
        assert caught.value.title == "The document cannot be fetched"
