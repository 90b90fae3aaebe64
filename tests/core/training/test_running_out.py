"""Runs for which memory ran out on the way: they end where unbroken ones do, and what was done is told and kept."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import torch
from safetensors.torch import load_file
from tiny import make_tokenizer
from transformers import LlamaConfig, LlamaForCausalLM

from stillroom.jobs import Event, Failed, Finished, JobSpec, Note, Step, read_journal, run_here
from stillroom.students import Student
from stillroom.templates import CHATML
from stillroom.training import ADAPTER, Recipe, TrainParams
from stillroom.training.batches import SharedPrefixBatch
from stillroom.training.marks import Mark

RECIPE = Recipe(epochs=1, batch_size=6, learning_rate=2e-3, rank=4, checkpoint_steps=2, max_steps=5, weights="fp32")

Loss = Callable[[torch.nn.Module, SharedPrefixBatch], torch.Tensor]


def _spec(folder: Path, student: Path, run: str, recipe: Recipe = RECIPE, **more: Any) -> JobSpec:
    params = msgspec.to_builtins(TrainParams(str(student), recipe, **more))
    return JobSpec("stillroom.training:train", "train", str(folder), run, params)


def _result(events: list[Event]) -> dict[str, Any]:
    last = events[-1]
    assert isinstance(last, Finished), last
    return last.result


def _losses(events: list[Event]) -> list[float]:
    return [event.loss for event in events if isinstance(event, Step)]


def _said(events: list[Event]) -> list[str]:
    """What was said of memory."""
    return [event.text for event in events if isinstance(event, Note) and "emory" in event.text]


def _adapter(folder: Path, run: str) -> dict[str, torch.Tensor]:
    return load_file(folder / "runs" / run / ADAPTER / "adapter_model.safetensors")


def _difference(folder: Path, run: str, other: str) -> float:
    """The largest difference between two adapters' weights, as a share of the largest weight."""
    left, right = _adapter(folder, run), _adapter(folder, other)
    assert left.keys() == right.keys()
    return max(float((left[name] - right[name]).abs().max() / right[name].abs().max()) for name in left)


@pytest.fixture(scope="module")
def unbroken(few_taught: Path, tiny_student: Path) -> list[Event]:
    return list(run_here(_spec(few_taught, tiny_student, "unbroken")))


@pytest.fixture
def loss(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Loss], Loss]], None]:
    """Puts another loss in the place of a step's; that of measurements stays."""
    from stillroom.training import session, trainer

    assert session.adapted_loss is trainer.adapted_loss

    def replace(make: Callable[[Loss], Loss]) -> None:
        monkeypatch.setattr(trainer, "adapted_loss", make(trainer.adapted_loss))

    return replace


def test_a_run_in_parts_ends_where_an_unbroken_one_does(
    unbroken: list[Event], few_taught: Path, tiny_student: Path, loss: Callable[..., None]
) -> None:
    steps = 0

    def fails(model: torch.nn.Module, batch: SharedPrefixBatch, real: Loss) -> torch.Tensor:
        nonlocal steps
        steps += 1
        if steps > 2 and len(batch.lengths) > 2:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")
        return real(model, batch)

    loss(lambda real: lambda model, batch: fails(model, batch, real))
    events = list(run_here(_spec(few_taught, tiny_student, "parts")))
    assert _said(events) == [
        "Memory ran out. From now on 3 samples of a step are computed at a time: slower, with the same outcome.",
        "Memory ran out. From now on 2 samples of a step are computed at a time: slower, with the same outcome.",
    ]
    assert _losses(events) == pytest.approx(_losses(unbroken), abs=2e-4)
    assert _result(events)["held_out_loss"] == pytest.approx(_result(unbroken)["held_out_loss"], rel=1e-5)
    assert _difference(few_taught, "parts", "unbroken") < 1e-3
    assert _result(events)["memory"]["at_once"] == 2
    assert json.loads((few_taught / "runs" / "parts" / "memory.json").read_bytes())["mark"] is None
    assert not (few_taught / "runs" / "unbroken" / "memory.json").exists()


def test_half_a_step_s_gradients_and_its_random_numbers_are_not_kept(
    few_taught: Path, tiny_student: Path, loss: Callable[..., None]
) -> None:
    """Memory runs out at the end of a backward pass; what comes next computes activations twice, and so exactly the same."""
    recipe = msgspec.structs.replace(RECIPE, batch_size=1, dropout=0.1)
    whole = list(run_here(_spec(few_taught, tiny_student, "dropout", recipe)))
    steps = 0

    def fails(model: torch.nn.Module, batch: SharedPrefixBatch, real: Loss) -> torch.Tensor:
        nonlocal steps
        steps += 1
        if steps == 3:
            first = next(part for part in model.parameters() if part.requires_grad)

            def run_out(_: torch.Tensor) -> None:
                handle.remove()
                assert any(part.grad is not None for part in model.parameters())
                raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")

            handle = first.register_hook(run_out)
        return real(model, batch)

    loss(lambda real: lambda model, batch: fails(model, batch, real))
    events = list(run_here(_spec(few_taught, tiny_student, "dropout-broken", recipe)))
    assert _said(events) == [
        "Memory ran out. From now on intermediate results are computed twice instead of kept: slower, with the same outcome."
    ]
    assert (_losses(events), steps) == (_losses(whole), 6)
    assert _difference(few_taught, "dropout-broken", "dropout") == 0


