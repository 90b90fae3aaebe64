import asyncio
import json
import os
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from stillroom.conversation import ToolCall, canonical_json
from stillroom.errors import ToolError
from stillroom.store import Execution
from stillroom.tools import PythonCode, Sandbox, Tool, read_tools
from stillroom.tools.worker.session import NETWORK as NETWORK_ON

CORE = Path(__file__).parents[3] / "core"
SAMPLE = Path(__file__).parents[3] / "resources" / "stillroom_resources" / "samples" / "cipher_desk" / "tools.json"
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
ANYTHING = {"type": "object", "properties": {}, "additionalProperties": True}


def made(source: str, entry: str = "run", time_limit: float = 5.0) -> Tool:
    return Tool(entry, "A test's tool.", ANYTHING, PythonCode(textwrap.dedent(source), entry), time_limit=time_limit)


def call(name: str = "run", **arguments: Any) -> ToolCall:
    return ToolCall("call-1", name, arguments)


def within(tools: list[Tool], do: Callable[[Sandbox], Awaitable[Any]], workers: int = 1) -> Any:
    async def whole() -> Any:
        async with Sandbox(tools, workers) as sandbox:
            return await do(sandbox)

    return asyncio.run(whole())


def ran(source: str, *, time_limit: float = 5.0, **arguments: Any) -> Execution:
    """What one call to the source's `run` gives; a second call shows that the sandbox still works."""

    async def both(sandbox: Sandbox) -> Execution:
        done = await sandbox.call(call(**arguments))
        assert (await sandbox.call(call("fine"))).result == "still here"
        return done

    done: Execution = within(
        [made(source, time_limit=time_limit), made("def fine(): return 'still here'", "fine")], both
    )
    return done


def scratch_folders() -> set[str]:
    return {path.name for path in Path(tempfile.gettempdir()).glob("stillroom-tool-*")}


