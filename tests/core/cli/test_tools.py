"""Tools imported into a project and exported from it, from the command line."""

import json
import sys
from pathlib import Path
from typing import Any

from stillroom.project import Project
from stillroom.tools import RAN

DESK = Path(__file__).parents[2] / "standins" / "mcp" / "desk.py"
SOURCE = '''
class Box:
    """A box."""
    def put(self, thing: str) -> str:
        "Put a thing in."
        return thing
    def look(self, deep: bool = False) -> str:
        "Look into it."
def shout(text: str):
    "Shout it."
    return text.upper()
def odd(x, /):
    "Odd."
'''
API = {
    "openapi": "3.0.3",
    "info": {"title": "Pets", "version": "1"},
    "servers": [{"url": "http://127.0.0.1:1"}],
    "security": [{"Key": []}],
    "components": {"securitySchemes": {"Key": {"type": "apiKey", "in": "header", "name": "X-Key"}}},
    "paths": {"/pets": {"get": {"operationId": "pets", "responses": {"200": {"description": "All."}}}}},
}


def test_every_way_in_and_both_ways_out(stillroom: Any, workshop: Any, tmp_path: Path) -> None:
    project = workshop.project([], [])
    (tmp_path / "mine.py").write_text(SOURCE)
    (tmp_path / "api.json").write_text(json.dumps(API))
    (tmp_path / "schema.json").write_text(json.dumps([{"name": "later", "parameters": {}}, {"type": "web_search"}]))
    mcp = f'"{sys.executable}" "{DESK}"'
    at = ["--project", str(project), "--json"]
    shown, python, openapi, server, schema, listed, code, schemas = stillroom.many(
        [
            ["tools", "import", "python", "mine.py:Box", "--show", *at],
            ["tools", "import", "python", "mine.py", *at],
            ["tools", "import", "openapi", "api.json", "--secret", "petkey", *at],
            ["tools", "import", "mcp", mcp, "--choose", "add", "--choose", "say", *at],
            ["tools", "import", "schema", "schema.json", *at],
            ["tools", "list", *at],
            ["tools", "export", "out.py", *at],
            ["tools", "export", "out.json", "--choose", "pets", "--choose", "pets", *at],
        ],
        cwd=tmp_path,
    )
    assert (shown.json["imported"], shown.json["skipped"]) == ([], [])
    assert [tool["name"] for tool in shown.json["tools"]] == ["put", "look"]
    assert python.json["imported"] == ["put", "look", "shout"]
    assert [each["name"] for each in python.json["skipped"]] == ["odd"]
    assert (openapi.json["imported"], openapi.json["secrets"]) == (["pets"], ["petkey"])
    assert server.json["imported"] == ["add", "say"]
    assert (schema.json["imported"], len(schema.json["skipped"])) == (["later"], 1)
    names = [tool["name"] for tool in listed.json["tools"]]
    assert names == ["put", "look", "shout", "pets", "add", "say", "later"]
    assert code.json["exported"] == ["put", "look", "shout"]
    assert [each["name"] for each in code.json["skipped"]] == ["pets", "add", "say", "later"]
    assert "class Box" in (tmp_path / "out.py").read_text()
    assert schemas.json["exported"] == ["pets"]
    assert json.loads((tmp_path / "out.json").read_text())[0]["function"]["name"] == "pets"


def test_nothing_is_lost_where_a_name_is_taken(stillroom: Any, workshop: Any, tmp_path: Path) -> None:
    project = workshop.project([workshop.tool("shout", "def shout(n): return n")], [])
    (tmp_path / "mine.py").write_text(SOURCE)
    at = ["--project", str(project), "--json"]
    refused, untouched, unknown, replaced, after, written, kept, over = stillroom.many(
        [
            ["tools", "import", "python", "mine.py", *at],
            ["tools", "list", *at],
            ["tools", "import", "python", "mine.py", "--choose", "odd", *at],
            ["tools", "import", "python", "mine.py", "--choose", "shout", "--replace", *at],
            ["tools", "list", *at],
            ["tools", "export", "out.py", *at],
            ["tools", "export", "out.py", *at],
            ["tools", "export", "out.py", "--replace", *at],
        ],
        cwd=tmp_path,
    )
    assert refused.error["title"] == "The name is taken"
    assert "--replace" in refused.error["hint"]
    assert [tool["description"] for tool in untouched.json["tools"]] == ["What shout does."]
    assert "by its place" in unknown.error["message"]
    assert replaced.json["imported"] == ["shout"]
    assert [tool["description"] for tool in after.json["tools"]] == ["Shout it."]
    assert (written.code, over.code) == (0, 0)
    assert kept.error["title"] == "The file is there"


def test_a_set_with_a_state_is_tried(stillroom: Any, workshop: Any, tmp_path: Path) -> None:
    project = workshop.project([], [])
    (tmp_path / "count.py").write_text(
        "class Counter:\n    def __init__(self, n: int = 0): self.n = n\n"
        "    def add(self, by: int = 1) -> int:\n        'Add.'\n        self.n += by\n        return self.n\n"
    )
    at = ["--project", str(project), "--json"]
    _, plain, begun = stillroom.many(
        [
            ["tools", "import", "python", "count.py", *at],
            ["tools", "test", "add", *at],
            ["tools", "test", "add", "--args", '{"by": 2}', "--initial-state", '{"n": 40}', *at],
        ],
        cwd=tmp_path,
    )
    assert (plain.json["result"], plain.json["state"]) == ("1", {"Counter": {"n": 1}})
    assert (begun.json["result"], begun.json["state"]) == ("42", {"Counter": {"n": 42}})


