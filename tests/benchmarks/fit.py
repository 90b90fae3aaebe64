"""What `students.fit` reckons against the memory that training and running really takes.

    .venv/bin/python tests/benchmarks/fit.py [--only TEXT]

Each case is a process of its own: SmolLM2-135M, or random weights in the shape of another model of the catalogue, trained some steps
on made samples; or their Q4_K_M, with which llama.cpp reads a prompt that fills its context. Printed: what was reckoned, the most
that the process had in memory (as `TrainingSession.peak_memory_gb` tells it), and by how much the former is off.
"""

import argparse
import asyncio
import json
import platform
import random
import resource as limits
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import NoReturn

import msgspec
import psutil

from stillroom.conversation import Message
from stillroom.serving import GgufModel
from stillroom.students import SMOLLM2, Hardware, convert, find_student, fit, listed, quantise
from stillroom.templates import CHATML
from stillroom.training import Recipe, Sample, footprint
from stillroom_resources import resource


class Training(msgspec.Struct, frozen=True, tag=True):
    """`steps` of as many samples as the recipe says: a common prefix of `prefix` tokens, and tails of about `tail`."""

    student: str
    recipe: Recipe
    prefix: int = 600
    tail: int = 100
    steps: int = 4

    @property
    def samples(self) -> list[Sample]:
        chance = random.Random(0)
        prefix = tuple(chance.randrange(200, 40_000) for _ in range(self.prefix))
        samples = []
        for _ in range(self.steps * self.recipe.batch_size):
            length = chance.randint(self.tail * 2 // 3, self.tail * 4 // 3)
            ids = (*prefix, *(chance.randrange(200, 40_000) for _ in range(length)))
            samples.append(Sample("task", ids, tuple(place >= len(ids) - length // 2 for place in range(len(ids)))))
        return samples

    def __str__(self) -> str:
        plain, own = msgspec.to_builtins(Recipe()), msgspec.to_builtins(self.recipe)
        changes = ", ".join(f"{name}={value}" for name, value in own.items() if value != plain[name])
        return f"{self.student}: {changes or 'as it is'}; {self.prefix} + about {self.tail} tokens"


class Running(msgspec.Struct, frozen=True, tag=True):
    """A Q4_K_M with a context of so many tokens."""

    student: str
    context: int

    def __str__(self) -> str:
        return f"{self.student}: run with {self.context} tokens"


CASES: tuple[Training | Running, ...] = (
    Training(SMOLLM2, Recipe(batch_size=2), prefix=150, tail=60, steps=2),
    Training(SMOLLM2, Recipe(batch_size=1), tail=60),
    Training(SMOLLM2, Recipe(batch_size=6)),
    Training(SMOLLM2, Recipe(batch_size=6, depth=0.5)),
    Training(SMOLLM2, Recipe(batch_size=6, rank=128)),
    Training(SMOLLM2, Recipe(batch_size=2, activation_checkpointing=True), tail=60, steps=2),
    Training(SMOLLM2, Recipe(batch_size=6), prefix=400, steps=25),
    Training("smollm2-360m-instruct", Recipe(batch_size=2), prefix=150, tail=60, steps=2),
    Training("qwen2.5-0.5b-instruct", Recipe(batch_size=2), prefix=150, tail=60, steps=2),
    Training("qwen3-0.6b", Recipe(batch_size=2), prefix=150, tail=60, steps=2),
    Training("gemma-3-270m-it", Recipe(batch_size=2), prefix=150, tail=60, steps=2),
    Running(SMOLLM2, 2048),
    Running(SMOLLM2, 8192),
    Running("smollm2-360m-instruct", 4096),
    Running("qwen2.5-0.5b-instruct", 4096),
)


def reckon(case: Training | Running) -> float:
    """GB that the case should take."""
    model = listed(case.student)
    assert model
    hardware = Hardware(None, None, 64.0, 1)
    if isinstance(case, Running):
        return fit(model.shape, footprint((), Recipe(), hardware), hardware, case.context).run_gb
    return fit(model.shape, footprint(case.samples, case.recipe, hardware), hardware).train_gb


def measure(case: Training | Running) -> float:
    """GB that the case takes at most, in a process of its own; what it needs is made in others before."""
    with tempfile.TemporaryDirectory() as name:
        model = Path(name) / ("made.gguf" if isinstance(case, Running) else "made")
        _child("make", case, model)
        return float(_child("measure", case, model).splitlines()[-1])


def _child(what: str, case: Training | Running, model: Path) -> str:
    words = [sys.executable, __file__, "--child", what, msgspec.json.encode(case).decode(), str(model)]
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def in_child(what: str, text: str, path: str) -> None:
    case = msgspec.json.decode(text, type=Training | Running)
    model = Path(path)
    if what == "make" and isinstance(case, Training):
        make_student(case.student, model)
    elif what == "make":
        make_student(case.student, model.with_suffix(""))
        quantise_student(model.with_suffix(""), model)
    else:
        print(train(case, model) if isinstance(case, Training) else run(case, model))


def make_student(name: str, folder: Path) -> None:
    """SmolLM2, or random weights in the shape of a model of the catalogue, with SmolLM2's tokenizer."""
    known = find_student(SMOLLM2).folder
    if name == SMOLLM2:
        shutil.copytree(known, folder)
        return
    import torch
    from transformers import CONFIG_MAPPING, AutoModelForCausalLM

    file = json.loads(resource("students.json").read_text(encoding="utf-8"))
    config = next(entry["config"] for entry in file["students"] if entry["name"] == name)
    kind = CONFIG_MAPPING[config["model_type"]](**config | {"bos_token_id": 1, "eos_token_id": 2, "pad_token_id": 2})
    AutoModelForCausalLM.from_config(kind, dtype=torch.bfloat16).save_pretrained(folder)
    for path in known.glob("*token*"):
        shutil.copy2(path, folder)


def train(case: Training, folder: Path) -> float:
    """A run as the job makes it, but for its database."""
    from stillroom.training.memory import Ladder, foot
    from stillroom.training.session import TrainingSession

    samples, size = case.samples, case.recipe.batch_size
    plan = [samples[start : start + size] for start in range(0, len(samples), size)]
    with tempfile.TemporaryDirectory() as name:
        ladder = Ladder(Path(name), foot(case.recipe), plan, _took_a_rung, _took_a_rung)
        session = TrainingSession(find_student(str(folder)), plan, [], case.recipe, Path(name), ladder)
        thread = threading.Thread(target=session.run, args=(lambda event: None, threading.Event(), None))
        thread.start()  # as the job does
        thread.join()
    return session.peak_memory_gb()


def _took_a_rung(*told: object) -> NoReturn:
    raise SystemExit(f"Memory ran out: {told}")


def quantise_student(folder: Path, target: Path) -> None:
    whole = target.with_suffix(".F16.gguf")
    for _ in convert(folder, CHATML, whole, "made", threading.Event()):
        pass
    for _ in quantise(whole, target, "Q4_K_M", threading.Event()):
        pass


def run(case: Running, path: Path) -> float:
    with GgufModel(path, CHATML, context=case.context, max_tokens=16) as model:
        words = " ".join(str(number % 10) for number in range(case.context // 2 - 100))
        asyncio.run(model.reply([Message("user", words)], ()))
        return limits.getrusage(limits.RUSAGE_SELF).ru_maxrss * 1024 / 1e9


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="the cases that have this text in their line")
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        in_child(*options.child)
        return
    print(f"{platform.machine()}, {psutil.cpu_count()} cores, {platform.system()}; one run each")
    for case in CASES:
        if options.only in str(case):
            reckoned, taken = reckon(case), measure(case)
            print(
                f"{case}: reckoned {reckoned:.2f} GB, measured {taken:.2f} GB, off {reckoned / taken - 1:+.0%}",
                flush=True,
            )


if __name__ == "__main__":
    main()
