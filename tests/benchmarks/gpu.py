"""All that training does on a CUDA GPU, really done there: one command, whose result is JSON.

    .venv/bin/python tests/benchmarks/gpu.py [--json gpu.json] [--without-speed]

Each check runs in a process of its own: shared-prefix loss and gradients equal to those of samples read one by one; attention
by a dense mask and by blocks (`attending.py`); QLoRA (NF4) of SmolLM2-135M on the Cipher desk sample and of a model of random
weights of 1B's shape (`--shape`), with tokens per second and the peak of memory beside what `students fit` reckons; a run killed
and resumed; memory that runs out on purpose; and `shared_prefix.py`. Without a GPU it says so, and `--rehearse` goes through
the same checks on the processor, in small.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import torch
from attending import compare
from contest import limit_memory, make_random_student, peak_gb
from safetensors.torch import load_file
from transformers import LlamaConfig, LlamaForCausalLM

from stillroom.jobs import Event, Finished, JobProcess, JobSpec, Note, Step, run_here
from stillroom.project import Project
from stillroom.students import SMOLLM2, find_student, fit, look, shape_of
from stillroom.tasks import make_project
from stillroom.training import ADAPTER, Recipe, TrainParams, footprint
from stillroom.training.attention import SHARED_PREFIX
from stillroom.training.batches import make_batch
from stillroom.training.loss import shared_prefix_loss
from stillroom.training.memory import release
from stillroom.training.samples import Sample
from stillroom.training.train import make_samples

NO_GPU = "There is no CUDA GPU here that PyTorch can use, so nothing was checked. Run this command on a computer that has one."
_OFF = 0.15  # what a reckoning may be off


class Place(msgspec.Struct, frozen=True):
    """Where a check works: a taught project, the student of 1B's shape, and how many steps it trains."""

    project: str
    large: str
    steps: int


def equal(_: Place) -> dict[str, Any]:
    """Loss and gradients of samples behind one prefix, and of each alone, in fp32."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=512,
        hidden_size=256,
        intermediate_size=512,
        num_hidden_layers=4,
        num_attention_heads=8,
        num_key_value_heads=2,
    )
    config._attn_implementation = SHARED_PREFIX
    model = LlamaForCausalLM(config).to(device)
    model.get_output_embeddings().weight.requires_grad_(False)
    prefix = tuple(torch.randint(512, (300,)).tolist())
    samples = []
    for length in (40, 90, 17):
        ids = (*prefix, *torch.randint(512, (length,)).tolist())
        samples.append(Sample("task", ids, tuple(place > 310 for place in range(len(ids)))))
    figures = []
    for together in ([samples], [[sample] for sample in samples]):
        model.zero_grad()
        loss = sum(float(_backward(shared_prefix_loss(model, make_batch(group, 300).to(device)))) for group in together)
        figures.append((loss, torch.cat([part.grad.flatten() for part in model.parameters() if part.grad is not None])))
    (loss, gradients), (alone, expected) = figures
    apart = float((gradients - expected).norm() / expected.norm())
    return {"ok": abs(loss / alone - 1) < 1e-5 and apart < 1e-4, "loss": loss, "alone": alone, "gradients_apart": apart}


def _backward(loss: torch.Tensor) -> torch.Tensor:
    loss.backward()
    return loss.detach()


def learns(place: Place) -> dict[str, Any]:
    """QLoRA of SmolLM2-135M."""
    return _train(place, SMOLLM2, _recipe(place))


def one_billion(place: Place) -> dict[str, Any]:
    """QLoRA of a model of 1B's shape."""
    return _train(place, place.large, _recipe(place))


def resumes(place: Place) -> dict[str, Any]:
    """A run that is killed, and resumed from its newest checkpoint, beside an unbroken one."""
    recipe = msgspec.structs.replace(_recipe(place), dropout=0.1, checkpoint_steps=2)
    unbroken = _result(list(run_here(_spec(place, SMOLLM2, recipe, "unbroken"))))
    with JobProcess.start(_spec(place, SMOLLM2, recipe, "killed")) as process:
        for event in process.events():
            if isinstance(event, Step) and event.step == place.steps * 2 // 3:
                process.kill()
    again = _result(list(run_here(_spec(place, SMOLLM2, recipe, "killed", resume=True))))
    one, other = (
        load_file(Path(place.project) / "runs" / run / ADAPTER / "adapter_model.safetensors")
        for run in ("unbroken", "killed")
    )
    return {
        "ok": abs(again["loss"] / unbroken["loss"] - 1) < 0.01,
        "losses": [unbroken["loss"], again["loss"]],
        "held_out_losses": [unbroken["held_out_loss"], again["held_out_loss"]],
        "resumed_from": again["resumed_from"],
        "bit_for_bit": all(torch.equal(one[name], other[name]) for name in one),
    }


def runs_out(place: Place) -> dict[str, Any]:
    """Memory that runs out on purpose: the GPU lends less and less of what a run in bf16 takes, and it has to find a way.

    4-bit weights, if it comes to them, are another student, so its last loss may differ by 2 %.
    """
    recipe = msgspec.structs.replace(_recipe(place), weights="bf16")
    whole = _result(list(run_here(_spec(place, place.large, recipe, "roomy"))))
    takes, found = peak_gb(), []
    for share in (0.8, 0.6, 0.4):
        release()
        limit_memory(share * takes)
        events = list(run_here(_spec(place, place.large, recipe, f"short-{share}")))
        ended = msgspec.to_builtins(events[-1])
        loss = ended["result"]["loss"] if isinstance(events[-1], Finished) else None
        said = [event.text for event in events if isinstance(event, Note)]
        ok = (
            loss is not None and abs(loss / whole["loss"] - 1) < 0.02 and any("Memory ran out" in text for text in said)
        )
        found.append({"ok": ok, "given_gb": share * takes, "loss": loss, "told": said, "ended": ended})
    return {"ok": all(run["ok"] for run in found), "peak_gb": takes, "loss": whole["loss"], "runs": found}


