"""Stillroom's shared-prefix training against TRL's SFTTrainer, padded and packed: same samples, same model, same recipe.

    .venv/bin/python tests/benchmarks/shared_prefix.py [--prompts 300 1000 3000] [--steps 6] [--batch-size 8] [--memory-gb 12]

Each trainer runs in a process of its own, one after the other, on the same batches of the Cipher desk sample in the same order,
before which stands a tool prompt of about so many tokens; no activation checkpointing in any. On a processor it is SmolLM2-135M
in the weights that suit it, on a CUDA GPU a model of random weights of the shape of `--shape` in 4 bits (QLoRA), and Unsloth
takes part if it is installed. The first step is a warm-up. Where memory runs out, with `--memory-gb` that of a smaller machine,
a trainer takes half as many samples at once, and as many again by gradient accumulation, until they fit; if one alone does not,
that is its result. Ours may do the same.

Printed: seconds per step (median, least and most of the rest), peak memory, the losses beside ours, and ratios; `--json` writes
all of it. It needs a quiet machine: compare the ratios, not the seconds, between machines. On a busy one let it have a single
thread (OMP_NUM_THREADS=1): then the seconds are those of processor time.
"""

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import torch
from contest import TRAINERS, limit_memory, make_plan, make_random_student, peak_gb

from stillroom.jobs import JobSpec, run_here
from stillroom.project import Project
from stillroom.students import SMOLLM2, find_student
from stillroom.tasks import make_project
from stillroom.training import PRESETS, Recipe
from stillroom.training.samples import common_prefix
from stillroom.trajectories import TeachParams

_OUT_OF_MEMORY = re.compile(
    "out of memory|can't allocate memory|could not create a primitive|bad_alloc|MemoryError|Memory is not enough|memory.Reload"
)


def measure(asked: argparse.Namespace, recipe: Recipe) -> None:
    """Run one trainer on one prompt and print its figures as the last line."""
    student = find_student(asked.student)
    with Project.open(asked.project, writer=False) as project:
        plan = make_plan(project, student, asked.prompts[0], recipe)
    if asked.memory_gb:
        limit_memory(asked.memory_gb)
    with tempfile.TemporaryDirectory() as folder:
        clock = TRAINERS[asked.only](student, plan, recipe, Path(folder), asked.at_once)
    figures = {
        "seconds": clock.seconds[1:],
        "losses": clock.losses,
        "peak_gb": peak_gb(),
        "prefix": common_prefix(plan[0]),
        "tokens": sum(len(sample.ids) for step in plan for sample in step) / len(plan),
    }
    print(json.dumps(figures))


