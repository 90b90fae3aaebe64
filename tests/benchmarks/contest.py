"""The trainers that the benchmark compares, each run in a process of its own, and the samples that all of them read."""

import importlib.util
import resource
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

if "unsloth" in sys.argv:
    import unsloth  # noqa: F401 - it wants to be first

import msgspec
import torch
from datasets import Dataset
from tokenizers import Tokenizer
from transformers import AutoTokenizer, LlamaConfig, LlamaForCausalLM, TrainerCallback
from trl import SFTConfig, SFTTrainer

from stillroom.conversation import ToolSpec, Trajectory
from stillroom.project import Project
from stillroom.students import SMOLLM2, Student, find_student, listed
from stillroom.training import Recipe
from stillroom.training.advice import no_room
from stillroom.training.memory import Ladder, foot
from stillroom.training.plan import plan_batches
from stillroom.training.samples import Sample, common_prefix, make_sample
from stillroom.training.session import TrainingSession
from stillroom.training.trainer import add_adapter, load_base
from stillroom.training.weights import choose

Plan = list[tuple[Sample, ...]]
LONGEST = 8192


def make_random_student(folder: Path, name: str) -> Path:
    """A student of the shape of one in the catalogue, with random weights in bf16 and SmolLM2's tokenizer: for speed and memory alone."""
    known = listed(name)
    assert known, name
    shape = known.shape
    config = LlamaConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        intermediate_size=shape.intermediate,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        num_key_value_heads=shape.kv_heads,
        head_dim=shape.head_dim,
        max_position_embeddings=LONGEST,
        tie_word_embeddings=shape.tied,
        dtype="bfloat16",
    )
    torch.manual_seed(0)
    torch.set_default_dtype(torch.bfloat16)
    LlamaForCausalLM(config).save_pretrained(folder)
    torch.set_default_dtype(torch.float32)
    for file in find_student(SMOLLM2).folder.glob("*token*"):
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def make_plan(project: Project, student: Student, prompt: int, recipe: Recipe) -> Plan:
    """The steps of a run whose samples begin with a tool prompt of about `prompt` tokens."""
    tokenizer = Tokenizer.from_file(str(student.folder / "tokenizer.json"))
    trajectories = list(project.store.taught_trajectories("train"))
    specs = project.store.tool_set(trajectories[0].tool_set)

    def samples(tools: list[ToolSpec], of: list[Trajectory]) -> list[Sample]:
        made = [make_sample(trajectory, tools, student.family, tokenizer, LONGEST) for trajectory in of]
        return [sample for sample in made if isinstance(sample, Sample)]

    tools: list[ToolSpec] = []
    for spec in _more_and_more(specs):
        if tools and common_prefix(samples([*tools, spec], trajectories[:2])) > 1.05 * prompt:
            break
        tools.append(spec)
    names = {tool.name for tool in tools}
    able = [one for one in trajectories if {call.name for turn in one.calls for call in turn} <= names]
    made = samples(tools, able)
    return [tuple(made[place] for place in batch) for batch in plan_batches([""] * len(made), recipe.batch_size, 1, 0)][
        : recipe.max_steps
    ]


def _more_and_more(specs: list[ToolSpec]) -> Iterator[ToolSpec]:
    """A project's tools, the ones that most tasks need first, then the same under other names."""
    needed = sorted(specs, key=lambda spec: spec.name not in ("encrypt_text", "decrypt_text"))
    yield from needed
    for number in range(2, 100):
        for spec in needed:
            yield msgspec.structs.replace(spec, name=f"{spec.name}_{number}")


class StepClock(TrainerCallback):
    """Seconds and loss of every step: those of a clock, or of processor time with only one thread at work."""

    def __init__(self) -> None:
        self._now = time.process_time if torch.get_num_threads() == 1 else time.perf_counter
        self.seconds: list[float] = []
        self.losses: list[float] = []

    def on_step_begin(self, *_: Any, **__: Any) -> None:
        _wait()
        self._began = self._now()

    def on_step_end(self, *_: Any, **__: Any) -> None:
        _wait()
        self.seconds.append(self._now() - self._began)

    def on_log(self, args: Any, state: Any, control: Any, logs: dict[str, float], **_: Any) -> None:
        if "loss" in logs:
            self.losses.append(logs["loss"])


def _wait() -> None:
    if torch.cuda.is_available():
        torch.cuda.synchronize()


