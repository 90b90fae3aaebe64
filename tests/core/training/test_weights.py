"""In what form a student's weights are held; 4-bit ones really train here, on the processor, with a tiny student."""

import threading
from pathlib import Path

import msgspec
import pytest
import torch
from safetensors.torch import load_file

from stillroom.errors import KnownError
from stillroom.jobs import Finished, JobSpec, Note, Step, run_here
from stillroom.students import find_student
from stillroom.training import ADAPTER, Recipe, TrainParams, merge
from stillroom.training.checkpoints import CHECKPOINTS
from stillroom.training.loss import shared_prefix_loss
from stillroom.training.trainer import add_adapter, load_base
from stillroom.training.weights import Held, choose


def _machine(monkeypatch: pytest.MonkeyPatch, device: str, *, bf16: bool, four_bits: bool) -> None:
    monkeypatch.setattr("torch.cuda.is_available", lambda: device == "cuda")
    monkeypatch.setattr("torch.backends.mps.is_available", lambda: device == "mps")
    monkeypatch.setattr("stillroom.training.weights._knows_bf16", lambda _: bf16)
    monkeypatch.setattr("stillroom.training.weights._makes_four_bits", lambda _: four_bits)


@pytest.mark.parametrize(
    ("device", "bf16", "four_bits", "weights", "dtype"),
    [
        ("cuda", True, True, "nf4", torch.bfloat16),
        ("cuda", False, True, "nf4", torch.float32),
        ("cuda", True, False, "bf16", torch.bfloat16),
        ("mps", True, False, "bf16", torch.bfloat16),
        ("mps", False, False, "fp32", torch.float32),
        ("cpu", True, True, "bf16", torch.bfloat16),
        ("cpu", False, True, "fp32", torch.float32),
    ],
)
def test_the_hardware_chooses(
    monkeypatch: pytest.MonkeyPatch, device: str, bf16: bool, four_bits: bool, weights: str, dtype: torch.dtype
) -> None:
    _machine(monkeypatch, device, bf16=bf16, four_bits=four_bits)
    assert choose("auto") == Held(weights, device, dtype)  # type: ignore[arg-type]
    assert (choose("bf16").dtype, choose("fp32").dtype) == (torch.bfloat16, torch.float32)


def test_four_bits_that_cannot_be_made_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    _machine(monkeypatch, "mps", bf16=True, four_bits=False)
    with pytest.raises(KnownError, match="bitsandbytes"):
        choose("nf4")


def test_only_the_linear_parts_are_in_four_bits(tiny_student: Path) -> None:
    held = choose("nf4")
    model = load_base(find_student(str(tiny_student)), held)
    four_bits = {name for name, weight in model.named_parameters() if weight.dtype == torch.uint8}
    assert len(four_bits) == 14 and all(name.endswith("_proj.weight") for name in four_bits)
    assert {weight.dtype for name, weight in model.named_parameters() if name not in four_bits} == {held.dtype}
    assert model.model.layers[0].mlp.up_proj.weight.quant_state.nested  # the scales are quantised, too
    adapter = {weight.dtype for weight in add_adapter(model, Recipe(rank=4)).parameters() if weight.requires_grad}
    assert adapter == {torch.float32}


def test_four_bits_are_near_to_the_weights_they_are_of(tiny_student: Path) -> None:
    from stillroom.training.batches import make_batch
    from stillroom.training.samples import Sample

    student, ids = find_student(str(tiny_student)), tuple(range(5, 65))
    sample = Sample("task", ids, (False,) * 30 + (True,) * 30, "trajectory", "tools")
    batch = make_batch([sample, sample], 20)
    with torch.no_grad():
        whole, four = (float(shared_prefix_loss(load_base(student, choose(w)), batch)) for w in ("fp32", "nf4"))
    assert four != whole and four == pytest.approx(whole, rel=0.05)


def test_a_student_in_four_bits_learns_goes_on_after_a_pause_and_is_merged_onto_its_own_weights(
    few_taught: Path, tiny_student: Path, tmp_path: Path
) -> None:
    recipe = Recipe(
        epochs=2, batch_size=6, learning_rate=2e-2, rank=4, dropout=0.1, checkpoint_steps=3, max_steps=10, weights="nf4"
    )

    def spec(run: str, *, resume: bool = False) -> JobSpec:
        params = msgspec.to_builtins(TrainParams(str(tiny_student), recipe, resume))
        return JobSpec("stillroom.training:train", "train", str(few_taught), run, params)

    events = list(run_here(spec("four")))
    assert isinstance(events[-1], Finished), events[-1]
    losses = [event.loss for event in events if isinstance(event, Step)]
    assert losses[-1] < losses[0] - 0.05
    assert any("4-bit weights (NF4), fp32 adapter" in event.text for event in events if isinstance(event, Note))
    run = few_taught / "runs" / "four"
    adapter = load_file(run / ADAPTER / "adapter_model.safetensors")
    moments = torch.load(run / CHECKPOINTS / "checkpoint-10" / "optimizer.pt", weights_only=True)["state"]
    assert {weight.dtype for weight in adapter.values()} == {torch.float32}
    assert {moment["exp_avg"].dtype for moment in moments.values()} == {torch.float32}

    stop = threading.Event()
    for event in run_here(spec("four-stopped"), stop):
        if isinstance(event, Step) and event.step == 5:
            stop.set()
    list(run_here(spec("four-stopped", resume=True)))
    again = load_file(few_taught / "runs" / "four-stopped" / ADAPTER / "adapter_model.safetensors")
    assert all(torch.equal(adapter[name], again[name]) for name in adapter)

    list(merge(find_student(str(tiny_student)), run / ADAPTER, tmp_path / "merged"))
    merged, base = (load_file(folder / "model.safetensors") for folder in (tmp_path / "merged", tiny_student))
    name = "model.layers.1.mlp.up_proj"
    down, up = (adapter[f"base_model.model.{name}.lora_{part}.weight"] for part in "AB")
    expected = base[f"{name}.weight"].float() + recipe.scale * (up @ down)
    assert torch.equal(merged[f"{name}.weight"], expected.to(torch.float16))