def contend(which: str, words: list[str], at_once: int) -> dict[str, Any]:
    """A trainer's figures, with as many samples at once as there is room for, but no more than `at_once`."""
    while True:
        command = [sys.executable, __file__, "--only", which, "--at-once", str(at_once), *words]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode == 0:
            return json.loads(done.stdout.splitlines()[-1]) | {"at_once": at_once}
        killed = done.returncode in (-6, -9)  # by the C++ library without memory, or by the system
        if not killed and not _OUT_OF_MEMORY.search(done.stderr):
            sys.exit(f"{which} failed:\n{done.stderr[-4000:]}")
        if at_once == 1 or which == "ours":
            return {"out_of_memory": True, "at_once": at_once}
        at_once //= 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prompts", type=int, nargs="+", default=[300, 1000, 3000])
    parser.add_argument("--steps", type=int, default=6)
    parser.add_argument("--batch-size", type=int, default=PRESETS["balanced"].batch_size)
    parser.add_argument("--memory-gb", type=float)
    parser.add_argument("--shape", default="llama-3.2-1b-instruct", help="on a GPU: a student of the catalogue")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only", choices=list(TRAINERS), help=argparse.SUPPRESS)
    parser.add_argument("--at-once", type=int, help="where more are known not to fit: what TRL begins with")
    parser.add_argument("--student", default=SMOLLM2, help=argparse.SUPPRESS)
    parser.add_argument("--project", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    recipe = msgspec.structs.replace(
        PRESETS["balanced"], max_steps=asked.steps, batch_size=asked.batch_size, evaluate_steps=None, patience=None
    )
    if asked.only:
        measure(asked, recipe)
        return
    one = ", processor time of one thread" if torch.get_num_threads() == 1 else ""
    machine = f"{platform.machine()}, {os.cpu_count()} cores{one}"
    if torch.cuda.is_available():
        machine = f"{torch.cuda.get_device_name()}, {asked.shape} with random weights in 4 bits"
    limit = f", at most {asked.memory_gb:g} GB" if asked.memory_gb else ""
    print(f"{machine}; batch {asked.batch_size}, n = {asked.steps - 1}{limit}", flush=True)
    found: dict[str, Any] = {"machine": machine, "batch_size": asked.batch_size, "memory_gb": asked.memory_gb}
    with tempfile.TemporaryDirectory() as roof:
        words = _prepare(Path(roof), asked)
        for prompt in asked.prompts:
            results = {}
            for which in TRAINERS:
                results[which] = contend(which, [*words, "--prompts", str(prompt)], asked.at_once or asked.batch_size)
                _tell(prompt, which, results[which], results)
            found[str(prompt)] = _compare(results)
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def _prepare(roof: Path, asked: argparse.Namespace) -> list[str]:
    """A taught project, and a student; the words that tell a trainer of them."""
    student = str(make_random_student(roof / "student", asked.shape)) if torch.cuda.is_available() else SMOLLM2
    limit = msgspec.to_builtins(
        TeachParams(limit=4 * asked.steps * asked.batch_size)
    )  # some need tools that are left out
    with make_project(roof / "project", "cipher-desk"):
        list(run_here(JobSpec("stillroom.trajectories:teach", "teach", str(roof / "project"), "teach-1", limit)))
    words = ["--project", str(roof / "project"), "--student", student]
    words += ["--steps", str(asked.steps), "--batch-size", str(asked.batch_size)]
    return words + (["--memory-gb", str(asked.memory_gb)] if asked.memory_gb else [])


def _tell(prompt: int, which: str, result: dict[str, Any], results: dict[str, dict[str, Any]]) -> None:
    if result.get("out_of_memory"):
        print(f"{prompt:5} {which:8} out of memory with one sample at once", flush=True)
        return
    seconds, losses = result["seconds"], " ".join(f"{loss:.3f}" for loss in result["losses"])
    spread = f"{min(seconds):.2f}-{max(seconds):.2f}"
    print(
        f"{prompt:5} {which:8} {statistics.median(seconds):7.2f} s/step ({spread})  {result['tokens'] / statistics.median(seconds):6.0f} tokens/s"
        f"  peak {result['peak_gb']:.1f} GB  {result['at_once']} at once  prefix {result['prefix']}  losses {losses}",
        flush=True,
    )


def _compare(results: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The results with their ratios to ours, which are printed too."""
    ours = results["ours"]
    for which, result in results.items():
        if which == "ours" or "seconds" not in result or "seconds" not in ours:
            continue
        steps = [theirs / mine for theirs, mine in zip(result["seconds"], ours["seconds"], strict=True)]
        apart = [abs(theirs / mine - 1) for theirs, mine in zip(result["losses"], ours["losses"], strict=True)]
        result["ours"] = {
            "times_as_fast": statistics.median(result["seconds"]) / statistics.median(ours["seconds"]),
            "by_the_quickest_steps": min(result["seconds"]) / min(ours["seconds"]),
            "step_by_step": [min(steps), max(steps)],
            "of_the_memory": ours["peak_gb"] / result["peak_gb"],
            "losses_apart": max(apart),
        }
        told = result["ours"]
        print(
            f"      ours is {told['times_as_fast']:.1f} times as fast as {which} (step by step {min(steps):.1f}-{max(steps):.1f}, by the"
            f" quickest {told['by_the_quickest_steps']:.1f}) with {told['of_the_memory']:.2f} of its memory;"
            f" losses at most {100 * max(apart):.1f} % apart",
            flush=True,
        )
    return results


if __name__ == "__main__":
    main()