def attention(_: Place) -> dict[str, Any]:
    """The dense mask beside the block-sparse one, which training does not take before it is known to be faster."""
    rehearsed = not torch.cuda.is_available()
    rows = [compare(64, (20,) * 3)] if rehearsed else [compare(prompt, (150,) * 8) for prompt in (300, 1000, 3000)]
    return {"ok": all(row["apart"] < 0.02 for row in rows), "rows": rows}


def _recipe(place: Place) -> Recipe:
    return Recipe(epochs=1, batch_size=6, restraint=2, weights="nf4", max_steps=place.steps)


def _train(place: Place, student: str, recipe: Recipe) -> dict[str, Any]:
    """A run's figures, beside the memory that is reckoned for it; the process itself is not counted in either."""
    with Project.open(Path(place.project), writer=False) as project:
        samples = make_samples(project.store, find_student(student), recipe)[0]
    events = list(run_here(_spec(place, student, recipe, f"train-{Path(student).name}")))
    result, losses = _result(events), [event.loss for event in events if isinstance(event, Step)]
    hardware = look()
    reckoned = fit(shape_of(student), footprint(samples, recipe, hardware), hardware)
    parts = reckoned.parts | {"process": 0.0 if torch.cuda.is_available() else reckoned.parts["process"]}
    estimate, peak = sum(parts.values()), peak_gb()
    return {
        "ok": losses[-1] < losses[0] and result["weights"] == "nf4" and abs(estimate / peak - 1) < _OFF,
        "losses": losses,
        "tokens_per_second": result["tokens_per_second"],
        "peak_gb": peak,
        "reckoned_gb": estimate,
        "reckoned_off": estimate / peak - 1,
        "parts": parts,
    }


def _spec(place: Place, student: str, recipe: Recipe, run: str, *, resume: bool = False) -> JobSpec:
    params = msgspec.to_builtins(TrainParams(student, recipe, resume))
    return JobSpec("stillroom.training:train", "train", place.project, run, params)


def _result(events: list[Event]) -> dict[str, Any]:
    last = events[-1]
    if not isinstance(last, Finished):
        raise SystemExit(f"The run did not end: {last}")
    return last.result


CHECKS: dict[str, Callable[[Place], dict[str, Any]]] = {
    check.__name__: check for check in (equal, attention, learns, one_billion, resumes, runs_out)
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--shape", default="llama-3.2-1b-instruct")
    parser.add_argument("--without-speed", action="store_true")
    parser.add_argument("--rehearse", action="store_true")
    parser.add_argument("--only", choices=list(CHECKS), help=argparse.SUPPRESS)
    parser.add_argument("--place", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.only:
        print(json.dumps(CHECKS[asked.only](msgspec.json.decode(asked.place, type=Place))))
        return
    if not torch.cuda.is_available() and not asked.rehearse:
        print(json.dumps({"ok": False, "gpu": None, "because": NO_GPU}))
        sys.exit(NO_GPU)
    found: dict[str, Any] = {"gpu": torch.cuda.get_device_name() if torch.cuda.is_available() else None}
    found["libraries"] = {"torch": torch.__version__, "cuda": torch.version.cuda}
    with tempfile.TemporaryDirectory() as roof:
        place = _prepare(
            Path(roof), "smollm2-135m-instruct" if asked.rehearse else asked.shape, 3 if asked.rehearse else 30
        )
        names = [name for name in CHECKS if not (asked.rehearse and name == "runs_out")]
        for name in names:
            found[name] = _in_a_process([__file__, "--only", name, "--place", msgspec.json.encode(place).decode()])
            print(f"{name}: {json.dumps(found[name])}", file=sys.stderr, flush=True)
        if not asked.without_speed and not asked.rehearse:
            figures = Path(roof) / "speed.json"
            script = str(Path(__file__).with_name("shared_prefix.py"))
            done = subprocess.run(
                [sys.executable, script, "--shape", asked.shape, "--json", str(figures)], stdout=sys.stderr
            )
            found["speed"] = {"ok": done.returncode == 0} | (
                json.loads(figures.read_text()) if figures.exists() else {}
            )
    found["ok"] = all(check["ok"] for check in found.values() if isinstance(check, dict) and "ok" in check)
    print(json.dumps(found))
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    sys.exit(0 if found["ok"] else 1)


def _prepare(roof: Path, shape: str, steps: int) -> Place:
    with make_project(roof / "project", "cipher-desk"):
        list(run_here(JobSpec("stillroom.trajectories:teach", "teach", str(roof / "project"), "teach-1", {})))
    return Place(str(roof / "project"), str(make_random_student(roof / "large", shape)), steps)


def _in_a_process(words: list[str]) -> dict[str, Any]:
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True)
    if done.returncode:
        return {"ok": False, "error": done.stderr[-2000:]}
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


if __name__ == "__main__":
    main()
