"""A session is one trajectory: what it keeps, and that nothing of it reaches another."""

import asyncio
import json
import sys
import textwrap
import time
import venv
from collections.abc import Awaitable, Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import psutil
import pytest

from stillroom.conversation import ToolCall
from stillroom.store import Execution
from stillroom.tools import CommandLine, Folder, HttpRequest, PythonCode, Sandbox, Tool, Unattached, processes
from stillroom.tools.worker.calls import plain

ANYTHING = {"type": "object", "properties": {}, "additionalProperties": True}
COUNTER = textwrap.dedent(
    """
    import time
    class Counter:
        def __init__(self, count=0, step=1):
            self.count, self.step, self._hidden = count, step, 0
        def add(self, wait=0):
            before = self.count
            time.sleep(wait)
            self.count = before + self.step
            return self.count
        def fail(self):
            self.count = -1
            raise ValueError("no")
        def die(self):
            import os
            os._exit(1)
    """
)


def method(entry: str, source: str = COUNTER, owner: str = "Counter", **rest: Any) -> Tool:
    return Tool(entry, "A test's tool.", ANYTHING, PythonCode(source, entry, owner), **rest)


def function(source: str, entry: str = "run", **rest: Any) -> Tool:
    return Tool(entry, "A test's tool.", ANYTHING, PythonCode(textwrap.dedent(source), entry), **rest)


def program(*arguments: str, parameters: dict[str, Any] | None = None, **rest: Any) -> Tool:
    schema = {"type": "object", "properties": parameters or {}}
    return Tool("run", "A test's tool.", schema, CommandLine(arguments), **rest)


def call(name: str = "run", **arguments: Any) -> ToolCall:
    return ToolCall("call-1", name, arguments)


def within(tools: list[Tool], do: Callable[[Sandbox], Awaitable[Any]], **options: Any) -> Any:
    async def whole() -> Any:
        async with Sandbox(tools, **options) as sandbox:
            return await do(sandbox)

    return asyncio.run(whole())


def one(tool: Tool, **arguments: Any) -> Execution:
    done: Execution = within([tool], lambda sandbox: sandbox.call(call(tool.name, **arguments)))
    return done


def test_a_stateful_set_keeps_its_state_within_a_session_alone() -> None:
    async def two(sandbox: Sandbox) -> list[Any]:
        seen: list[Any] = []
        for initial in ({"count": 5, "step": 2}, {"Counter": {"count": 7}}, None):
            async with sandbox.session(initial) as session:
                seen += [json.loads((await session.call(call("add"))).result) for _ in range(2)]
                await session.call(call("fail"))
                seen.append(await session.state())
        return seen

    assert within([method("add"), method("fail")], two) == [
        *(7, 9, {"Counter": {"count": -1, "step": 2}}),
        *(8, 9, {"Counter": {"count": -1, "step": 1}}),
        *(1, 2, {"Counter": {"count": -1, "step": 1}}),
    ]


def test_sessions_at_the_same_time_do_not_meet() -> None:
    async def one_session(sandbox: Sandbox, start: int) -> list[int]:
        async with sandbox.session({"count": start}) as session:
            return [json.loads((await session.call(call("add", wait=0.02))).result) for _ in range(3)]

    async def many(sandbox: Sandbox) -> list[list[int]]:
        return await asyncio.gather(*(one_session(sandbox, 10 * number) for number in range(6)))

    assert within([method("add")], many, workers=3) == [[10 * n + 1, 10 * n + 2, 10 * n + 3] for n in range(6)]


def test_parallel_calls_to_one_set_come_one_after_another() -> None:
    async def many(sandbox: Sandbox) -> list[str]:
        async with sandbox.session() as session:
            done = await asyncio.gather(*(session.call(call("add", wait=0.02)) for _ in range(5)))
            return [each.result for each in done]

    assert within([method("add")], many, workers=5) == ["1", "2", "3", "4", "5"]


def test_several_sets_are_keyed_by_their_class() -> None:
    other = "class Light:\n    def __init__(self, on=False): self.on = on\n    def switch(self): self.on = not self.on"

    async def both(sandbox: Sandbox) -> Any:
        async with sandbox.session({"Counter": {"count": 3}, "Light": {"on": True}}) as session:
            await asyncio.gather(session.call(call("add")), session.call(call("switch")))
            return await session.state()

    tools = [method("add"), method("switch", other, "Light")]
    assert within(tools, both) == {"Counter": {"count": 4, "step": 1}, "Light": {"on": False}}


