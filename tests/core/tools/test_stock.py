import json
import sqlite3
import types
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from standins.pdf import pdf
from standins.web import WebServer

from stillroom.errors import KnownError
from stillroom.tools import Folder, PythonCode, Tool, read_tools, stock_tools, tool_from_json, tool_to_json
from stillroom.tools.stock import make
from stillroom_resources import resource


def module(tools: list[Tool], **changes: str) -> Any:
    """The tools' source, run here; the sandbox is another test's."""
    code = tools[0].implementation
    assert isinstance(code, PythonCode)
    source = code.source
    for before, after in changes.items():
        assert before in source
        source = source.replace(before, after, 1)
    made = types.ModuleType("tool")
    exec(compile(source, "tool", "exec", dont_inherit=True), made.__dict__)
    return made


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STILLROOM_CACHE", str(tmp_path / "cache"))


def test_every_stock_tool_is_made_as_an_ordinary_tool(tmp_path: Path) -> None:
    folder = tmp_path / 'my "own" é'
    folder.mkdir()
    names: list[str] = []
    for stock in stock_tools():
        tools = make(stock.key, {name: str(folder) for name, _ in stock.asks})
        names += [tool.name for tool in tools]
        assert all(tool_from_json(json.loads(json.dumps(tool_to_json(tool)))) == tool for tool in tools)
        assert stock.title
        assert stock.sentence.endswith(".")
        for tool in tools:
            assert isinstance(tool.implementation, PythonCode)
            assert '= "{' not in tool.implementation.source
            code = module(tools)
            assert hasattr(getattr(code, tool.implementation.owner, code), tool.implementation.entry)
            if stock.asks:
                assert str(folder) in [each.path for each in tool.folders]
                assert str(folder) == code.FOLDER
    assert len(names) == len(set(names)) == 13
    assert {stock.key: stock.packages for stock in stock_tools() if stock.packages}["my_documents"] == ("pypdf>=6",)


@pytest.mark.parametrize(
    ("key", "answers", "said"),
    [
        ("none", {}, "no stock tool none"),
        ("my_documents", {}, "Which folder"),
        ("folder_files", {"folder": "/no/such/folder"}, "is no folder"),
        ("folder_files", {"folder": "a\0"}, "is no folder"),
    ],
)
def test_what_is_missing_is_asked_for(key: str, answers: dict[str, str], said: str) -> None:
    with pytest.raises(KnownError) as caught:
        make(key, answers)
    assert said in caught.value.message


