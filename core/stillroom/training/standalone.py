"""Trains the adapter that spec.json describes, on the samples of data.jsonl in the order of plan.json.

    python train.py                                              on one GPU, or without one on the processor
    accelerate launch --multi_gpu --num_processes 2 train.py     on two GPUs

It needs what requirements.txt names, and no Stillroom. Stopped, the same command goes on from the newest checkpoint. It leaves
`adapter` and `result.json`, which is all that has to come back. README.md says the rest.
"""

import argparse
import hashlib
import json
import os
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

SPEC, DATA, HELD_OUT, PLAN = "spec.json", "data.jsonl", "held_out.jsonl", "plan.json"
BASE, ADAPTER, RESULT = "base", "adapter", "result.json"
WEIGHTS = "adapter_model.safetensors"  # in the adapter's folder, as peft names it
LIBRARIES = (
    "accelerate",
    "bitsandbytes",
    "datasets",
    "huggingface-hub",
    "peft",
    "safetensors",
    "tokenizers",
    "torch",
    "transformers",
    "trl",
)
_CHECKPOINTS = "checkpoints"
_IGNORED = -100
_MEBIBYTE = 2**20


def main() -> None:
    """Check that the base is the one that the spec means, then train."""
    here = Path(__file__).resolve().parent
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--base", help="the base model: a folder, or its name on the Hugging Face hub")
    reader.add_argument("--at-once", type=int, help="samples that a GPU computes at once; fewer need less memory")
    reader.add_argument(
        "--weights", choices=["nf4", "bf16", "fp32"], help="how the base is held; by default as the recipe says"
    )
    asked = reader.parse_args()
    if "WORLD_SIZE" not in os.environ:  # not launched for several: one GPU, however many there are
        os.environ.setdefault("CUDA_VISIBLE_DEVICES", "0")
    spec = json.loads((here / SPEC).read_text(encoding="utf-8"))
    base = _find_base(here, spec["base"], asked.base)
    if changed := [name for name, known in spec["base"]["files"].items() if file_print(base / name) != known]:
        sys.exit(
            f"{base} is another base than spec.json means: {', '.join(changed)} differ or are missing. See README.md."
        )
    _train(here, spec, base, asked.at_once, asked.weights or spec["recipe"]["weights"])


def file_print(path: Path) -> str:
    """What identifies a large file without reading it whole: the SHA-256 of its size, first and last MiB; "" if it is missing."""
    if not path.is_file():
        return ""
    size = path.stat().st_size
    known = hashlib.sha256(str(size).encode())
    with path.open("rb") as file:
        known.update(file.read(_MEBIBYTE))
        file.seek(max(0, size - _MEBIBYTE))
        known.update(file.read())
    return known.hexdigest()


def _find_base(here: Path, known: dict[str, Any], asked: str | None) -> Path:
    """The folder of the base: the one that was asked for, the one that came along, or a download from the hub."""
    if asked is None and (here / BASE).is_dir():
        return here / BASE
    if asked and Path(asked).is_dir():
        return Path(asked)
    if not (name := asked or known["hub"]):
        sys.exit("The base did not come along: name its folder with --base. See README.md.")
    from huggingface_hub import snapshot_download

    return Path(snapshot_download(name, allow_patterns=[*known["files"], "*.json"]))