def test_a_class_with_a_scenario_is_given_its_state_by_it() -> None:
    source = """
class Files:
    def __init__(self): self.root = None
    def _load_scenario(self, scenario): self.root = scenario.get("root", "empty")
    def look(self): return self.root
"""

    async def three(sandbox: Sandbox) -> list[str]:
        seen = []
        for initial in ({"root": "full"}, {}, None):
            async with sandbox.session(initial) as session:
                seen.append((await session.call(call("look"))).result)
        return seen

    assert within([method("look", source, "Files")], three) == ["full", "empty", "empty"]


def test_a_state_that_the_class_does_not_take_is_said() -> None:
    async def wrong(sandbox: Sandbox) -> str:
        async with sandbox.session({"cuont": 3}) as session:
            return (await session.call(call("add"))).result

    assert within([method("add")], wrong) == "Error: TypeError: Counter takes no 'cuont' as its initial state"


def test_a_set_that_is_stopped_begins_again_and_says_so() -> None:
    async def stopped(sandbox: Sandbox) -> list[Any]:
        async with sandbox.session({"count": 5}) as session:
            await session.call(call("add"))
            said = [(await session.call(each)).result for each in (call("add", wait=60), call("die"), call("add"))]
            return [*said, await session.state()]

    late, died, again, state = within([method("add", time_limit=0.3), method("die")], stopped)
    assert late == "Error: add took longer than 0.3 s and was stopped. What Counter held is lost."
    assert died == "Error: the process of die ended before it returned. What Counter held is lost."
    assert (again, state) == ("6", {"Counter": {"count": 6, "step": 1}})


def test_globals_and_files_are_a_sessions_own() -> None:
    source = """
    import os
    seen = []
    def run(word):
        seen.append(word)
        open(word, "w").close()
        return [seen, sorted(os.listdir())]
    """

    async def two(sandbox: Sandbox) -> list[Any]:
        found = []
        for words in (("a", "b"), ("c",)):
            async with sandbox.session() as session:
                found += [json.loads((await session.call(call(word=word))).result) for word in words]
        return found

    assert within([function(source)], two) == [[["a"], ["a"]], [["a", "b"], ["a", "b"]], [["c"], ["c"]]]


def test_the_tools_of_a_session_share_its_folder() -> None:
    write = function("def run(text):\n    open('note', 'w').write(text)")
    read = Tool("look", "-", ANYTHING, CommandLine((sys.executable, "-c", "print(open('note').read())")))

    async def both(sandbox: Sandbox) -> str:
        async with sandbox.session() as session:
            await session.call(call(text="for you"))
            return (await session.call(call("look"))).result

    assert within([write, read], both) == "for you\n"


def test_what_a_tool_prints_and_where_it_fails_is_kept() -> None:
    source = "import os, subprocess\ndef run(fail):\n    print('héllo')\n    os.system('echo from a program')\n    return 1 / (1 - fail)"

    async def two(sandbox: Sandbox) -> list[Execution]:
        async with sandbox.session() as session:
            return [await session.call(call(fail=fail)) for fail in (0, 1)]

    well, ill = within([function(source)], two)
    assert (well.ok, well.line) == (True, 0)
    assert sorted(well.printed.split("\n")) == ["", "from a program", "héllo"]
    assert (ill.ok, ill.line, ill.result) == (False, 5, "Error: ZeroDivisionError: division by zero (line 5)")
    assert len(ill.printed) == len(well.printed)


def test_an_asynchronous_function_runs_to_its_end() -> None:
    assert (
        one(function("import asyncio\nasync def run(x):\n    await asyncio.sleep(0)\n    return x"), x=3).result == "3"
    )


def test_a_program_gets_its_words_as_they_are() -> None:
    show = ("-c", "import sys, json; print(json.dumps(sys.argv[1:]))")
    tool = program(
        *(sys.executable, *show, "{text}", "--n={number}", "{list}", "{maybe}", "{{text}}"),
        parameters={"text": {"type": "string"}, "number": {}, "list": {}, "maybe": {}},
    )
    done = one(tool, text="a b; $(touch x) `id` > y | 'q' \"", number=3, list=[1, True])
    assert (done.ok, json.loads(done.result)) == (
        True,
        ["a b; $(touch x) `id` > y | 'q' \"", "--n=3", "[1,true]", "{text}"],
    )


def test_a_program_that_fails_says_how() -> None:
    code = "import sys; print('out'); print('what is wrong', file=sys.stderr); sys.exit(3)"
    done = one(program(sys.executable, "-c", code))
    assert (done.ok, done.result) == (False, f"Error: {sys.executable} ended with status 3: what is wrong")
    assert one(program("no-such-program")).result == "Error: no-such-program cannot be run: No such file or directory."
    assert one(program("echo", "{x}", parameters={"x": {}}), x="a\0b").result.startswith("Error: echo cannot be run: ")
    long = one(program(sys.executable, "-c", "print('x' * 100000)"))
    assert long.result == "Error: run returned 100001 bytes; at most 65536 are allowed."


