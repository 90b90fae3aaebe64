"""Students from the hub: a real server on the loopback that speaks its API, and the real client that asks it."""

import json
import os
import random
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import huggingface_hub.constants
import pytest
from standins.hub import COMMIT, Hub
from standins.keyrings import MemoryKeyring

from stillroom import work
from stillroom.errors import KnownError, StudentError
from stillroom.jobs import Cancelled, Event, Failed, Finished, JobProcess, Note, Progress, Stage, Stopped, run_here
from stillroom.project import Project
from stillroom.secrets import set_secret
from stillroom.settings import Settings
from stillroom.students import (
    ask_hub,
    find_student,
    is_prepared,
    kept_student,
    kept_students,
    on_the_hub,
    remove_student,
    token_name,
)
from stillroom.students.download import download

MODEL = "ours/tiny-1b"
WEIGHTS = "model.safetensors"
OTHERS = {"pytorch_model.bin": b"pickled", "consolidated.safetensors": b"the same again", "README.md": b"# A model"}


class Hurried(threading.Event):
    """A stop that is not waited for: it remembers how long it would have been."""

    def __init__(self) -> None:
        super().__init__()
        self.waited: list[float | None] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.waited.append(timeout)
        return self.is_set()


@pytest.fixture
def files(tiny_student: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in tiny_student.iterdir()}