def test_python_keeps_its_names_and_tells_what_went_wrong() -> None:
    python = module(make("python_interpreter", {})).Interpreter()
    python._load_scenario({"given": [1, 2]})
    assert python.run_python("import math\nx = sum(given)\nprint('x is', x)") == "x is 3"
    assert python.run_python("x * 2") == "6"
    assert python.run_python("print(1)\n'a'") == "1\n'a'"
    assert python.run_python("y = 1") == "It ran. It printed nothing, and its last line has no value."
    assert python.run_python("def f(n): return n if n < 2 else f(n - 1) + f(n - 2)\nf(15)") == "610"
    assert python.run_python("print('a' * 30_000)").endswith("(10001 more characters are not shown.)")
    for code, said in (
        ("a = 1\nprint('so far')\n1 / 0", "so far\n\nline 3: ZeroDivisionError: division by zero"),
        ("x = (", "line 1: SyntaxError: '(' was never closed"),
        ("def g():\n    raise KeyError('k')\ng()", "line 2: KeyError: 'k'"),
        ("import sys\nsys.exit(3)", "line 2: SystemExit: 3"),
    ):
        with pytest.raises(Exception, match=r"line \d") as caught:
            python.run_python(code)
        assert str(caught.value) == said
    assert python.run_python("a, x") == "(1, 3)"


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("2 + 3 * 4", 14), ("0.1 + 0.2", 0.3), ("2^10", 1024), ("-2 ** 2", -4), ("7 // 2 + 7 % 4", 6), ("3 \u00d7 4 ÷ 2", 6.0),
        ("sqrt(2) * sqrt(2)", 2.0), ("max(1, 2, pi)", 3.14159265358979), ("round(2.567, 2)", 2.57), ("factorial(20)", 2432902008176640000),
        ("1e3", 1000.0), ("9 ** 0.5", 3.0), ("2 ** -2", 0.25),
    ],
)  # fmt: skip
def test_the_calculator_works_out(expression: str, value: float) -> None:
    result = module(make("calculator", {})).calculate(expression)
    assert result == value
    assert type(result) is type(value)


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("1 / 0", "division by zero"), ("2 +", "no expression"), ("", "no expression"), ("__import__('os')", "cannot be worked out"),
        ("(1).real", "cannot be worked out"), ("True + 1", "cannot be worked out"), ("'a' * 9", "cannot be worked out"), ("x", "x cannot be worked out"),
        ("9**9**9", "too large"), ("9.0**9999", "too large"), ("factorial(10**6)", "too large"), ("(-8) ** 0.5", "no real number"),
        ("10**999 * 10**999", "too large"), ("1e308 * 10", "too large"), ("(" * 500 + "1" + ")" * 500, "no expression"), ("[1][0]", "cannot be worked out"),
    ],
)  # fmt: skip
def test_the_calculator_says_why_not(expression: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        module(make("calculator", {})).calculate(expression)


def test_dates_and_times() -> None:
    code = module(make("date_and_time", {}))
    now = code.current_time("Asia/Tokyo")
    assert now["time"].endswith("+09:00")
    assert abs((datetime.fromisoformat(now["time"]) - datetime.now().astimezone()).total_seconds()) < 5
    assert datetime.fromisoformat(code.current_time()["time"]).strftime("%A") == code.current_time()["weekday"]
    assert code.convert_time("2026-07-01T12:00", "Europe/Berlin", "America/New_York") == "2026-07-01T06:00-04:00"
    assert code.convert_time("2026-01-01T12:00", "Europe/Berlin", "UTC") == "2026-01-01T11:00+00:00"
    assert code.add_to_date("2026-01-31", months=1) == {"date": "2026-02-28", "weekday": "Saturday"}
    assert code.add_to_date("2026-03-01", days=-1, months=-12) == {"date": "2025-02-28", "weekday": "Friday"}
    assert code.days_between("2026-03-01", "2026-12-24") == 298
    for call, said in (
        (lambda: code.current_time("Berlin"), "no time zone Berlin"),
        (lambda: code.current_time("../../etc/passwd"), "no time zone"),
        (lambda: code.convert_time("noon", "UTC", "UTC"), "Write it as 2026-03-01T14:30"),
        (lambda: code.days_between("1.3.2026", "2026-12-24"), "Write it as 2026-03-01"),
        (lambda: code.add_to_date("9999-12-31", days=1), "after 9999"),
    ):
        with pytest.raises(ValueError, match=said):
            call()


def test_encryption_does_what_the_sample_does() -> None:
    ours = make("encryption", {})
    sample = read_tools(resource("samples", "cipher_desk", "tools.json"))[:2]
    assert [tool.spec for tool in ours] == [tool.spec for tool in sample]
    for text, cipher, key in (
        ("Hello, Zoë!", "caesar", "3"),
        ("attack at DAWN", "vigenere", "Lemon"),
        ("xyz", "caesar", "-29"),
    ):
        for name in ("encrypt_text", "decrypt_text"):
            assert getattr(module(ours), name)(text, cipher, key) == getattr(module(sample), name)(text, cipher, key)
    assert module(ours).encrypt_text("attack at dawn", "vigenere", "lemon") == "lxfopv ef rnhr"


def test_files_stay_in_the_folder(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    (desk / "letters").mkdir(parents=True)
    (tmp_path / "desk2").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (desk / "link.txt").symlink_to(tmp_path / "secret.txt")
    (desk / "out").symlink_to(tmp_path)
    (desk / "bytes").write_bytes(b"\xff")
    (desk / "large").write_bytes(bytes(50_001))
    tools = make("folder_files", {"folder": str(desk)})
    files = module(tools)
    assert [(tool.name, tool.effects, tool.folders) for tool in tools] == [
        ("list_files", "reads", (Folder(str(desk)),)),
        ("read_file", "reads", (Folder(str(desk)),)),
        ("write_file", "changes", (Folder(str(desk), True),)),
    ]
    assert files.write_file("letters/new/é.txt", "ü") == "Wrote letters/new/é.txt."
    assert files.write_file("letters\\new\\é.txt", "ö") == "Replaced letters\\new\\é.txt."
    assert files.read_file("letters/new/é.txt") == "ö"
    assert files.list_files("letters/new") == [{"name": "é.txt", "kind": "file", "bytes": 2}]
    assert {"name": "letters", "kind": "folder"} in files.list_files()
    for path in (
        "../secret.txt",
        str(tmp_path / "secret.txt"),
        "link.txt",
        "out/secret.txt",
        "letters/../../secret.txt",
        "../desk2/a",
        "a\0",
    ):
        for call in (files.read_file, files.list_files, lambda path: files.write_file(path, "x")):
            with pytest.raises(ValueError, match=r"lies outside|null"):
                call(path)
    assert (tmp_path / "secret.txt").read_text() == "secret"
    for call, said in (
        (lambda: files.read_file("none"), "no file none"),
        (lambda: files.list_files("none"), "no folder none"),
        (lambda: files.read_file("bytes"), "no text"),
        (lambda: files.read_file("large"), "more than 50000"),
        (lambda: files.write_file("a", "x" * 50_001), "more than 50000"),
        (lambda: files.write_file("letters", ""), "is a folder"),
        (lambda: files.write_file("", ""), "is a folder"),
    ):
        with pytest.raises(ValueError, match=said):
            call()


PAGE = """<!doctype html><html><head><title>A  page
 of ours</title><style>p { color: red }</style><script>var hidden = "<p>no</p>"</script></head>
<body><nav><a href="/">Home</a></nav><main><header><h1>Cordials</h1></header><p>Rose &amp; <b>elder</b>flower,
made at home.<br>Keep it cool.</p><ul><li>sugar<li>water</ul><table><tr><td>a</td><td>1</td></tr></table><aside>Buy!</aside></main>
<footer>Imprint</footer></body></html>"""


@pytest.fixture
def site() -> Iterator[WebServer]:
    with WebServer() as started:
        yield started


def test_a_web_page_is_read_as_a_person_would(site: WebServer) -> None:
    tools = make("web_page", {})
    assert [tool.network for tool in tools] == [True]
    web = module(tools, **{"LOCAL = False": "LOCAL = True"})
    pages = {
        "/": (302, {"Location": "/page"}, b""),
        "/page": (200, {}, PAGE.encode()),
        "/text": (200, {"Content-Type": "text/plain; charset=latin-1"}, "é <b>".encode("latin-1")),
        "/meta": (200, {"Content-Type": "text/html"}, b'<meta charset="latin-1"><p>\xe9'),
        "/long": (200, {}, b"<p>" + b"word " * 5000),
        "/none": (404, {}, b""),
        "/image": (200, {"Content-Type": "image/png"}, b"png"),
        "/away": (302, {"Location": "file:///etc/passwd"}, b""),
        "/ftp": (302, {"Location": "ftp://127.0.0.1/a"}, b""),
    }
    html = {"Content-Type": "text/html; charset=utf-8"}
    site.answer = lambda path: (pages[path][0], html | pages[path][1], pages[path][2])
    assert web.fetch_page(site.url + "/") == {
        "address": site.url + "/page",
        "title": "A page of ours",
        "text": "# Cordials\n\nRose & elderflower, made at home.\nKeep it cool.\n\n- sugar\n- water\n\n| a | 1",
    }
    assert web.fetch_page(site.url + "/text")["text"] == "é <b>"
    assert web.fetch_page(site.url + "/meta")["text"] == "é"
    assert web.fetch_page(site.url + "/long")["text"].endswith("more characters are not shown.)")
    for path, said in (
        ("/none", "404 Not Found"),
        ("/image", "image/png"),
        ("/away", "302|could not"),
        ("/ftp", "could not be fetched"),
    ):
        with pytest.raises(ValueError, match=said):
            web.fetch_page(site.url + path)
    for address in ("file:///etc/passwd", "ftp://127.0.0.1/", "data:text/html,x"):
        with pytest.raises(ValueError, match=r"http|could not"):
            web.fetch_page(address)


def test_a_page_of_this_computer_is_not_fetched_unless_the_user_says_so(site: WebServer) -> None:
    web = module(make("web_page", {}))
    for address in (site.url, site.url.replace("127.0.0.1", "localhost")):
        with pytest.raises(ValueError, match="this computer"):
            web.fetch_page(address)


GUIDE = """Before any heading.

# Rose cordial
Steep the petals for twelve hours.

## Bottling ##
Boil the bottles. The quick brown fox.
```
# no heading, but code about foxes
```
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    (folder / "deep").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / "guide.md").write_text(GUIDE)
    (folder / "deep" / "notes.txt").write_text(
        "\n\n".join(f"Paragraph {number} about nothing. " * 20 for number in range(9)) + "\n\nA hedgehog sleeps."
    )
    (folder / "latin.txt").write_bytes("Kräuter für Müller".encode("latin-1"))
    (folder / ".git" / "hidden.md").write_text("petals")
    (folder / "picture.png").write_bytes(b"petals")
    (tmp_path / "secret.txt").write_text("petals")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    return folder


def test_documents_are_found_with_their_place(shelf: Path) -> None:
    documents = module(make("my_documents", {"folder": str(shelf)})).Documents()
    (petals,) = documents.search_documents("steeping the petals")["found"][:1]
    assert petals == {
        "file": "guide.md",
        "place": "Rose cordial",
        "text": "# Rose cordial Steep the petals for twelve hours.",
    }
    assert [each["place"] for each in documents.search_documents("foxes")["found"]] == ["Bottling"]
    assert documents.search_documents("heading before")["found"][-1]["file"] == "guide.md"
    (hedgehog,) = documents.search_documents("hedgehog")["found"]
    assert hedgehog["file"] == "deep/notes.txt"
    assert hedgehog["place"].startswith("line ")
    assert int(hedgehog["place"].split()[1]) > 9
    assert documents.search_documents("muller")["found"][0]["text"] == "Kräuter für Müller"
    assert documents.search_documents("nobody-wrote-this-word") == {"found": []}
    assert documents.search_documents('NEAR("a" OR * AND') is not None
    assert len(documents.search_documents("paragraph", 2)["found"]) == 2
    with pytest.raises(ValueError, match="words"):
        documents.search_documents("?!")


def test_only_what_has_changed_is_read_again(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tools = make("my_documents", {"folder": str(shelf)})
    read: list[str] = []

    def session() -> Any:
        code = module(tools)
        before = code.read_parts

        def counted(path: Path) -> Any:
            read.append(path.name)
            return before(path)

        code.read_parts = counted
        return code.Documents()

    session().search_documents("petals")
    assert sorted(read) == ["guide.md", "latin.txt", "notes.txt"]
    read.clear()
    (shelf / "guide.md").write_text("# New\nA badger.")
    (shelf / "latin.txt").unlink()
    (shelf / "more.rst").write_text("A badger too.")
    found = session().search_documents("badger")["found"]
    assert sorted(read) == ["guide.md", "more.rst"]
    assert {each["file"] for each in found} == {"guide.md", "more.rst"}
    read.clear()
    assert session().search_documents("petals müller") == {"found": []}
    assert not read
    # where the index is broken or gone, one in memory does
    index = Path(module(tools).INDEX) / "index.db"
    index.write_bytes(b"no database" * 100)
    assert session().search_documents("badger")["found"] == found
    index.unlink()
    index.mkdir()
    assert session().search_documents("badger")["found"] == found


def test_a_pdf_that_cannot_be_read_is_told_and_the_rest_is_found(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (shelf / "paper.pdf").write_bytes(pdf("The juniper berries"))
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    answer = module(make("my_documents", {"folder": str(shelf)})).Documents().search_documents("petals")
    assert answer["found"][0]["file"] == "guide.md"
    assert answer["not_read"] == ["paper.pdf: the package pypdf is missing"]


def test_the_index_is_one_that_sqlite_knows(shelf: Path) -> None:
    tools = make("my_documents", {"folder": str(shelf)})
    module(tools).Documents().search_documents("petals")
    index = sqlite3.connect(Path(module(tools).INDEX) / "index.db")
    assert index.execute("SELECT count(*) FROM files").fetchone() == (3,)
    index.close()