def test_a_program_that_never_ends_is_stopped() -> None:
    done = one(program(sys.executable, "-c", "while True: pass", time_limit=0.3))
    assert done.result == "Error: run took longer than 0.3 s and was stopped."


def test_the_folders_that_a_tool_names_are_open_to_it(tmp_path: Path) -> None:
    (tmp_path / "read").mkdir()
    (tmp_path / "read" / "a.txt").write_text("content")
    (tmp_path / "write").mkdir()
    source = """
    def run(folder):
        text = open(folder + "/read/a.txt").read()
        open(folder + "/write/b.txt", "w").write(text)
        try:
            open(folder + "/read/b.txt", "w")
        except OSError as error:
            return type(error).__name__
    """
    folders = (Folder(str(tmp_path / "read")), Folder(str(tmp_path / "write"), write=True))
    done = one(function(source, folders=folders), folder=str(tmp_path))
    assert (tmp_path / "write" / "b.txt").read_text() == "content"
    if sys.platform == "linux":
        assert done.result in ("PermissionError", "OSError")
        refused = one(function("def run(folder): return open(folder + '/read/a.txt').read()"), folder=str(tmp_path))
        assert refused.result.startswith("Error: PermissionError")


def test_a_folder_that_is_not_there_takes_nothing_from_what_is_enforced(tmp_path: Path) -> None:
    async def both(sandbox: Sandbox) -> tuple[str, tuple[str, ...]]:
        return (await sandbox.call(call())).result, sandbox.unenforced

    missing = function("def run(): return 'ran'", folders=(Folder(str(tmp_path / "none"), write=True),))
    plainly = function("def run(): return 'ran'")
    assert within([missing], both) == within([plainly], both)


def test_the_tools_of_one_source_are_kept_apart_by_what_they_may_do(tmp_path: Path) -> None:
    source = "def run(folder):\n    return __import__('os').listdir(folder)\ndef other(folder): return run(folder)"
    tools = [function(source, folders=(Folder(str(tmp_path)),)), function(source, "other")]

    async def both(sandbox: Sandbox) -> list[bool]:
        async with sandbox.session() as session:
            return [(await session.call(call(name, folder=str(tmp_path)))).ok for name in ("run", "other")]

    allowed, refused = within(tools, both)
    assert allowed
    assert not refused or sys.platform != "linux"


def test_a_tool_may_have_the_network_alone() -> None:
    source = """
    import socket
    def run():
        socket.create_server(("127.0.0.1", 0)).close()
        return "bound"
    """
    assert one(function(source, network=True)).result == "bound"


def test_a_file_sees_the_top_of_its_own_package_tree(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "help.py").write_text("VALUE = 5")
    code = PythonCode("from pack.help import VALUE\ndef run(): return VALUE", "run", search=str(tmp_path))
    assert one(Tool("run", "-", ANYTHING, code)).result == "5"


def test_the_project_s_packages_are_there_with_their_environment(tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=False)
    python = tmp_path / "env" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    (site,) = (tmp_path / "env").glob("**/site-packages")
    (site / "toy_package.py").write_text("VALUE = 7")
    tool = function("import toy_package\ndef run(): return toy_package.VALUE")

    async def run(sandbox: Sandbox) -> str:
        return (await sandbox.call(call())).result

    assert within([tool], run, environment=python) == "7"
    assert within([tool], run) == "Error: ModuleNotFoundError: No module named 'toy_package' (line 1)"


FORGING = """
import json, os
class Set:
    def run(self, answers):
        for file in range(3, 128):
            try: os.write(file, "".join(json.dumps(each) + "\\n" for each in answers).encode())
            except OSError: pass
"""


@pytest.mark.parametrize(
    "forged",
    [
        {"line": 10**30},
        {"line": -5},
        {"text": "\ud800"},
        {"text": "x" * 70_000},
        {"printed": "x" * 70_000},
        {"ok": "yes"},
    ],
)
def test_a_forged_answer_keeps_to_the_limits_or_is_none(forged: dict[str, Any]) -> None:
    done = one(
        method("run", FORGING, "Set"), answers=[{"id": 1, "ok": True, "text": "", "line": 0, "printed": ""} | forged]
    )
    assert not done.ok
    assert done.result.startswith("Error: the process of run ended before it returned.")


