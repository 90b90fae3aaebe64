"""An adapter merged into its base: a model folder that needs no adapter."""

import shutil
import tempfile
from pathlib import Path

from stillroom.students import Student


def merge(student: Student, adapter: Path, target: Path) -> None:
    """Write the student's base with the adapter added, as 16-bit safetensors; whole or not at all.

    The sum is made in fp32 and rounded once, to fp16, which keeps more of a small difference than bf16 does.
    """
    import torch
    from peft import PeftModel

    from stillroom.training.trainer import load_base

    model = PeftModel.from_pretrained(load_base(student, torch.float32, "cpu"), adapter).merge_and_unload()
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(dir=target.parent, prefix=".merging-"))
    try:
        model.to(torch.float16).save_pretrained(unfinished)
        for name in ("tokenizer.json", "tokenizer_config.json", "generation_config.json", "special_tokens_map.json"):
            if (student.folder / name).exists():
                shutil.copy2(student.folder / name, unfinished / name)
        (unfinished / "chat_template.jinja").write_text(student.family.chat_template, encoding="utf-8")
        unfinished.replace(target)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