@pytest.fixture
def hub(
    files: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, memory_keyring: MemoryKeyring
) -> Iterator[Hub]:
    """A hub that has MODEL, and is asked instead of the real one; a cache and a keyring of the test's own."""
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(huggingface_hub.constants, "HF_TOKEN_PATH", str(tmp_path / "no-token"))
    for name in ("HF_TOKEN", "HF_HUB_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("STILLROOM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("STILLROOM_CONFIG", str(tmp_path / "config"))
    with Hub({MODEL: files | OTHERS}) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        yield hub


def get(name: str = MODEL, stop: threading.Event | None = None) -> list[Event]:
    found = on_the_hub(name)
    assert found
    return list(download(found, stop or Hurried()))


def refused(name: str = MODEL) -> KnownError:
    with pytest.raises(KnownError) as error:
        get(name)
    assert error.value.hint
    return error.value


def notes(events: list[Event]) -> str:
    return "\n".join(event.text for event in events if isinstance(event, Note))


def here() -> dict[str, bytes]:
    """The student's files, but for the note of where they are from."""
    return {path.name: path.read_bytes() for path in find_student(MODEL).folder.iterdir() if path.name != "source.json"}


def nothing_here(tmp_path: Path) -> bool:
    return not [path for path in (tmp_path / "cache" / "students").glob("*") if path.suffix != ".lock"]


def unfinished(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "students" / ".ours--tiny-1b.partial"


# What comes, and from where


def test_a_model_comes_whole_and_nothing_else_of_it(hub: Hub, files: dict[str, bytes]) -> None:
    assert not is_prepared(MODEL)
    events = get()
    size = sum(map(len, files.values()))
    assert [event for event in events if isinstance(event, Stage)] == [Stage("Downloading the student", size, "bytes")]
    assert events[-1] == Progress(size, size)
    assert "apache-2.0" in notes(events) and f"https://huggingface.co/{MODEL}" in notes(events)
    assert is_prepared(MODEL)
    assert here() == files
    assert find_student(MODEL).title == "tiny-1b"
    assert {name for name, _ in hub.fetched("hub")} == {*files, "tiny-1b"}  # the last is what the API was asked for
    assert get() == []  # it is here


def test_weights_come_from_another_host_which_sees_no_token(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.gated, hub.tokens = {MODEL}, {"mine"}
    monkeypatch.setenv("HF_TOKEN", "mine")
    get()
    at_store = [headers for host, _, headers in hub.asked if host == "store"]
    assert at_store and not [headers for headers in at_store if "authorization" in headers]
    shown = [path for host, path, headers in hub.asked if headers.get("authorization") == "Bearer mine"]
    assert shown and all("/resolve/" in path for path in shown)  # who asks what there is shows nothing


def test_what_is_open_to_all_is_asked_for_without_a_token(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "mine")
    get()
    assert not [path for _, path, headers in hub.asked if "authorization" in headers]


def test_of_weights_in_parts_all_come(hub: Hub, files: dict[str, bytes]) -> None:
    parts = {f"model-0000{n}-of-00002.safetensors": files[WEIGHTS][n::2] for n in (1, 2)}
    split = {name: content for name, content in files.items() if name != WEIGHTS} | parts
    split["model.safetensors.index.json"] = b"{}"
    hub.models[MODEL] = split | OTHERS
    get()
    assert here() == split


def test_a_model_of_the_catalogue_has_a_short_name_too(hub: Hub, files: dict[str, bytes]) -> None:
    hub.models["Qwen/Qwen3-0.6B"] = files
    with pytest.raises(StudentError) as absent:
        find_student("qwen3-0.6b")
    assert absent.value.title == "Not downloaded yet"
    assert "stillroom students get qwen3-0.6b" in absent.value.hint
    get("qwen3-0.6b")
    assert find_student("qwen3-0.6b").folder == find_student("Qwen/Qwen3-0.6B").folder


def test_a_mirror_of_the_settings_is_asked_and_gets_no_other_hub_s_token(
    hub: Hub, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HF_ENDPOINT")
    monkeypatch.setenv("HF_TOKEN", "for the real hub")
    set_secret("hub-huggingface.co", "for the real hub")
    Settings().set("hub", hub.url)
    hub.gated, hub.tokens = {MODEL}, {"for the mirror"}
    assert refused().title == "The model is behind a gate"
    set_secret(token_name(), "for the mirror")
    get()
    assert here() == files
    assert {headers["authorization"] for *_, headers in hub.asked if "authorization" in headers} == {
        "Bearer for the mirror"
    }


def test_proxies_are_used_as_everywhere(hub: Hub, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    huggingface_hub.close_session()  # it has read where the proxies are
    monkeypatch.setenv("HTTP_PROXY", hub.url)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("HF_ENDPOINT", "http://hub.invalid")
    try:
        get()
    finally:
        huggingface_hub.close_session()
    assert here() == files
    assert {headers["host"] for host, _, headers in hub.asked if host == "hub"} == {"hub.invalid"}


def test_a_model_brought_along_needs_no_hub(hub: Hub, tiny_student: Path, tmp_path: Path) -> None:
    Settings().set("students_folder", tmp_path / "stick")
    cache = tmp_path / "stick" / "models--ours--tiny-1b"
    for there in ("ours--tiny-1b", "ours/tiny-1b", f"models--ours--tiny-1b/snapshots/{COMMIT}"):
        shutil.copytree(tiny_student, tmp_path / "stick" / there)
        (cache / "refs").mkdir(parents=True, exist_ok=True)
        (cache / "refs" / "main").write_text(COMMIT)
        assert is_prepared(MODEL)
        assert find_student(MODEL).folder == tmp_path / "stick" / there
        shutil.rmtree(tmp_path / "stick")
    assert not is_prepared(MODEL)
    assert hub.asked == []


def test_a_gguf_file_of_the_hub_is_fetched_and_unpacked(hub: Hub, tiny_gguf: Path, tmp_path: Path) -> None:
    hub.models["ours/tiny-GGUF"] = {"tiny-F32.gguf": tiny_gguf.read_bytes(), "tiny-Q8_0.gguf": b"another"}
    name = "ours/tiny-GGUF:tiny-F32.gguf"
    with Project.create(tmp_path / "project") as project:
        assert isinstance(list(run_here(work.prepare(project, name)))[-1], Finished)
    assert find_student(name).title == "tiny-F32"
    kept = kept_student(name)
    assert kept and (kept,) == kept_students()  # nothing but the unpacked one
    assert hub.fetched() == [("tiny-F32.gguf", "")]


def test_a_gguf_file_of_the_hub_that_cannot_be_used_is_not_kept(hub: Hub, tmp_path: Path) -> None:
    hub.models["ours/tiny-GGUF"] = {"tiny.gguf": b"GGUF is what it says, and no more"}
    with Project.create(tmp_path / "project") as project:
        last = list(run_here(work.prepare(project, "ours/tiny-GGUF:tiny.gguf")))[-1]
    assert isinstance(last, Failed) and last.title == "The GGUF cannot be used"
    assert kept_students() == ()


def test_the_hub_s_own_client_reads_the_same_of_the_stand_in(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    """So the stand-in speaks as the hub does, as far as its client knows."""
    monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", hub.url)
    hub.gated = {MODEL}
    told = huggingface_hub.HfApi(endpoint=hub.url, token=False).model_info(MODEL, files_metadata=True)
    name = on_the_hub(MODEL)
    assert name
    offer = ask_hub(name)
    theirs = {
        each.rfilename: (each.size, each.lfs.sha256 if each.lfs else each.blob_id) for each in told.siblings or []
    }
    assert {file.name: (file.size, file.checksum) for file in offer.files}.items() <= theirs.items()
    assert (offer.commit, offer.gated) == (told.sha, bool(told.gated))
    assert told.card_data and offer.licence == told.card_data.license


# What breaks


def test_a_broken_connection_is_gone_on_with_at_the_byte(hub: Hub, files: dict[str, bytes]) -> None:
    hub.cut = {WEIGHTS: [100_000, 150_000]}
    stop = Hurried()
    events = get(stop=stop)
    assert here() == files
    assert hub.fetched() == [(WEIGHTS, ""), (WEIGHTS, "bytes=100000-"), (WEIGHTS, "bytes=150000-")]
    assert stop.waited == [1, 1]  # each brought something
    assert notes(events).count("The connection to the hub broke. It is tried again in 1 s.") == 2


def test_a_hub_that_stays_away_is_told_and_what_came_is_kept(hub: Hub, files: dict[str, bytes], tmp_path: Path) -> None:
    hub.cut = {WEIGHTS: [100_000, *[100_000] * 5]}
    stop = Hurried()
    with pytest.raises(KnownError) as lost:
        get(stop=stop)
    assert lost.value.title == "The hub does not answer"
    assert "mirror" in lost.value.hint and "ours--tiny-1b" in lost.value.hint
    assert stop.waited == [1, 2, 4, 8, 16]
    kept = kept_student(MODEL)
    assert kept and kept.of == sum(map(len, files.values()))
    assert kept.bytes == kept.of - len(files[WEIGHTS]) + 100_000
    assert not is_prepared(MODEL)
    get()
    assert here() == files


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_host_that_has_too_much_to_do_is_tried_again(hub: Hub, files: dict[str, bytes], status: int) -> None:
    hub.failing = [status, status]
    stop = Hurried()
    get(stop=stop)
    assert here() == files
    assert stop.waited == [1, 2]


def test_a_server_that_knows_no_parts_sends_the_whole(hub: Hub, files: dict[str, bytes]) -> None:
    hub.cut, hub.no_ranges = {WEIGHTS: [100_000]}, True
    get()
    assert here() == files


def test_a_pause_is_gone_on_with_at_the_byte(hub: Hub, files: dict[str, bytes], tmp_path: Path) -> None:
    hub.hold = threading.Event()
    stop = threading.Event()
    part = unfinished(tmp_path) / f"{WEIGHTS}.part"

    def pause() -> None:
        assert hub.half_sent.wait(20) and hub.hold
        _until_there(part, len(files[WEIGHTS]) // 2)
        stop.set()
        hub.hold.set()

    thread = threading.Thread(target=pause)
    thread.start()
    with pytest.raises(Stopped):
        get(stop=stop)
    thread.join()
    there = part.stat().st_size
    assert there == len(files[WEIGHTS]) // 2
    hub.hold = None
    hub.asked.clear()
    get()
    assert here() == files
    assert hub.fetched() == [(WEIGHTS, f"bytes={there}-")]
    assert not [path for _, path, _ in hub.asked if "/api/" in path]  # what was begun with is gone on with


def test_a_killed_download_is_gone_on_with_at_the_byte(hub: Hub, files: dict[str, bytes], tmp_path: Path) -> None:
    hub.hold = threading.Event()
    part = unfinished(tmp_path) / f"{WEIGHTS}.part"
    with Project.create(tmp_path / "project") as project:
        job = JobProcess.start(work.prepare(project, MODEL))
        assert hub.half_sent.wait(30)
        _until_there(part, len(files[WEIGHTS]) // 2)
        os.kill(job.pid, signal.SIGKILL)
        assert list(job.events())
        there = part.stat().st_size
        hub.hold.set()
        hub.hold = None
        hub.asked.clear()
        with JobProcess.start(work.prepare(project, MODEL)) as again:
            last = list(again.events())[-1]
    assert isinstance(last, Finished)
    assert last.result == {"student": MODEL, "folder": str(find_student(MODEL).folder), "family": "chatml"}
    assert here() == files
    assert hub.fetched() == [(WEIGHTS, f"bytes={there}-")]


@pytest.mark.slow
def test_killed_at_any_moment_it_goes_on_and_comes_whole(hub: Hub, files: dict[str, bytes], tmp_path: Path) -> None:
    chance = random.Random(5)
    parts = {f"model-0000{n}-of-00003.safetensors": chance.randbytes(30 << 20) for n in (1, 2, 3)}
    hub.models[MODEL] = {name: content for name, content in files.items() if name != WEIGHTS} | parts
    hub.pause = 0.004
    kills = 0
    with Project.create(tmp_path / "project") as project:
        while kills < 10:
            job = JobProcess.start(work.prepare(project, MODEL))
            killer = threading.Timer(0.3 + 1.5 * chance.random(), job.kill)
            killer.start()
            last = list(job.events())[-1]
            killer.cancel()
            killer.join()
            if isinstance(last, Finished):
                assert here() == hub.models[MODEL]
                remove_student(MODEL)
            kills += not isinstance(last, Finished)
        with JobProcess.start(work.prepare(project, MODEL)) as job:
            assert isinstance(list(job.events())[-1], Finished)
    assert here() == hub.models[MODEL]
    assert [asked for _, asked in hub.fetched() if asked]


def test_a_cancelled_job_says_so_and_goes_on(hub: Hub, files: dict[str, bytes], tmp_path: Path) -> None:
    hub.hold = threading.Event()
    with Project.create(tmp_path / "project") as project:
        with JobProcess.start(work.prepare(project, MODEL)) as job:
            assert hub.half_sent.wait(30)
            job.cancel()
            hub.hold.set()
            assert isinstance(list(job.events())[-1], Cancelled)
        hub.hold = None
        with JobProcess.start(work.prepare(project, MODEL)) as again:
            assert isinstance(list(again.events())[-1], Finished)
    assert here() == files


def _until_there(part: Path, size: int) -> None:
    patience = time.monotonic() + 20
    while not part.is_file() or part.stat().st_size < size:
        assert time.monotonic() < patience
        time.sleep(0.01)


# What does not arrive as it is


@pytest.mark.parametrize("name", [WEIGHTS, "tokenizer.json"])
def test_what_has_another_checksum_is_thrown_away(hub: Hub, files: dict[str, bytes], tmp_path: Path, name: str) -> None:
    hub.changed = {name: files[name][:-1] + bytes([files[name][-1] ^ 1])}
    error = refused()
    assert error.title == "The download is damaged"
    assert name in error.message and hub.url in error.hint
    assert not list(unfinished(tmp_path).glob(f"{name}*"))
    hub.changed.clear()
    hub.asked.clear()
    get()
    assert here() == files
    assert "config.json" not in [fetched for fetched, _ in hub.fetched("hub")]  # it was right before


def test_more_than_a_file_is_not_the_file(hub: Hub, files: dict[str, bytes]) -> None:
    hub.changed = {WEIGHTS: files[WEIGHTS] * 3}
    assert refused().title == "The download is damaged"


def test_a_part_that_a_power_cut_spoilt_is_fetched_once_more(hub: Hub, files: dict[str, bytes], tmp_path: Path) -> None:
    hub.cut = {WEIGHTS: [100_000] * 6}
    refused()
    (unfinished(tmp_path) / f"{WEIGHTS}.part").write_bytes(bytes(120_000))
    assert f"{WEIGHTS} did not arrive as the hub has it. It is fetched once more." in notes(get())
    assert here() == files


# Who may, and what may not


def test_a_gate_is_told_before_anything_is_fetched(hub: Hub, tmp_path: Path) -> None:
    hub.gated = {MODEL}
    hub.card = {"license": "other", "license_name": "tiny-terms", "extra_gated_prompt": "Say who\nyou are."}
    error = refused()
    assert error.title == "The model is behind a gate"
    assert error.message.endswith(" They say: Say who you are.")
    assert f"https://huggingface.co/{MODEL}" in error.hint and "https://huggingface.co/settings/tokens" in error.hint
    assert "stillroom students set-token" in error.hint and "HF_TOKEN" in error.hint
    assert nothing_here(tmp_path) and len(hub.asked) == 1
    offer = ask_hub(on_the_hub(MODEL))  # type: ignore[arg-type]
    assert (offer.gated, offer.licence, offer.asks) == (True, "tiny-terms", "Say who you are.")


def test_an_account_that_has_not_agreed_is_told_where_to(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.gated, hub.tokens = {MODEL}, {"mine"}
    monkeypatch.setenv("HF_TOKEN", "another's")
    error = refused()
    assert error.title == "Your account is not let in yet"
    assert f"https://huggingface.co/{MODEL}" in error.hint
    monkeypatch.setenv("HF_TOKEN", "mine")
    assert get()


def test_a_token_that_the_hub_does_not_know_is_named(hub: Hub, memory_keyring: MemoryKeyring) -> None:
    hub.gated, hub.tokens = {MODEL}, {"mine"}
    set_secret(token_name(), "an old one")
    error = refused()
    assert error.title == "The hub does not know your token"
    assert "an old one" not in f"{error.message}{error.hint}"
    set_secret(token_name(), "mine")
    assert get()


def test_what_cannot_be_a_token_is_neither_sent_nor_shown(hub: Hub) -> None:
    hub.gated = {MODEL}
    set_secret(token_name(), "mine\nand another")
    error = refused()
    assert error.title == "The hub does not know your token"
    assert "another" not in f"{error.message}{error.hint}"
    assert len(hub.asked) == 1


def test_a_hidden_model_is_shown_to_its_owner(hub: Hub, files: dict[str, bytes]) -> None:
    hub.hidden, hub.tokens = {MODEL}, {"mine"}
    assert refused().title == "No such model on the hub"
    set_secret(token_name(), "mine")
    get()
    assert here() == files


def test_a_model_that_there_is_not_is_named(hub: Hub, tmp_path: Path) -> None:
    error = refused("ours/none")
    assert isinstance(error, StudentError)
    assert error.title == "No such model on the hub"
    assert "ours/none" in error.message and hub.url in error.message
    assert nothing_here(tmp_path)


@pytest.mark.parametrize(
    ("status", "title"),
    [(500, "The hub does not work right now"), (403, "The hub refuses"), (429, "The hub asks for patience")],
)
def test_what_else_a_hub_refuses_is_told(hub: Hub, status: int, title: str) -> None:
    hub.down = status
    assert refused().title == title


def test_a_server_that_is_no_hub_is_named(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "told", lambda model: {"hello": "there"})
    assert refused().title == "This is no model hub"


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "127.0.0.1:9", "http://[1"])
def test_a_hub_that_is_not_there_is_named(hub: Hub, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("HF_ENDPOINT", address)
    assert refused().title == "The hub does not answer"


def test_offline_is_offline(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    assert refused().title == "The hub is switched off"
    assert hub.asked == []


def test_a_mirror_that_names_no_checksums_is_refused(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    told = hub.told(MODEL)
    for sibling in told["siblings"]:
        del sibling["size"]
    monkeypatch.setattr(hub, "told", lambda model: told)
    assert refused().title == "The hub does not say enough"


def test_a_model_that_changed_meanwhile_is_told(hub: Hub, files: dict[str, bytes]) -> None:
    hub.cut = {WEIGHTS: [100_000] * 6}
    refused()
    del hub.models[MODEL][WEIGHTS]
    error = refused()
    assert error.title == "The model has changed on the hub"
    assert f"stillroom students remove {MODEL}" in error.hint


def test_without_room_nothing_is_fetched(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type(shutil.disk_usage("."))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9 - 1000, 1000))
    assert refused().title == "Too little room"
    assert nothing_here(tmp_path) and len(hub.asked) == 1


def test_a_disk_that_fills_meanwhile_is_told_and_what_came_is_kept(
    hub: Hub, files: dict[str, bytes], small_disk: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = small_disk("1M")
    monkeypatch.setenv("STILLROOM_CACHE", str(disk))
    hub.hold = threading.Event()
    part, half = disk / "students" / ".ours--tiny-1b.partial" / f"{WEIGHTS}.part", len(files[WEIGHTS]) // 2

    def fill() -> None:
        assert hub.half_sent.wait(20) and hub.hold
        _until_there(part, half)
        (disk / "others").write_bytes(bytes(shutil.disk_usage(disk).free))
        hub.hold.set()

    thread = threading.Thread(target=fill)
    thread.start()
    assert refused().title == "The disk is full"
    thread.join()
    hub.hold = None
    (disk / "others").unlink()
    assert part.stat().st_size >= half
    get()
    assert here() == files


@pytest.mark.parametrize(
    ("there", "title"),
    [
        ({"pytorch_model.bin": b"", "config.json": b"{}"}, "Pickled weights"),
        ({"adapter_config.json": b"{}", "adapter_model.safetensors": b""}, "An adapter is no student"),
        ({"tiny-Q4_K_M.gguf": b"", "tiny-Q8_0.gguf": b""}, "Which of its files?"),
        ({"README.md": b""}, "No weights"),
    ],
)
def test_what_is_no_student_is_refused_before_anything_is_fetched(
    hub: Hub, tmp_path: Path, there: dict[str, bytes], title: str
) -> None:
    hub.models[MODEL] = there
    error = refused()
    assert error.title == title
    assert nothing_here(tmp_path) and len(hub.asked) == 1
    if title == "Which of its files?":
        assert f"{MODEL}:tiny-Q8_0.gguf" in error.hint
        assert refused(f"{MODEL}:other.gguf").title == "Which of its files?"


def test_code_that_nobody_needs_is_left_out(hub: Hub, files: dict[str, bytes]) -> None:
    """As Phi 4 mini names code, though transformers has the model."""
    named = {"AutoModelForCausalLM": "modeling_llama.Llama", "AutoTokenizer": "others/tokenizer"}
    config = json.loads(files["config.json"])
    hub.models[MODEL]["config.json"] = json.dumps(config | {"auto_map": named}).encode()
    hub.cut = {WEIGHTS: [100_000] * 6}
    refused()
    assert "transformers knows the model itself" not in notes(get())  # it was said before
    assert json.loads(here()["config.json"]) == config


@pytest.mark.parametrize(
    ("name", "content", "title"),
    [
        ("config.json", {"auto_map": {"AutoModel": "mine.Model"}}, "It would run its own code"),
        ("config.json", {"quantization_config": {"quant_method": "awq"}}, "Packed weights"),
        ("tokenizer.json", {"added_tokens": []}, "Unknown family"),
        ("config.json", None, "Not a model folder"),
    ],
)
def test_what_its_small_files_say_is_looked_at_before_its_weights(
    hub: Hub, tmp_path: Path, name: str, content: dict[str, object] | None, title: str
) -> None:
    if content is None:
        hub.models[MODEL] = {WEIGHTS: hub.models[MODEL][WEIGHTS]}
    else:
        hub.models[MODEL][name] = json.dumps(content).encode()
    error = refused()
    assert error.title == title
    assert MODEL in error.message and "partial" not in error.message
    assert hub.fetched() == [] and nothing_here(tmp_path)


# What is kept


def test_a_student_is_removed_with_what_was_begun_of_it(hub: Hub, files: dict[str, bytes], tmp_path: Path) -> None:
    assert kept_students() == () and kept_student(MODEL) is None
    hub.cut = {WEIGHTS: [100_000] * 6}
    refused()
    begun = kept_student(MODEL)
    assert begun and (begun,) == kept_students()
    assert remove_student(MODEL) == begun.bytes
    assert nothing_here(tmp_path)
    get()
    whole = kept_student(MODEL)
    assert whole and whole.of is None and whole.bytes >= sum(map(len, files.values()))
    assert remove_student(MODEL) == whole.bytes
    assert nothing_here(tmp_path) and not is_prepared(MODEL)
    with pytest.raises(StudentError, match="Nothing of"):
        remove_student(MODEL)


def test_a_folder_of_the_user_s_is_not_removed(hub: Hub, tmp_path: Path, tiny_student: Path) -> None:
    with pytest.raises(StudentError, match="Nothing of"):
        remove_student(str(tiny_student))
    assert find_student(str(tiny_student))


def test_one_student_is_fetched_by_one_process(hub: Hub, files: dict[str, bytes]) -> None:
    hub.hold = threading.Event()
    thread = threading.Thread(target=get)
    thread.start()
    assert hub.half_sent.wait(20)
    assert refused().title == "It is being downloaded already"
    with pytest.raises(KnownError, match="being downloaded"):
        remove_student(MODEL)
    hub.hold.set()
    thread.join()
    assert here() == files
