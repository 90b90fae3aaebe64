import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import msgspec
import pytest

from stillroom import work
from stillroom.errors import ToolError
from stillroom.jobs import Cancelled, Event, Failed, Finished, Note, Stage, run_here
from stillroom.project import Project
from stillroom.tools import check_packages, needed_environment, tool_environment


def wheel(folder: Path, name: str, version: str, source: str, needs: str = "") -> None:
    """A package as it would come from an index, written by hand."""
    info = f"{name}-{version}.dist-info"
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as file:
        file.writestr(f"{name}.py", source)
        metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        file.writestr(f"{info}/METADATA", metadata + (f"Requires-Dist: {needs}\n" if needs else ""))
        file.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        file.writestr(f"{info}/RECORD", "")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project on a computer that knows a few packages of this test's, and no network."""
    wheels = tmp_path / "wheels"
    wheel(wheels, "greeting", "1.0", "def hello(): return 'hello'")
    wheel(wheels, "greeting", "2.0", "import manners\ndef hello(): return manners.good + ' hello'", "manners")
    wheel(wheels, "manners", "0.5", "good = 'a very good'")
    for name, value in {"FIND_LINKS": str(wheels), "NO_INDEX": "1"}.items():
        monkeypatch.setenv(f"UV_{name}", value)
        monkeypatch.setenv(f"PIP_{name}", value)
    monkeypatch.setenv("UV_OFFLINE", "1")
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "uv"))
    monkeypatch.setenv("STILLROOM_CACHE", str(tmp_path / "cache"))
    return Project.create(tmp_path / "desk")


def install(project: Project, *packages: str, stop: threading.Event | None = None) -> list[Event]:
    project.store.set_fact("packages", list(packages))
    return list(run_here(work.install_packages(project), stop))


def says(python: Path, code: str) -> str:
    return subprocess.run([python, "-I", "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def left(tmp_path: Path) -> list[str]:
    folder = tmp_path / "cache" / "environments"
    return [path.name for path in folder.iterdir()] if folder.exists() else []


def test_packages_are_installed_into_an_environment_of_their_own(project: Project, tmp_path: Path) -> None:
    assert needed_environment([]) is None
    assert tool_environment(["greeting"]) is None
    with pytest.raises(ToolError) as caught:
        needed_environment(["greeting"])
    assert caught.value.hint.endswith("stillroom tools packages install")
    events = install(project, "greeting")
    assert events[:-1] == [
        Stage("Installing packages"),
        Note("Installed greeting 2.0."),
        Note("Installed manners 0.5."),
    ]
    assert isinstance(events[-1], Finished)
    assert events[-1].result["installed"] == ["greeting-2.0", "manners-0.5"]
    python = needed_environment(["greeting"])
    assert python is not None
    assert python.is_relative_to(tmp_path / "cache")
    assert says(python, "import greeting; print(greeting.hello())") == "a very good hello"
    with pytest.raises(ModuleNotFoundError):
        __import__("greeting")
    assert len(left(tmp_path)) == 1
    again = install(project, "greeting")
    assert [type(event) for event in again] == [Finished]
    other = install(project, "greeting<2")
    assert isinstance(other[-1], Finished)
    old = tool_environment(["greeting<2"])
    assert old is not None
    assert says(old, "import greeting; print(greeting.hello())") == "hello"
    assert says(python, "import greeting; print(greeting.hello())") == "a very good hello"
    assert [run.kind for run in project.store.runs()] == ["packages"] * 3


@pytest.mark.slow
def test_pip_does_it_where_there_is_no_uv(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_uv() -> str:
        raise FileNotFoundError("uv")

    monkeypatch.setattr("uv.find_uv_bin", no_uv)
    events = install(project, "greeting<2")
    assert isinstance(events[-1], Finished), events[-1]
    python = tool_environment(["greeting<2"])
    assert python is not None
    assert says(python, "import greeting; print(greeting.hello())") == "hello"
    failed = install(project, "greeting", "no-such-package")[-1]
    assert isinstance(failed, Failed)
    assert "no-such-package" in failed.message


@pytest.mark.parametrize(
    ("packages", "said"),
    [
        (["greeting", "no-such-package"], "no-such-package was not found"),
        (["greeting>=3"], "greeting>=3"),
        (["greeting<2", "greeting>=2"], "greeting"),
        (["greeting=>2"], "greeting=>2"),
    ],
)
def test_packages_that_cannot_be_had_are_told_and_nothing_is_left(
    project: Project, tmp_path: Path, packages: list[str], said: str
) -> None:
    failed = install(project, *packages)[-1]
    assert isinstance(failed, Failed)
    assert failed.title == "The packages cannot be installed"
    assert said in failed.message
    assert failed.hint
    assert not left(tmp_path)
    assert tool_environment(packages) is None


def test_a_package_that_would_have_to_be_built_is_not(project: Project, tmp_path: Path) -> None:
    import tarfile

    (tmp_path / "setup.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    with tarfile.open(tmp_path / "wheels" / "built-1.0.tar.gz", "w:gz") as file:
        file.add(tmp_path / "setup.py", "built-1.0/setup.py")
    failed = install(project, "built")[-1]
    assert isinstance(failed, Failed)
    assert "built" in failed.message
    assert not (tmp_path / "ran").exists()


def test_no_network_is_told(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UV_OFFLINE")
    monkeypatch.delenv("UV_NO_INDEX")
    monkeypatch.setenv("UV_DEFAULT_INDEX", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("UV_HTTP_RETRIES", "0")
    failed = install(project, "greeting")[-1]
    assert isinstance(failed, Failed)
    assert failed.title == "The packages could not be fetched"
    assert not left(tmp_path)


def test_a_stop_leaves_nothing_half_made(project: Project, tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    assert isinstance(install(project, "greeting", stop=stop)[-1], Cancelled)
    assert not left(tmp_path)
    assert isinstance(install(project, "greeting")[-1], Finished)


def test_a_full_disk_is_told(project: Project, small_disk: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert callable(small_disk)
    disk = small_disk("32k")
    monkeypatch.setenv("STILLROOM_CACHE", str(disk))
    failed = install(project, "greeting")[-1]
    assert isinstance(failed, Failed)
    assert failed.title == "The disk is full"
    assert not list((disk / "environments").iterdir())


def test_a_list_of_packages_is_checked() -> None:
    good = ["pypdf", " pypdf>=6 ", "a[b,c]~=1.0 ; python_version >= '3.11'", "pypdf"]
    assert check_packages(good) == ("pypdf", "pypdf>=6", good[2])
    for bad in (
        "",
        "-r file",
        "--index-url=http://evil",
        "./here",
        "/here",
        "git+https://example.org/a",
        "a @ file:///here",
        "a b",
    ):
        with pytest.raises(ToolError, match="No package"):
            check_packages([bad])


@pytest.mark.slow
def test_a_real_package_comes_from_the_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STILLROOM_CACHE", str(tmp_path / "cache"))
    project = Project.create(tmp_path / "desk")
    events = install(project, "six>=1.16")
    assert isinstance(events[-1], Finished), msgspec.to_builtins(events[-1])
    python = tool_environment(["six>=1.16"])
    assert python is not None
    assert says(python, "import six; print(six.__name__)") == "six"
    assert sys.prefix not in says(python, "import sys; print(sys.path)")