def test_what_an_import_says(stillroom: Any, workshop: Any, tmp_path: Path) -> None:
    project = workshop.project([], [])
    (tmp_path / "mine.py").write_text(SOURCE + "def plain(x): 'Plain.'\n")
    (tmp_path / "api.json").write_text(json.dumps(API))
    shown, request, done, secret, empty, checked, advice, better = stillroom.many(
        [
            ["tools", "import", "python", "mine.py:Box", "--show", "--project", str(project)],
            ["tools", "import", "openapi", "api.json", "--show", "--project", str(project)],
            ["tools", "import", "python", "mine.py", "--project", str(project)],
            ["tools", "import", "openapi", "api.json", "--project", str(project)],
            ["tools", "import", "python", "mine.py:odd", "--project", str(project)],
            ["tools", "check", "plain", "--project", str(project)],
            ["tools", "check", "plain", "--project", str(project), "--json"],
            ["tools", "check", "--project", str(workshop.project([], [], tmp_path / "empty"))],
        ],
        cwd=tmp_path,
    )
    assert shown.out.splitlines() == ["put(thing): Put a thing in.", "look(deep): Look into it."]
    assert request.out.splitlines()[:2] == ["pets(): GET /pets", "    GET http://127.0.0.1:1/pets"]
    assert checked.out.startswith("plain, ")
    assert {each["tool"] for each in advice.json["advice"]} == {"plain"}
    assert {"field", "level", "message", "tool"} == set(advice.json["advice"][0])
    assert better.out == "There is nothing to better.\n"
    assert done.out.splitlines() == [
        "Imported put, look, shout, plain.",
        "Skipped odd: It takes x by its place alone, and tools are called by names.",
        "plain: x has no type, and is taken to be a text.",
    ]
    assert secret.out.splitlines()[1] == "They need the secret pets_key; keep it with: stillroom tools secret pets_key"
    assert empty.out.startswith("Nothing was imported.\nSkipped odd: ")


def test_a_secret_goes_into_the_keyring_or_is_refused(stillroom: Any, tmp_path: Path) -> None:
    """Here the keyring keeps nothing, so that no test touches the user's."""
    env = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    refused = stillroom("tools", "secret", "pets_key", "--json", env=env)
    assert refused.error["title"] == "The secret is empty"
    nameless = stillroom("tools", "secret", "pets key", "--json", env=env)
    assert nameless.code == 2
    assert "letters from a to z" in nameless.error["message"]
    (tmp_path / "key").write_bytes(b"\xff\xfe\x00")
    for words in (["tools", "secret", "pets_key"], ["teachers", "set-key", "openai"]):
        with (tmp_path / "key").open("rb") as stdin:
            binary = stillroom(*words, "--json", env=env, stdin=stdin)
        assert (binary.code, "no text" in binary.error["message"]) == (2, True)
    assert stillroom("tools", "secret", "pets_key", "--remove", "--json", env=env).json == {
        "ok": True,
        "secret": "pets_key",
    }


def test_stock_tools_and_the_packages_they_need(stillroom: Any, workshop: Any, tmp_path: Path) -> None:
    project = workshop.project([], [])
    (tmp_path / "papers").mkdir()
    at = ["--project", str(project), "--json"]
    stock, asked, unknown, odd, added, taken, packages, wrong, more, less, gone, installed = stillroom.many(
        [
            ["tools", "stock", "list", "--json"],
            ["tools", "stock", "add", "my_documents", *at],
            ["tools", "stock", "add", "nonsense", *at],
            ["tools", "stock", "add", "my_documents", "--answer", "folder=papers", "--answer", "colour=blue", *at],
            ["tools", "stock", "add", "my_documents", "--answer", "folder=papers", *at],
            ["tools", "stock", "add", "my_documents", "--answer", "folder=papers", *at],
            ["tools", "packages", "list", *at],
            ["tools", "packages", "add", "--", "--index-url=x", *at[:2]],
            ["tools", "packages", "add", "six", "six", *at],
            ["tools", "packages", "remove", "six", "pypdf>=6", *at],
            ["tools", "packages", "remove", "six", *at],
            ["tools", "packages", "install", *at],
        ],
        cwd=tmp_path,
    )
    assert {"calculator", "my_documents"} <= {each["name"] for each in stock.json["stock"]}
    assert asked.code == unknown.code == odd.code == wrong.code == 2
    assert "--answer folder=FOLDER" in asked.error["message"]
    assert "colour" in odd.error["message"]
    assert "nonsense" in unknown.error["message"]
    (name,) = [tool["name"] for tool in added.json["tools"]]
    assert str(tmp_path / "papers") in json.dumps(added.json["tools"])
    assert name in taken.error["message"]
    assert packages.json["packages"] == ["pypdf>=6"]
    assert packages.json["installed"] is False
    assert more.json["packages"] == ["pypdf>=6", "six"]
    assert (less.json["packages"], less.json["installed"]) == ([], True)
    assert "six" in gone.error["message"]
    assert (installed.json["packages"], installed.json["installed"]) == ([], [])


def test_a_try_that_went_well_is_remembered_unless_another_is_writing(stillroom: Any, workshop: Any) -> None:
    broken = workshop.tool("broken", "def broken(n): 1 / 0")
    project = workshop.project([workshop.wait(0), broken], [])
    call = ("--args", '{"n": 1}', "--project", str(project), "--json")
    with Project.open(project, writer=True) as opened:
        assert stillroom("tools", "test", "wait", *call).json["worked"]
        assert opened.store.fact(RAN) is None
    ran = stillroom.many([["tools", "test", name, *call] for name in ("wait", "broken")])
    assert [each.json["worked"] for each in ran] == [True, False]
    with Project.open(project, writer=False) as opened:
        assert list(opened.store.fact(RAN)) == ["wait"]
