"""Stillroom's shared-prefix training against TRL's plain SFTTrainer: same samples, same model, same recipe, in one run.

    .venv/bin/python tests/benchmarks/shared_prefix.py [--steps 6] [--batch-size 8]

Each trainer runs in a process of its own, one after the other, on the same batches of the Cipher desk sample in the same order,
with SmolLM2-135M in bf16, a fp32 LoRA adapter, and no activation checkpointing in either. The first step is a warm-up.
Printed: seconds per step (median, least and most of the rest), peak memory of the process, the loss of every step, and ratios.
It needs a quiet machine: compare the ratios, not the seconds, between machines.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import msgspec
import torch
from datasets import Dataset
from transformers import AutoTokenizer, TrainerCallback
from trl import SFTConfig, SFTTrainer

from stillroom.jobs import JobSpec, run_here
from stillroom.project import Project
from stillroom.students import SMOLLM2, find_student
from stillroom.tasks import make_project
from stillroom.training import PRESETS, Recipe
from stillroom.training.plan import plan_steps
from stillroom.training.samples import Sample, common_prefix
from stillroom.training.session import TrainingSession
from stillroom.training.train import make_samples
from stillroom.training.trainer import add_adapter, load_base
from stillroom.training.weights import choose

Plan = list[tuple[Sample, ...]]


class StepClock(TrainerCallback):
    """Seconds and loss of every step."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.losses: list[float] = []

    def on_step_begin(self, *_: Any, **__: Any) -> None:
        self._began = time.perf_counter()

    def on_step_end(self, *_: Any, **__: Any) -> None:
        self.seconds.append(time.perf_counter() - self._began)

    def on_log(self, args: Any, state: Any, control: Any, logs: dict[str, float], **_: Any) -> None:
        if "loss" in logs:
            self.losses.append(logs["loss"])


def run_ours(plan: Plan, recipe: Recipe, folder: Path) -> StepClock:
    session = TrainingSession(find_student(SMOLLM2), plan, [], recipe, folder)
    clock = StepClock()
    session.trainer.add_callback(clock)
    session.run(lambda event: None, threading.Event(), None)
    return clock


def run_trl(plan: Plan, recipe: Recipe, folder: Path) -> StepClock:
    """The same batches, each sample whole, padded to the longest of its batch by TRL's own collator."""
    student = find_student(SMOLLM2)
    torch.manual_seed(recipe.seed)
    base = load_base(student, choose("auto"))
    base.set_attn_implementation("sdpa")  # what transformers takes by itself; ours knows no padded rows
    model = add_adapter(base, recipe)
    rows = [sample for step in plan for sample in step]
    dataset = Dataset.from_dict(
        {
            "input_ids": [list(row.ids) for row in rows],
            "labels": [
                [token if learned else -100 for token, learned in zip(row.ids, row.learned, strict=True)]
                for row in rows
            ],
        }
    )
    config = SFTConfig(
        output_dir=str(folder),
        per_device_train_batch_size=recipe.batch_size,
        num_train_epochs=1,
        learning_rate=recipe.learning_rate,
        lr_scheduler_type="cosine",
        warmup_steps=max(1, round(recipe.warmup * len(plan))),
        weight_decay=recipe.weight_decay,
        max_grad_norm=1.0,
        seed=recipe.seed,
        logging_steps=1,
        save_strategy="no",
        activation_checkpointing=False,
        bf16=False,
        use_cpu=True,
        dataloader_pin_memory=False,
        max_length=None,
        dataset_kwargs={"skip_prepare_dataset": True},
        report_to=[],
        disable_tqdm=True,
        train_sampling_strategy="sequential",
    )
    clock = StepClock()
    tokenizer = AutoTokenizer.from_pretrained(student.folder, local_files_only=True)
    SFTTrainer(model=model, args=config, train_dataset=dataset, processing_class=tokenizer, callbacks=[clock]).train()
    return clock


def measure(which: str, project_folder: Path, recipe: Recipe) -> None:
    """Run one trainer and print its figures as the last line."""
    with Project.open(project_folder, writer=False) as project:
        student = find_student(SMOLLM2)
        samples, _, _ = make_samples(project.store, student, recipe)
        plan = plan_steps(project.store, student, samples, recipe)
    with tempfile.TemporaryDirectory() as folder:
        clock = (run_ours if which == "ours" else run_trl)(plan, recipe, Path(folder))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9
    figures = {"seconds": clock.seconds[1:], "losses": clock.losses, "peak_gb": peak, "prefix": common_prefix(samples)}
    print(json.dumps(figures))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=6)
    parser.add_argument("--batch-size", type=int, default=PRESETS["balanced"].batch_size)
    parser.add_argument("--only", choices=["ours", "trl"], help=argparse.SUPPRESS)
    parser.add_argument("--project", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    recipe = msgspec.structs.replace(PRESETS["balanced"], max_steps=asked.steps, batch_size=asked.batch_size)
    if asked.only:
        measure(asked.only, asked.project, recipe)
        return
    with tempfile.TemporaryDirectory() as roof:
        folder = Path(roof) / "project"
        with make_project(folder, "cipher-desk"):
            list(run_here(JobSpec("stillroom.trajectories:teach", "teach", str(folder), "teach-1", {})))
        figures = {}
        for which in ("trl", "ours"):
            words = [
                "--only",
                which,
                "--project",
                str(folder),
                "--steps",
                str(asked.steps),
                "--batch-size",
                str(asked.batch_size),
            ]
            done = subprocess.run([sys.executable, __file__, *words], stdout=subprocess.PIPE, check=True, text=True)
            figures[which] = json.loads(done.stdout.splitlines()[-1])
    print(
        f"{platform.machine()}, {os.cpu_count()} cores; prefix {figures['ours']['prefix']} tokens, batch {asked.batch_size}, n = {asked.steps - 1}"
    )
    for which, found in figures.items():
        seconds = found["seconds"]
        spread = f"{min(seconds):.1f}-{max(seconds):.1f}"
        print(
            f"{which:5} {statistics.median(seconds):6.2f} s/step ({spread})  peak {found['peak_gb']:.1f} GB  losses {found['losses']}"
        )
    ratios = [theirs / ours for theirs, ours in zip(figures["trl"]["seconds"], figures["ours"]["seconds"], strict=True)]
    print(
        f"ours is {statistics.median(ratios):.2f} times as fast (step by step {min(ratios):.2f}-{max(ratios):.2f}),",
        end=" ",
    )
    print(f"with {figures['ours']['peak_gb'] / figures['trl']['peak_gb']:.2f} of the memory")


if __name__ == "__main__":
    main()