def _train(here: Path, spec: dict[str, Any], base: Path, at_once: int | None, weights: str) -> None:
    import torch
    from datasets import Dataset
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForCausalLM, AutoTokenizer, EarlyStoppingCallback, set_seed
    from transformers.trainer_utils import get_last_checkpoint
    from trl import SFTConfig, SFTTrainer

    class Trainer(SFTTrainer):  # type: ignore[misc]
        control: Any

        def evaluate(self, *_: Any, **__: Any) -> dict[str, float]:
            measured = {"eval_loss": _held_out_loss(self, held_out)}
            self.log(measured)
            self.control = self.callback_handler.on_evaluate(self.args, self.state, self.control, measured)
            return measured

    began = time.monotonic()
    recipe, cuda = spec["recipe"], torch.cuda.is_available()
    processes, rank = int(os.environ.get("WORLD_SIZE", "1")), int(os.environ.get("LOCAL_RANK", "0"))
    share = -(-recipe["batch_size"] // processes)  # of a step's samples, rounded up
    together = min(at_once or share, share)
    samples, held_out = _read(here / DATA), _read(here / HELD_OUT)
    order = [place for step in json.loads((here / PLAN).read_text(encoding="utf-8")) for place in step]
    parts = -(-share // together)
    step_size = parts * together * processes
    steps = -(-len(order) // step_size)
    measured_steps = recipe["evaluate_steps"] if held_out else None
    if weights == "auto":
        weights = "nf4" if cuda else "bf16"
    model = AutoModelForCausalLM.from_pretrained(
        base, use_safetensors=True, local_files_only=True, **_loading(weights, rank if cuda else "cpu")
    )
    set_seed(recipe["seed"])
    model = get_peft_model(model, LoraConfig(**spec["adapter"]))
    config = SFTConfig(
        output_dir=str(here / _CHECKPOINTS),
        per_device_train_batch_size=together,
        gradient_accumulation_steps=parts,
        num_train_epochs=1,  # the plan holds all epochs
        learning_rate=recipe["learning_rate"],
        lr_scheduler_type="cosine",
        warmup_steps=max(1, round(recipe["warmup"] * steps)),
        weight_decay=recipe["weight_decay"],
        max_grad_norm=1.0,
        max_length=None,  # what is too long was left out
        seed=recipe["seed"],
        logging_steps=1,
        eval_strategy="steps" if measured_steps else "no",
        eval_steps=measured_steps,
        save_steps=measured_steps or recipe["checkpoint_steps"],  # the best can be kept only of what is saved
        save_total_limit=1,
        load_best_model_at_end=measured_steps is not None,
        metric_for_best_model="eval_loss",
        activation_checkpointing=recipe["activation_checkpointing"],
        bf16=False,  # the base is loaded in its own type; autocast would add to it
        use_cpu=not cuda,
        dataloader_pin_memory=cuda,
        ddp_find_unused_parameters=False,
        report_to=[],
        train_sampling_strategy="sequential",
    )
    trainer = Trainer(
        model=model,
        args=config,
        train_dataset=Dataset.from_list([samples[place] for place in order]),
        eval_dataset=Dataset.from_list(held_out) if measured_steps else None,
        processing_class=AutoTokenizer.from_pretrained(base, local_files_only=True),
        callbacks=[EarlyStoppingCallback(recipe["patience"])] if measured_steps and recipe["patience"] else [],
    )
    for parameter in model.parameters():  # TRL makes the adapter of a 4-bit base bf16; the recipe means fp32
        if parameter.requires_grad:
            parameter.data = parameter.data.float()
    checkpoint = get_last_checkpoint(str(here / _CHECKPOINTS)) if (here / _CHECKPOINTS).is_dir() else None
    first = int(checkpoint.rsplit("-", 1)[1]) if checkpoint else 0
    trainer.train(resume_from_checkpoint=checkpoint)
    seconds = time.monotonic() - began
    read = order[first * step_size : trainer.state.global_step * step_size]
    held_out_loss = _held_out_loss(trainer, held_out) if held_out else None
    if trainer.accelerator.is_main_process:
        trainer.accelerator.unwrap_model(trainer.model).save_pretrained(here / ADAPTER)
        _write_result(
            here,
            steps=trainer.state.global_step,
            loss=next(
                (round(entry["loss"], 4) for entry in reversed(trainer.state.log_history) if "loss" in entry), None
            ),
            held_out_loss=held_out_loss,
            seconds=round(seconds, 1),
            tokens_per_second=round(sum(len(samples[place]["input_ids"]) for place in read) / seconds, 1),
            peak_memory_gb=round(torch.cuda.max_memory_allocated() / 1e9, 2) if cuda else None,
            weights=weights,
            processes=processes,
            device=trainer.accelerator.device.type,
        )


def _loading(weights: str, device: int | str) -> dict[str, Any]:
    """How the base is held, as `from_pretrained` is told."""
    import torch
    from transformers import BitsAndBytesConfig

    knows_bf16 = device == "cpu" or torch.cuda.is_bf16_supported(including_emulation=False)
    sixteen_bit = torch.bfloat16 if knows_bf16 else torch.float32  # fp16 would need scaled gradients
    if weights != "nf4":
        return {"dtype": torch.float32 if weights == "fp32" else sixteen_bit}
    four_bits = BitsAndBytesConfig(
        load_in_4bit=True,
        bnb_4bit_quant_type="nf4",
        bnb_4bit_use_double_quant=True,
        bnb_4bit_compute_dtype=sixteen_bit,
    )
    return {"dtype": sixteen_bit, "quantization_config": four_bits, "device_map": {"": device}}


def _read(path: Path) -> list[dict[str, list[int]]]:
    """The samples of a file as TRL takes them: tokens, and labels where they are learned."""
    samples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        sample = json.loads(line)
        ids, learned = sample["input_ids"], sample["assistant_masks"]
        labels = [token if is_learned else _IGNORED for token, is_learned in zip(ids, learned, strict=True)]
        samples.append({"input_ids": ids, "labels": labels})
    return samples


def _held_out_loss(trainer: Any, samples: list[dict[str, list[int]]]) -> float:
    """The mean loss over the learned tokens of the held-out samples, in nats; each process computes its share."""
    import torch

    accelerator = trainer.accelerator
    model = accelerator.unwrap_model(trainer.model)
    was_training = model.training
    model.eval()
    sums = torch.zeros(2, device=accelerator.device)
    with torch.no_grad():
        for sample in samples[accelerator.process_index :: accelerator.num_processes]:
            ids, labels = (torch.tensor([sample[name]], device=accelerator.device) for name in ("input_ids", "labels"))
            # TRL's own: 0 where nothing is learned.
            chances = model(input_ids=ids, labels=labels, fused_lm_head=True).log_probs
            sums += torch.stack([-chances.float().sum(), (labels != _IGNORED).sum()])
    model.train(was_training)
    total, tokens = accelerator.reduce(sums).tolist()
    return float(total / tokens)


def _write_result(here: Path, **result: Any) -> None:
    """Say how it went, and of which spec and which weights that is said."""
    result["spec"] = hashlib.sha256((here / SPEC).read_bytes()).hexdigest()
    result["adapter"] = hashlib.sha256((here / ADAPTER / WEIGHTS).read_bytes()).hexdigest()
    result["libraries"] = {name: version(name) for name in LIBRARIES}
    (here / RESULT).write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(f"Done. {ADAPTER} and {RESULT} in {here} are what has to come back.")


if __name__ == "__main__":
    main()