def ours(student: Student, plan: Plan, recipe: Recipe, folder: Path, _at_once: int) -> StepClock:
    """Stillroom's; where memory runs out, it takes fewer samples at once by itself."""
    ladder = Ladder(folder, foot(recipe), plan, lambda event: None, partial(no_room, student, plan, recipe))
    session = TrainingSession(student, plan, [], recipe, folder, ladder)
    clock = StepClock()
    session.trainer.add_callback(clock)
    session.run(lambda event: None, threading.Event(), None)
    return clock


def padded(student: Student, plan: Plan, recipe: Recipe, folder: Path, at_once: int) -> StepClock:
    """TRL's SFTTrainer as it is: each sample whole, padded to the longest of its batch."""
    return _trl(*_plain(student, recipe), plan, recipe, folder, at_once, padding_free=False)


def packed(student: Student, plan: Plan, recipe: Recipe, folder: Path, at_once: int) -> StepClock:
    """TRL's SFTTrainer with the samples of a batch in one row, end to end (`padding_free`, as its packing has them)."""
    return _trl(*_plain(student, recipe), plan, recipe, folder, at_once, padding_free=True)


def unsloth_(student: Student, plan: Plan, recipe: Recipe, folder: Path, at_once: int) -> StepClock:
    """Unsloth's model in TRL's trainer, as its documentation has it; without its activation checkpointing, as the others."""
    from unsloth import FastLanguageModel

    model, tokenizer = FastLanguageModel.from_pretrained(str(student.folder), load_in_4bit=True, max_seq_length=LONGEST)
    model = FastLanguageModel.get_peft_model(
        model,
        r=recipe.rank,
        lora_alpha=round(recipe.rank * recipe.scale),
        target_modules=["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"],
        use_gradient_checkpointing=False,
        random_state=recipe.seed,
    )
    return _trl(model, tokenizer, plan, recipe, folder, at_once, padding_free=False)


TRAINERS: dict[str, Callable[[Student, Plan, Recipe, Path, int], StepClock]] = {
    "padded": padded,
    "packed": packed,
    "ours": ours,
} | ({"unsloth": unsloth_} if importlib.util.find_spec("unsloth") else {})


def _plain(student: Student, recipe: Recipe) -> tuple[Any, Any]:
    """The same model and adapter as ours, with the attention that transformers takes by itself."""
    torch.manual_seed(recipe.seed)
    base = load_base(student, choose(recipe.weights))
    base.set_attn_implementation("sdpa")
    return add_adapter(base, recipe), AutoTokenizer.from_pretrained(student.folder, local_files_only=True)


def _trl(
    model: Any, tokenizer: Any, plan: Plan, recipe: Recipe, folder: Path, at_once: int, *, padding_free: bool
) -> StepClock:
    rows = [sample for step in plan for sample in step]
    labels = [[token if learned else -100 for token, learned in zip(row.ids, row.learned, strict=True)] for row in rows]
    config = SFTConfig(
        output_dir=str(folder),
        per_device_train_batch_size=at_once,
        gradient_accumulation_steps=recipe.batch_size // at_once,
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
        bf16=model.dtype == torch.bfloat16,
        use_cpu=not torch.cuda.is_available(),
        dataloader_pin_memory=False,
        max_length=None,
        padding_free=padding_free,
        dataset_kwargs={"skip_prepare_dataset": True},
        report_to=[],
        disable_tqdm=True,
        train_sampling_strategy="sequential",
    )
    clock = StepClock()
    SFTTrainer(
        model=model,
        args=config,
        train_dataset=Dataset.from_dict({"input_ids": [list(row.ids) for row in rows], "labels": labels}),
        processing_class=tokenizer,
        callbacks=[clock],
    ).train()
    return clock


def limit_memory(gigabytes: float) -> None:
    """Let this process have no more than that, as on a smaller machine: then memory runs out, and nothing else suffers."""
    if torch.cuda.is_available():
        torch.cuda.set_per_process_memory_fraction(gigabytes * 1e9 / torch.cuda.get_device_properties(0).total_memory)
    else:
        resource.setrlimit(resource.RLIMIT_DATA, (int(gigabytes * 1e9),) * 2)


def peak_gb() -> float:
    """The most memory that this process had, on the GPU where there is one, in GB of 10^9 bytes."""
    if torch.cuda.is_available():
        return torch.cuda.max_memory_allocated() / 1e9
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9
