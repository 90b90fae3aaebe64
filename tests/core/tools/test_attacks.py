"""What code that means ill gets out of the sandbox, attacked as root and as an ordinary user. The attacks are in `attacking.py`."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

import stillroom
from stillroom.tools.worker.seccomp import install

ROOT = Path(__file__).parents[3]
ATTACKS = Path(__file__).with_name("attacking.py")
NOBODY = 65534
STAGE = f"/tmp/stillroom-stage-{os.getpid()}"
ORDINARY, WITHOUT_NAMESPACES = "an ordinary user", "an ordinary user without namespaces"  # as on Ubuntu
ATTRIBUTES = "A tool can change the permissions and dates of your files."
ON_LINUX = sys.platform == "linux"

pytestmark = pytest.mark.skipif(not ON_LINUX, reason="what is enforced elsewhere is in test_sandbox.py")

Report = dict[str, Any]
REFUSED = {"PermissionError", "OSError", "FileNotFoundError", "ProcessLookupError", "gaierror"}


@pytest.fixture(scope="session")
def reports() -> dict[str, Report | str]:
    """What came of the attacks on each user that could be attacked; for another the reason why not."""
    if os.geteuid():
        why = "the tests do not run as root"
        return {"root": why, ORDINARY: attacked([]), WITHOUT_NAMESPACES: why}
    others = {user: as_nobody(namespaces=user == ORDINARY) for user in (ORDINARY, WITHOUT_NAMESPACES)}
    return {
        "root": attacked([]),
        **{user: attacked(way) if isinstance(way, list) else way for user, way in others.items()},
    }


def attacked(before: list[str]) -> Report:
    environment = os.environ | {"STILLROOM_TEST_SECRET": "s3cr3t", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [*before, sys.executable, str(ATTACKS)], env=environment, capture_output=True, text=True, timeout=110
    )
    shutil.rmtree(STAGE, ignore_errors=True)
    assert done.returncode == 0, done.stderr
    report: Report = json.loads(done.stdout)
    return report


def as_nobody(*, namespaces: bool) -> list[str] | str:
    """The words that run a program as an ordinary user, who may make namespaces or not; a sentence where there is no way to.

    Python and the repository may lie in root's own folders: where only root may pass, they are shown in an empty folder instead.
    """
    if not (shutil.which("unshare") and shutil.which("setpriv")):
        return "there is no unshare or setpriv"
    needed = {Path(sys.base_prefix), Path(sys.prefix), ROOT, Path(stillroom.__file__).parents[1]}
    closed: dict[Path, list[Path]] = {}
    for path in needed:
        barred = next((each for each in reversed([path, *path.parents]) if not each.stat().st_mode & 1), None)
        if barred:
            closed.setdefault(barred, []).append(path)
    lines, back = ["set -e"], []
    for barrier, paths in closed.items():
        for path in paths:
            place = f"{STAGE}/{len(back)}"
            lines += [f"mkdir -p {place}", f"mount --rbind {shlex.quote(str(path))} {place}"]
            back.append((barrier, path, place))
    lines += [f"mount -t tmpfs -o mode=755 none {shlex.quote(str(barrier))}" for barrier in closed]
    for _, path, place in back:
        lines += [f"mkdir -p {shlex.quote(str(path))}", f"mount --rbind {place} {shlex.quote(str(path))}"]
    program = '"$@"'
    if not namespaces:
        none_more = (
            'echo 0 > /proc/sys/user/max_user_namespaces; exec setpriv --ambient-caps -all --inh-caps -all -- "$@"'
        )
        program = f'unshare --user --map-user 1000 --map-group 1000 --keep-caps sh -c {shlex.quote(none_more)} sh "$@"'
    as_other = f"exec setpriv --reuid {NOBODY} --regid {NOBODY} --clear-groups -- {program}"
    lines.append(as_other)
    inside = ["unshare", "--mount", "--propagation", "private", "sh", "-c", "\n".join(lines), "sh"]
    tried = subprocess.run([*inside, sys.executable, "-c", "import stillroom.tools"], capture_output=True, text=True)
    return inside if tried.returncode == 0 else f"no program can be run as another user here: {tried.stderr[-300:]}"


@pytest.fixture(params=["root", ORDINARY, WITHOUT_NAMESPACES])
def report(request: pytest.FixtureRequest, reports: dict[str, Report | str]) -> Report:
    found = reports[request.param]
    if isinstance(found, str):
        pytest.skip(found)
    return found


def needs(report: Report, *words: str) -> None:
    """Skip what this system does not enforce."""
    for sentence in report["unenforced"]:
        if any(word in sentence for word in words):
            pytest.skip(f"not enforced here: {sentence}")


def begins(*texts: str) -> Callable[[Report], bool]:
    return lambda done: not done["ok"] and done["result"].startswith(texts)


ENDED = "Error: the process of attack_"


@pytest.mark.parametrize(
    ("attack", "came_of_it"),
    [
        ("an endless loop", begins("Error: attack_0 took longer than 0.5 s and was stopped.")),
        ("an endless loop that nothing interrupts", begins("Error: attack_1 took longer than 0.5 s and was stopped.")),
        ("a fork bomb", begins("Error: attack_2 took longer than 0.5 s", ENDED)),
        ("a count of forks", lambda done: done["ok"] and int(done["result"]) < 160),
        ("a memory bomb", begins("Error: MemoryError", ENDED)),
        ("gigabytes of output", begins("Error: OSError: [Errno 27] File too large")),
        ("gigabytes of result", begins("Error: what attack_6 returned is no JSON (MemoryError)", ENDED)),
        ("deep recursion", begins("Error: attack_7 took longer", "Error: MemoryError", "Error: RecursionError", ENDED)),
        ("leaving", begins("Error: SystemExit: bye (line ")),
        ("leaving at once", begins(ENDED)),
        ("no JSON", begins("Error: what attack_19 returned is no JSON (Object of type object")),
        ("JSON that lies", begins("Error: what attack_20 returned is no JSON (no)")),
        ("a text that lies", begins("Error: attack_21 returned 1000000 bytes")),
        ("JSON without end", begins("Error: what attack_22 returned is no JSON (maximum recursion", ENDED)),
        ("huge JSON", begins("Error: attack_23 returned 14888891 bytes")),
        ("names that are none", begins("Error: what attack_24 returned is no valid text.")),
        ("names that look like others", lambda done: done["result"] == "\u202e\0\x1b[2J"),
        ("a folder that cannot be removed", lambda done: done["result"] == "done"),
        ("a forged answer", lambda done: done["result"] in ("real", "forged") or begins(ENDED)(done)),
        ("every descriptor closed", begins(ENDED)),
    ],
)
def test_what_runs_wild_is_stopped_and_told(report: Report, attack: str, came_of_it: Callable[[Report], bool]) -> None:
    if attack == "a count of forks":
        needs(report, "number of programs")
    assert came_of_it(report[attack]), report[attack]
    assert report[attack]["printed"] <= 65536


@pytest.mark.parametrize(
    ("attack", "words"),
    [
        ("reading keys", ("read your files",)),
        ("writing elsewhere", ("change your files",)),
        ("links that lead elsewhere", ("change your files",)),
        ("the network", ("network", "sockets")),
        ("becoming more", ("sockets", "number of programs")),
    ],
)
def test_every_attempt_is_refused(report: Report, attack: str, words: tuple[str, ...]) -> None:
    needs(report, *words)
    tried = json.loads(report[attack]["result"])
    tried.pop("secret", None)
    if ATTRIBUTES in report["unenforced"]:
        tried = {name: said for name, said in tried.items() if name not in ("mode", "dates")}
    assert set(tried.values()) <= REFUSED, tried


def test_no_secret_is_in_its_environment(report: Report) -> None:
    assert json.loads(report["reading keys"]["result"])["secret"] == "KeyError"


def test_its_limits_cannot_be_raised(report: Report) -> None:
    assert set(json.loads(report["raising its limits"]["result"]).values()) <= {"ValueError", "PermissionError"}


def test_its_parents_live(report: Report) -> None:
    needs(report, "stop other programs")
    assert report["stopping its parents"]["result"] in ("alive", ENDED + "12 ended before it returned.")


@pytest.mark.parametrize("attack", ["a thread that lives on", "a program that lives on"])
def test_nothing_outlives_its_session(report: Report, attack: str) -> None:
    assert report[attack]["result"] == "started"
    assert report[attack]["after"]["silent"]


def test_what_code_begins_when_it_is_loaded_sees_no_other_session(report: Report) -> None:
    assert report["spied"] == {way: ["", '["secret"]', ""] for way in ("a thread", "a child", "a child's child")}


def test_a_shell_s_signs_are_a_text_like_any_other(report: Report) -> None:
    assert report["a shell's signs"] == {"ok": True, "same": True}


def test_after_each_attack_all_is_as_it_was(report: Report) -> None:
    for name, found in report.items():
        if isinstance(found, dict) and "after" in found:
            after = found["after"]
            assert after["fine"] == "still here", name
            assert after["beside"] == [".ssh", "beats", "socket", "victim"], name
            harmed = slice(1) if ATTRIBUTES in report["unenforced"] else slice(3)
            assert after["victim"][harmed] == ["unharmed", 0o644, True][harmed], name
    assert report["left"] == []


def test_no_process_is_left(reports: dict[str, Report | str]) -> None:
    assert reports
    assert not [
        each for each in psutil.process_iter(["cmdline"]) if str(ATTACKS) in " ".join(each.info["cmdline"] or ())
    ]


def test_a_filter_is_installed_on_machines_that_it_knows_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    assert not install(network=False, session=True)
