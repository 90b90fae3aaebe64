"""What a run was made with."""

import json
from pathlib import Path

from stillroom.training.made_with import made_with


def test_what_changed_since_the_first_start_is_said(tmp_path: Path) -> None:
    now, changed = made_with(tmp_path, "cpu", "bf16")
    assert changed == []
    assert set(now["libraries"]) == {"torch", "transformers", "peft", "trl", "bitsandbytes"}
    assert json.loads((tmp_path / "made_with.json").read_text(encoding="utf-8")) == now
    assert made_with(tmp_path, "cpu", "bf16") == (now, [])
    older = now | {"libraries": now["libraries"] | {"torch": "1.0"}}
    (tmp_path / "made_with.json").write_text(json.dumps(older), encoding="utf-8")
    told = [f"torch 1.0, now {now['libraries']['torch']}", "device cpu, now cuda", "weights bf16, now nf4"]
    assert made_with(tmp_path, "cuda", "nf4")[1] == told
    assert json.loads((tmp_path / "made_with.json").read_text(encoding="utf-8")) == older
