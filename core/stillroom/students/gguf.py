"""A model folder as GGUF, the form that llama.cpp and Ollama run: converted by llama.cpp's own converter, and quantised."""

import queue
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from stillroom.errors import KnownError
from stillroom.jobs import Event, Progress, Stage, Stopped
from stillroom.paths import cache_folder
from stillroom.place import whole
from stillroom.students.student import Student, files_digest
from stillroom.templates import Family

# llama.cpp's own numbers of the file types (llama.h, enum llama_ftype).
QUANTS = {"Q4_K_M": 15, "Q5_K_M": 17, "Q6_K": 18, "Q8_0": 7}
SIXTEEN_BIT = "F16"

# What the converter's progress bar and llama.cpp's list of tensors say of how far they are.
_FAR = re.compile(r"Writing: +(?P<percent>\d+)%|^\[ *(?P<done>\d+)/ *(?P<total>\d+)\]")


def base_gguf(student: Student, stop: threading.Event) -> Generator[Event, None, Path]:
    """The student's own weights as a 16-bit GGUF in the cache; made if it is not there: a part of a job. It raises as `convert`."""
    path = base_gguf_file(student.folder)
    if not path.exists():
        yield Stage("Converting the base to GGUF")
        yield from convert(student.folder, student.family, path, student.title, stop)
    return path


def base_gguf_file(folder: Path) -> Path:
    """Where the GGUF of a student's own weights lies, once it is made."""
    return cache_folder() / "gguf" / f"{files_digest(folder)[:16]}-{SIXTEEN_BIT}.gguf"


def convert(
    folder: Path, family: Family, target: Path, name: str, stop: threading.Event
) -> Generator[Event, None, None]:
    """Write a model folder as 16-bit GGUF, with the family's chat template and the model's `name` in it; whole or not at all.

    Raises:
        KnownError: there is no room, or the converter does not know the model.
        Stopped: `stop` was set.
    """
    size = sum(path.stat().st_size for path in folder.glob("*.safetensors"))
    with whole(target, size) as unfinished, _with_template(folder, family, name) as source:
        words = ["--outtype", "f16", "--outfile", str(unfinished), str(source)]
        status, said = yield from _run("convert_hf_to_gguf", ["--model-name", name, *words], stop)
        if status:
            reason = next((line for line in reversed(said) if line.strip()), "it gave no reason")
            raise KnownError(
                "The model cannot be converted",
                f"llama.cpp's converter refused {folder}: {reason}",
                "Choose a student that llama.cpp knows.",
            )


def quantise(source: Path, target: Path, quant: str, stop: threading.Event) -> Generator[Event, None, None]:
    """Write a 16-bit GGUF in fewer bits; whole or not at all.

    Raises:
        KnownError: `quant` is none of QUANTS, there is no room, or `source` is no whole model.
        Stopped: `stop` was set.
    """
    if quant not in QUANTS:
        raise KnownError(
            "No such quantisation", f"{quant} is not offered.", f"Choose one of {', '.join([*QUANTS, SIXTEEN_BIT])}."
        )
    with whole(target, source.stat().st_size) as unfinished:
        words = [str(source), str(unfinished), str(QUANTS[quant])]
        status, _ = yield from _run("stillroom.students.quantise", words, stop)
        if status:
            message = f"llama.cpp could not make {target.name} of {source}; more is in the run's log."
            hint = f"See whether the disk has room. If it has, delete {source.name}: the same command makes it anew."
            raise KnownError("The model cannot be quantised", message, hint)


def _run(module: str, words: list[str], stop: threading.Event) -> Generator[Event, None, tuple[int, list[str]]]:
    """Run a module of Python in a process of its own, which can be ended at once, and tell how far it says that it is.

    Gives its exit status and the lines that it wrote. Raises Stopped where `stop` was set.
    """
    command = [sys.executable, "-P", "-m", module, *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    lines: queue.Queue[str | None] = queue.Queue()
    thread = threading.Thread(target=_read, args=(process, lines), daemon=True)
    thread.start()
    said: list[str] = []
    told = -1
    try:
        while not stop.is_set():
            try:
                line = lines.get(timeout=0.1)
            except queue.Empty:
                continue
            if line is None:
                return process.wait(), said
            if found := _FAR.search(line):
                percent = int(found["percent"] or 100 * int(found["done"]) // int(found["total"]))
                if percent > told:
                    told = percent
                    yield Progress(percent, 100)
            else:
                sys.stderr.write(line)  # the log of the job
                said.append(line.rstrip())
        raise Stopped
    finally:
        process.kill()
        process.wait()
        thread.join()
        assert process.stdout
        process.stdout.close()


def _read(process: "subprocess.Popen[str]", lines: "queue.Queue[str | None]") -> None:
    assert process.stdout
    for line in process.stdout:
        lines.put(line)
    lines.put(None)


@contextmanager
def _with_template(folder: Path, family: Family, name: str) -> Iterator[Path]:
    """The folder as `name`, beside the family's chat template in place of its own. The weights are linked, not copied.

    Of the folder's name the converter makes the model's family and version, so it must not be another each time.
    """
    with tempfile.TemporaryDirectory(prefix="stillroom-gguf-") as roof:
        source = Path(roof) / name
        source.mkdir()
        for path in folder.iterdir():
            if path.is_file() and path.name != "chat_template.jinja":
                _link(path, source / path.name)
        (source / "chat_template.jinja").write_text(family.chat_template, encoding="utf-8")
        yield source


def _link(path: Path, link: Path) -> None:
    try:
        link.symlink_to(path)
    except OSError:  # Windows lets only some users make links
        shutil.copy2(path, link)