def test_a_step_that_ran_out_between_its_gradients_and_its_end_is_done_again_from_a_checkpoint(
    unbroken: list[Event], few_taught: Path, tiny_student: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = torch.optim.AdamW.step, 0

    def fails(self: torch.optim.AdamW, *words: Any, **more: Any) -> Any:
        nonlocal calls
        calls += 1
        done = real(self, *words, **more)
        if calls == 4:  # half of it might be done: all of it is, and must not be done twice
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")
        return done

    monkeypatch.setattr(torch.optim.AdamW, "step", fails)
    events = list(run_here(_spec(few_taught, tiny_student, "optimizer")))
    assert [event.step for event in events if isinstance(event, Step)] == [1, 2, 3, 3, 4, 5]
    assert len(_said(events)) == 1
    assert _result(events)["loss"] == pytest.approx(_result(unbroken)["loss"], abs=2e-4)
    assert _difference(few_taught, "optimizer", "unbroken") < 1e-3
    assert _result(events)["resumed_from"] is None


@pytest.mark.parametrize(("weights", "lighter", "bits"), [("fp32", "bf16", 16), ("bf16", "nf4", 4)])
def test_lighter_weights_are_loaded_and_the_run_goes_on_from_the_step_it_had_come_to(
    weights: str,
    lighter: str,
    bits: int,
    few_taught: Path,
    tiny_student: Path,
    loss: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from stillroom.training import memory
    from stillroom.training.weights import Held, choose

    def fails(model: torch.nn.Module, batch: SharedPrefixBatch, real: Loss) -> torch.Tensor:
        nonlocal steps
        steps += 1
        linear = model.base_model.model.model.layers[0].self_attn.q_proj.base_layer.weight
        if steps == 4:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")
        held.append(linear.dtype)
        return real(model, batch)

    steps, held = 0, list[torch.dtype]()
    loss(lambda real: lambda model, batch: fails(model, batch, real))
    best = Held("nf4", "cpu", torch.bfloat16)  # as where there is a graphics card
    monkeypatch.setattr(memory, "choose", lambda wanted: best if wanted == "auto" else choose(wanted))
    recipe = msgspec.structs.replace(RECIPE, batch_size=1, activation_checkpointing=True, weights=weights)
    events = list(run_here(_spec(few_taught, tiny_student, f"lighter-{bits}", recipe)))
    assert _said(events) == [f"Memory ran out. The student is loaded again with weights of {bits} bits."]
    assert [event.step for event in events if isinstance(event, Step)] == [1, 2, 3, 4, 5]
    assert (_result(events)["weights"], _result(events)["memory"]["weights"]) == (lighter, lighter)
    kinds = {"fp32": torch.float32, "bf16": torch.bfloat16, "nf4": torch.uint8}
    assert held == [kinds[weights]] * 3 + [kinds[lighter]] * 2


def test_a_student_that_does_not_fit_is_loaded_with_lighter_weights(
    few_taught: Path, tiny_student: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stillroom.training import session
    from stillroom.training.weights import Held

    real = session.load_base

    def load(student: Student, held: Held) -> Any:
        if held.weights not in fitting:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")
        return real(student, held)

    fitting = ["bf16"]
    monkeypatch.setattr(session, "load_base", load)
    recipe = msgspec.structs.replace(RECIPE, max_steps=1)
    events = list(run_here(_spec(few_taught, tiny_student, "loading", recipe)))
    assert _said(events) == ["Memory ran out. The student is loaded again with weights of 16 bits."]
    assert _result(events)["weights"] == "bf16"
    fitting = []
    *_, last = run_here(_spec(few_taught, tiny_student, "not-loading", recipe))
    assert isinstance(last, Failed)
    assert last.title == "Memory is not enough"


def test_a_run_that_was_ended_for_want_of_memory_goes_on_with_less_of_it(
    unbroken: list[Event], few_taught: Path, tiny_student: Path
) -> None:
    from stillroom.training.memory import Rung

    stop, folder = threading.Event(), few_taught / "runs" / "ended"
    for event in run_here(_spec(few_taught, tiny_student, "ended"), stop):
        if isinstance(event, Step) and event.step == 3:
            stop.set()
    rung = Rung(at_once=6, activation_checkpointing=False, weights="fp32")
    mark = {"rung": rung, "mark": Mark(ended=None, spare=0.01)}
    (folder / "memory.json").write_bytes(msgspec.json.encode(mark))  # as a step leaves it that is killed
    events = list(run_here(_spec(few_taught, tiny_student, "ended", resume=True)))
    assert _said(events) == [
        "The system ended the run at once, most likely because memory ran out. "
        "From now on 3 samples of a step are computed at a time: slower, with the same outcome."
    ]
    assert _result(events)["held_out_loss"] == pytest.approx(_result(unbroken)["held_out_loss"], rel=1e-5)
    assert _difference(few_taught, "ended", "unbroken") < 1e-3


def test_at_last_the_longest_samples_are_left_out_and_listed(
    few_taught: Path, tiny_student: Path, loss: Callable[..., None]
) -> None:
    recipe = msgspec.structs.replace(RECIPE, batch_size=1, max_steps=12, activation_checkpointing=True, weights="bf16")

    def fails(model: torch.nn.Module, batch: SharedPrefixBatch, real: Loss) -> torch.Tensor:
        tokens = batch.prefix.numel() + int(batch.lengths.max())
        if torch.is_grad_enabled() and tokens > limit:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")
        read.append(tokens)
        return real(model, batch)

    limit, read = 10_000, list[int]()
    loss(lambda real: lambda model, batch: fails(model, batch, real))
    whole = list(run_here(_spec(few_taught, tiny_student, "all", recipe)))
    lengths = read[:12]
    limit, read = sorted(lengths)[-3], []
    events = list(run_here(_spec(few_taught, tiny_student, "shorter", recipe)))
    longest = _result(events)["memory"]["longest"]
    told = [event.text for event in events if isinstance(event, Note) and event.text.startswith("Left out")]
    assert (len(told), read) == (
        sum(length > longest for length in lengths),
        [length for length in lengths if length <= longest],
    )
    assert [event.step for event in events if isinstance(event, Step)] == [
        step for step, length in enumerate(lengths, 1) if length <= longest
    ]
    assert len(_losses(whole)) == 12
    limit = sorted(lengths)[3]
    *_, last = run_here(_spec(few_taught, tiny_student, "too-much", recipe))
    assert isinstance(last, Failed)
    assert (last.title, "stillroom train --resume" in last.hint) == ("Memory is not enough", True)


@pytest.fixture
def small_student(tmp_path: Path) -> Path:
    """A student whose activations are what most memory is for."""
    folder = make_tokenizer(tmp_path, CHATML)
    vocabulary = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    config = LlamaConfig(
        vocab_size=len(vocabulary),
        hidden_size=192,
        intermediate_size=512,
        num_hidden_layers=4,
        num_attention_heads=4,
        num_key_value_heads=2,
        tie_word_embeddings=True,
        bos_token_id=1,
        eos_token_id=2,
        pad_token_id=0,
    )
    torch.manual_seed(0)
    LlamaForCausalLM(config).save_pretrained(folder)
    return folder


_CONFINED = """
import resource, sys
from pathlib import Path
import msgspec
from stillroom.jobs import JobSpec, Stage, run_here

spec, megabytes = msgspec.json.decode(sys.argv[1], type=JobSpec), int(sys.argv[2])
for event in run_here(spec):
    if isinstance(event, Stage) and event.name == "Training" and megabytes:
        has = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (has + megabytes * 10**6, resource.RLIM_INFINITY))
"""
"""Runs a job that may take so much more address space once it trains."""


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.skipif(sys.platform != "linux", reason="its limit of the address space is Linux's")
def test_where_the_system_refuses_memory_the_run_finds_its_rung(few_taught: Path, small_student: Path) -> None:
    """PyTorch's allocator really fails here. What is freed has to go back at once for that, which a setting of glibc sees to."""
    recipe = msgspec.structs.replace(RECIPE, batch_size=24, max_steps=2)  # which takes 400 MB, and 40 one by one
    results = []
    for run, megabytes in (("roomy", 0), ("confined", 200)):
        spec = msgspec.json.encode(_spec(few_taught, small_student, run, recipe)).decode()
        done = subprocess.run(
            [sys.executable, "-c", _CONFINED, spec, str(megabytes)],
            env=os.environ | {"MALLOC_MMAP_THRESHOLD_": "65536", "OMP_NUM_THREADS": "1"},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        results.append(_result(list(read_journal(few_taught / "runs" / run))))
        assert ("can't allocate memory" in done.stderr) is (run == "confined")
    roomy, confined = results
    assert (roomy["memory"]["at_once"], confined["memory"]["at_once"] < 24) == (24, True)
    assert confined["memory"]["longest"] is None
    assert confined["held_out_loss"] == pytest.approx(roomy["held_out_loss"], rel=1e-5)