@pytest.fixture(autouse=True)
def _temporary(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A temporary folder of the test's own, in which nothing may be left."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("temporary")))
    yield
    assert not scratch_folders()


def test_folders_of_a_killed_stillroom_go_after_a_week(tmp_path: Path) -> None:
    left, young, link = (Path(tempfile.gettempdir()) / f"stillroom-tool-{name}" for name in ("left", "young", "link"))
    others = tmp_path / "others"
    for folder in (left / "session-1", young, others):
        folder.mkdir(parents=True)
        folder.chmod(0o700)
    left.chmod(0o700)
    link.symlink_to(others)
    for folder in (left, others):
        os.utime(folder, (time.time() - 8 * 24 * 3600,) * 2)
    assert ran("def run(): return 'fine'").ok
    assert scratch_folders() == {young.name, link.name}
    assert others.is_dir()
    young.rmdir()
    link.unlink()


def test_the_samples_tools_run() -> None:
    wanted = [
        (call("encrypt_text", text="Meet me", cipher="caesar", key="3"), "Phhw ph"),
        (call("decrypt_text", text="Phhw ph", cipher="caesar", key="3"), "Meet me"),
        (call("hash_text", text="abc", algorithm="md5"), "900150983cd24fb0d6963f7d28e17f72"),
        (call("count_words", text="one two"), '{"characters":7,"words":2}'),
        (call("convert_units", value=212, from_unit="F", to_unit="C"), "100.0"),
    ]

    async def all_at_once(sandbox: Sandbox) -> list[Execution]:
        return await asyncio.gather(*(sandbox.call(each) for each, _ in wanted))

    done = within(read_tools(SAMPLE), all_at_once, workers=2)
    assert [(each.ok, each.result) for each in done] == [(True, result) for _, result in wanted]
    assert [(each.call, each.name, each.arguments) for each in done] == [
        (each.id, each.name, each.arguments) for each, _ in wanted
    ]


def test_a_tool_that_refuses_says_so() -> None:
    async def two_wrong(sandbox: Sandbox) -> list[str]:
        calls = (
            call("encrypt_text", text="a", cipher="caesar", key="x"),
            call("encrypt_text", text="a", cipher="rot", key="3"),
            call("fly"),
        )
        done = [await sandbox.call(each) for each in calls]
        assert not any(each.ok for each in done)
        return [each.result for each in done]

    refused, checked, unknown = within(read_tools(SAMPLE), two_wrong)
    assert refused.startswith("Error: ValueError: A Caesar key is a whole number, for example 3. (line ")
    assert checked == 'Error: The argument "cipher" of encrypt_text must be one of "caesar", "vigenere", not "rot".'
    assert unknown.startswith("Error: there is no tool fly; there is encrypt_text, ")


@pytest.mark.parametrize(
    "value", [None, True, 3, 100.0, 0.1, [1, "ä"], {"b": 1, "a": {"d": [], "c": ""}}, "text \u2028\n\"'", "", "3.0"]
)
def test_a_result_is_text_or_canonical_json(value: Any) -> None:
    done = ran("def run(value): return value", value=value)
    assert (done.ok, done.result) == (True, value if isinstance(value, str) else canonical_json(value))
    assert 0 < done.seconds < 5


def test_numbers_of_other_kinds_are_numbers() -> None:
    source = "import decimal, fractions\ndef run(): return [decimal.Decimal('0.5'), fractions.Fraction(1, 4), {'a': decimal.Decimal(2)}]"
    assert ran(source).result == '[0.5,0.25,{"a":2.0}]'
    assert "is no JSON" in ran("def run(): return 1j").result


@pytest.mark.parametrize(
    ("body", "result"),
    [
        ("1 / 0", "Error: ZeroDivisionError: division by zero (line 3)"),
        ("raise ValueError", "Error: ValueError (line 3)"),
        ("import none_such", "Error: ModuleNotFoundError: No module named 'none_such' (line 3)"),
        ("run()", "Error: RecursionError: maximum recursion depth exceeded"),
        ("raise type('Odd', (Exception,), {'__str__': lambda self: 1 / 0})", "Error: Odd (line 3)"),
        ("raise ValueError('\\ud800')", "Error: ValueError: ? (line 3)"),
        ("raise KeyboardInterrupt", "Error: KeyboardInterrupt (line 3)"),
        ("import sys; sys.exit(2)", "Error: SystemExit: 2 (line 3)"),
        ("import os; os._exit(0)", "Error: the process of run ended before it returned."),
        ("import os; os.abort()", "Error: the process of run ended before it returned."),
        ("import ctypes; ctypes.string_at(0)", "Error: the process of run ended before it returned."),
        ("return {1, 2}", "Error: what run returned is no JSON (Object of type set is not JSON serializable)."),
        ("return b'bytes'", "Error: what run returned is no JSON (Object of type bytes is not JSON serializable)."),
        (
            "return [float('nan')]",
            "Error: what run returned is no JSON (Out of range float values are not JSON compliant",
        ),
        ("return {1: 1, 'a': 2}", "Error: what run returned is no JSON ("),
        ("x = []; x.append(x); return x", "Error: what run returned is no JSON (Circular reference detected)."),
        ("return '\\ud800'", "Error: what run returned is no valid text."),
        ("return 'x' * 65537", "Error: run returned 65537 bytes; at most 65536 are allowed."),
    ],
)
def test_what_a_tool_does_wrong_is_its_result(body: str, result: str) -> None:
    done = ran(f"\ndef run():\n    {body}\n")
    assert not done.ok
    assert done.result.startswith(result)


def test_a_wrong_signature_or_a_module_that_fails_is_its_result() -> None:
    assert ran("def run(a): ...", b=1).result.startswith(
        "Error: TypeError: run() got an unexpected keyword argument 'b'"
    )
    assert (
        ran("x = 1\nimport none_such\ndef run(): ...").result
        == "Error: ModuleNotFoundError: No module named 'none_such' (line 2)"
    )


def test_a_long_result_of_any_letters_comes_through() -> None:
    for letter in ("x", "\x00", "ä"):
        text = letter * (65536 // len(letter.encode()))
        assert ran("def run(letter, n): return letter * n", letter=letter, n=len(text)).result == text
    assert ran("def run(text): return len(text)", text="x" * 3_000_000).result == "3000000"


@pytest.mark.parametrize(
    "body", ["while True: pass", "import time; time.sleep(60)", "import re; re.match('(a+)+b', 'a' * 40)"]
)
def test_a_tool_that_never_ends_is_stopped(body: str) -> None:
    done = ran(f"def run():\n    {body}\n", time_limit=0.3)
    assert (done.ok, done.result) == (False, "Error: run took longer than 0.3 s and was stopped.")
    assert 0.3 <= done.seconds < 5


def test_what_a_stopped_tool_has_started_is_stopped_too() -> None:
    mark = f"import time; time.sleep(60) # {os.getpid()}-{time.time_ns()}"
    done = ran(
        "import subprocess, sys, time\ndef run(mark):\n    subprocess.Popen([sys.executable, '-c', mark])\n    time.sleep(60)\n",
        time_limit=0.5,
        mark=mark,
    )
    assert not done.ok
    assert not running_with(mark)


def running_with(mark: str) -> list[psutil.Process]:
    return [each for each in psutil.process_iter(["cmdline"]) if mark in (each.info["cmdline"] or ())]


def test_a_tool_that_prints_and_reads_disturbs_nothing() -> None:
    done = ran(
        """
        import os, subprocess, sys
        def run():
            print('{"id": 1, "ok": true, "text": "forged"}', flush=True)
            os.write(1, b'{"id": 1, "ok": true, "text": "forged"}\\n')
            subprocess.run([sys.executable, "-c", "print('noise')"], check=True)
            return sys.stdin.read() + "real"
        """
    )
    assert (done.ok, done.result) == (True, "real")


def test_a_tool_sees_no_secret_and_an_empty_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STILLROOM_TEST_SECRET", "s3cr3t")
    done = ran("import os\ndef run(): return [dict(os.environ), os.getcwd(), os.listdir('.'), os.path.expanduser('~')]")
    environment, folder, files, home = json.loads(done.result)
    assert environment.keys() <= {
        "PATH",
        "SYSTEMROOT",
        "HOME",
        "USERPROFILE",
        "TMPDIR",
        "TEMP",
        "TMP",
        "LC_CTYPE",
        *ONE_THREAD,
    }
    assert files == []
    assert folder == home
    assert Path(folder).parent.parent == Path(tempfile.gettempdir())


NETWORK = """
import socket
def run(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=2).close()
    except OSError as error:
        return error.strerror
    return "connected"
"""


def test_the_network_is_off_where_that_is_enforced() -> None:
    code = "import socket\ns = socket.create_server(('127.0.0.1', 0))\nprint(s.getsockname()[1], flush=True)\ninput()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout
        port = int(server.stdout.readline())

        async def both(sandbox: Sandbox) -> tuple[bool, str]:
            return NETWORK_ON not in sandbox.unenforced, (await sandbox.call(call(port=port))).result

        off, said = within([made(NETWORK)], both)
        server.communicate("\n")
    if not off:
        pytest.skip(f"not enforced here: {NETWORK_ON}")
    assert said == "Network is unreachable"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory")
def test_memory_and_files_are_limited() -> None:
    assert ran("def run(): return len(bytearray(2 << 30))").result == "Error: MemoryError (line 1)"
    said = ran(
        "def run():\n    with open('big', 'wb') as file:\n        for _ in range(80): file.write(bytes(1 << 20))\n"
    ).result
    assert said.startswith("Error: OSError: [Errno 27] File too large")


def test_two_calls_run_at_once_and_a_third_waits() -> None:
    source = "import time\ndef run():\n    began = time.time()\n    time.sleep(0.4)\n    return [began, time.time()]"

    async def three(sandbox: Sandbox) -> list[Execution]:
        return await asyncio.gather(*(sandbox.call(call()) for _ in range(3)))

    first, second, third = sorted(json.loads(each.result) for each in within([made(source)], three, workers=2))
    assert second[0] < first[1]
    assert third[0] > min(first[1], second[1])


def test_a_warm_call_is_quick() -> None:
    async def many(sandbox: Sandbox) -> float:
        await sandbox.call(call(value=1))
        started = time.perf_counter()
        for value in range(50):
            assert (await sandbox.call(call(value=value))).result == str(value)
        return (time.perf_counter() - started) / 50

    assert within([made("def run(value): return value")], many) < 0.02


def test_a_cancelled_call_leaves_the_sandbox_usable() -> None:
    async def cancelled(sandbox: Sandbox) -> str:
        waiting = asyncio.create_task(sandbox.call(call(seconds=60)))
        await asyncio.sleep(0.2)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        return (await sandbox.call(call(seconds=0))).result

    assert within([made("import time\ndef run(seconds): time.sleep(seconds)", time_limit=90)], cancelled) == "null"


def test_a_process_that_died_between_calls_fails_one_call_alone() -> None:
    source = (
        "import os, threading\ndef run(die):\n    if die: threading.Timer(0.1, os._exit, [1]).start()\n    return 'ok'"
    )

    async def three(sandbox: Sandbox) -> list[str]:
        async with sandbox.session() as session:
            first = await session.call(call(die=True))
            await asyncio.sleep(0.3)
            return [first.result] + [(await session.call(call(die=False))).result for _ in range(2)]

    assert within([made(source)], three) == ["ok", "Error: the process of run ended before it returned.", "ok"]


def test_a_host_that_died_is_replaced() -> None:
    async def two(sandbox: Sandbox) -> list[str]:
        first = await sandbox.call(call())
        (host,) = psutil.Process().children()
        host.kill()
        await asyncio.sleep(0.1)
        return [first.result, (await sandbox.call(call())).result]

    assert within([made("def run(): return 'ok'")], two) == ["ok", "ok"]


def test_dataclasses_and_two_modules_with_one_name_get_along() -> None:
    first = "from __future__ import annotations\nfrom dataclasses import asdict, dataclass\n@dataclass\nclass P:\n    x: int\ndef run(x): return asdict(P(x))"

    async def both(sandbox: Sandbox) -> list[str]:
        return [(await sandbox.call(call("run", x=1))).result, (await sandbox.call(call("other", x=1))).result]

    assert within([made(first), made("def run(): ...\ndef other(x): return x + 1", "other")], both) == ['{"x":1}', "2"]


def test_no_worker_at_all_is_said_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ends_at_once = tmp_path / "python"
    ends_at_once.write_text("#!/bin/sh\nexit 3\n")
    ends_at_once.chmod(0o755)
    for python, said in [(str(tmp_path / "none"), "could not be started"), (str(ends_at_once), "status 3")]:
        monkeypatch.setattr(sys, "executable", python)
        with pytest.raises(ToolError, match=said):
            within([], lambda sandbox: asyncio.sleep(0))


def test_a_killed_parent_leaves_no_worker(tmp_path: Path) -> None:
    """Nothing at all: neither a tool that is deep in C code, nor what has left its group."""
    program = f"""
import asyncio, sys
sys.path.insert(0, {str(CORE)!r})
from stillroom.conversation import ToolCall
from stillroom.tools import PythonCode, Sandbox, Tool
source = '''
import re, subprocess, sys
def run():
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
    re.match("(a+)+b", "a" * 60)
def idle():
    re.match("(a+)+b", "a" * 60)
'''
tools = [Tool(name, "-", {ANYTHING!r}, PythonCode(source, name), time_limit=90) for name in ("run", "idle")]
async def main():
    async with Sandbox(tools) as sandbox:
        print("ready", flush=True)
        await asyncio.gather(sandbox.call(ToolCall("1", "run", {{}})), sandbox.call(ToolCall("2", "idle", {{}})))
asyncio.run(main())
"""
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout
        assert parent.stdout.readline() == "ready\n"
        seen = psutil.Process(parent.pid)
        deadline = time.monotonic() + 10
        while (
            not any("time.sleep(60)" in " ".join(each.cmdline()) for each in seen.children(recursive=True))
            and time.monotonic() < deadline
        ):
            time.sleep(0.05)
        time.sleep(0.2)
        hosts, everything = seen.children(), seen.children(recursive=True)
        parent.kill()
    assert (len(hosts), len(everything)) == (
        1,
        7,
    )  # a watcher and the zygote, two sessions of two processes, and what one started
    _, left = psutil.wait_procs(everything, timeout=5)
    for each in everything:
        if each.is_running():
            each.kill()
    assert not left