@pytest.mark.parametrize("text", ["no JSON", "[1]", "7", '{"a":NaN}', '{"a":"' + "x" * 1_100_000 + '"}'])
def test_a_forged_state_that_is_none_is_left_out(text: str) -> None:
    answers = [
        {"id": number, "ok": True, "text": said, "line": 0, "printed": ""} for number, said in ((1, ""), (2, text))
    ]

    async def forged(sandbox: Sandbox) -> Any:
        async with sandbox.session() as session:
            await session.call(call("run", answers=answers))
            return await session.state()

    assert within([method("run", FORGING, "Set")], forged) == {}


@pytest.mark.parametrize(
    ("top", "said"),
    [
        ("while True: pass", "Error: the code had not been loaded after 1 s."),
        ("import os; os._exit(0)", "Error: the process ended while the code was loaded."),
    ],
)
def test_code_that_does_not_load_is_said_stopped_and_not_tried_again(
    top: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stillroom.tools.processes._START_LIMIT", 1.0)

    async def twice(sandbox: Sandbox) -> list[str]:
        first = await sandbox.call(call())
        started = time.monotonic()
        second = await sandbox.call(call())
        assert time.monotonic() - started < 0.9
        patience = time.monotonic() + 5
        while len(running := psutil.Process().children(recursive=True)) > 2 and time.monotonic() < patience:
            await asyncio.sleep(0.02)
        assert len(running) <= 2  # where sessions would be forked from, and its watcher
        return [first.result, second.result]

    assert within([function(f"{top}\ndef run(): ...")], twice) == [said, said]


def test_what_has_no_implementation_says_so() -> None:
    assert (
        one(Tool("run", "-", ANYTHING, Unattached())).result
        == "Error: run has no implementation yet, only a description."
    )


def test_a_request_is_made_by_stillroom_itself() -> None:
    done = one(Tool("run", "-", ANYTHING, HttpRequest("GET", "http://127.0.0.1:1/")))
    assert not done.ok
    assert done.result.startswith("Error: 127.0.0.1 could not be reached")


def test_names_that_no_tool_has_are_shown_harmless() -> None:
    names = ["fly", "run\u202e\n", "run\x1b[2J", "r\u0443n", "x" * 200, "\ud800"]

    async def all_of(sandbox: Sandbox) -> list[Execution]:
        return [await sandbox.call(call(name)) for name in names]

    for done in within([function("def run(): ...")], all_of):
        assert not done.ok
        assert done.result.startswith("Error: there is no tool ")
        assert done.result.isascii()
        assert done.result.isprintable()
        assert len(done.result) < 150


class Thing:
    def __init__(self, parent: "Thing | None" = None) -> None:
        self.parent, self.things, self.tags, self._own = parent, {1: [0.5, None]}, {"b", "a"}, 1
        self.child = Thing(self) if parent is None else None
        self.call = print


def test_a_state_is_what_can_be_spelt_of_an_object() -> None:
    child = {"things": {"1": [0.5, None]}, "tags": ["a", "b"], "child": None}
    assert plain(Thing()) == {"parent": None, "things": {"1": [0.5, None]}, "tags": ["a", "b"], "child": child}
    assert plain({"half": Fraction(1, 2), "one": Decimal(1), "i": 1j, "nan": Decimal("nan")}) == {
        "half": 0.5,
        "one": 1.0,
    }
    assert plain({"nan": float("nan"), "kind": int, "ok": (1, "ä\ud800")}) == {"ok": [1, "ä?"]}


def test_where_there_is_no_fork_each_session_has_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, where the next process is always started ahead."""
    monkeypatch.setattr(processes, "HOST", processes._Spawning)
    broken = function("import none_such\ndef broken(): ...", "broken")
    ends = function("import os\nos._exit(3)\ndef ends(): ...", "ends")

    async def all_of(sandbox: Sandbox) -> list[Any]:
        seen: list[Any] = []
        for initial in ({"count": 5}, {"count": 7}):
            async with sandbox.session(initial) as session:
                seen += [(await session.call(call("add"))).result for _ in range(2)]
                seen.append(await session.state())
        seen += [(await sandbox.call(call(name))).result for name in ("broken", "ends")]
        late = await sandbox.call(call("add", wait=60))
        assert sandbox.unenforced == processes.UNENFORCED_ON_WINDOWS
        return [*seen, late.result]

    assert within([method("add", time_limit=0.5), broken, ends], all_of) == [
        *("6", "7", {"Counter": {"count": 7, "step": 1}}),
        *("8", "9", {"Counter": {"count": 9, "step": 1}}),
        "Error: ModuleNotFoundError: No module named 'none_such' (line 1)",
        "Error: the process ended while the code was loaded.",
        "Error: add took longer than 0.5 s and was stopped. What Counter held is lost.",
    ]
