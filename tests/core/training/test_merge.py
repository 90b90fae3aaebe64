"""Merging an adapter shard by shard, beside peft's own merge of the whole model."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from peft import PeftModel
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM

from stillroom.errors import StudentError
from stillroom.students import Student, find_student
from stillroom.training import merge


@pytest.fixture(scope="module")
def student(tiny_student: Path, tmp_path_factory: pytest.TempPathFactory) -> Student:
    """The tiny student with its weights in several files, as large models have them."""
    folder = tmp_path_factory.mktemp("sharded")
    shutil.copytree(tiny_student, folder, dirs_exist_ok=True)
    (folder / "model.safetensors").unlink()
    AutoModelForCausalLM.from_pretrained(tiny_student).save_pretrained(folder, max_shard_size="100KB")
    assert len(list(folder.glob("*.safetensors"))) > 2
    return find_student(str(folder))


def test_the_sum_is_peft_s_and_the_folder_is_whole(student: Student, tiny_adapter: Path, tmp_path: Path) -> None:
    steps = list(merge(student, tiny_adapter, tmp_path / "merged"))
    index = json.loads((student.folder / "model.safetensors.index.json").read_text(encoding="utf-8"))
    weights = len(index["weight_map"])
    assert steps == [(n, weights) for n in range(1, weights + 1)]
    assert list(merge(student, tiny_adapter, tmp_path / "again")) == steps
    for file in (tmp_path / "merged").iterdir():
        assert file.read_bytes() == (tmp_path / "again" / file.name).read_bytes()

    base = AutoModelForCausalLM.from_pretrained(student.folder, dtype=torch.float32)
    expected = PeftModel.from_pretrained(base, tiny_adapter).merge_and_unload().to(torch.float16).state_dict()
    merged = AutoModelForCausalLM.from_pretrained(tmp_path / "merged")
    assert merged.dtype == torch.float16
    untouched = AutoModelForCausalLM.from_pretrained(student.folder, dtype=torch.float16).state_dict()
    for name, weight in merged.state_dict().items():
        # The product is added in another order than peft does it: the last bit of fp16 may differ.
        torch.testing.assert_close(weight, expected[name], rtol=2**-10, atol=2**-14)
        assert torch.equal(weight, untouched[name]) != ("q_proj" in name or "down_proj" in name)
    assert (tmp_path / "merged" / "chat_template.jinja").read_text(encoding="utf-8") == student.family.chat_template


def test_a_file_may_name_what_is_above_the_layers_in_another_way(
    student: Student, tiny_adapter: Path, tmp_path: Path
) -> None:
    """As those of models that see do; a tower's layers of the same names stay as they are."""
    other = tmp_path / "other"
    shutil.copytree(student.folder, other)
    (other / "model.safetensors.index.json").unlink()
    seen = torch.ones(64, 64, dtype=torch.float16)
    for shard in other.glob("*.safetensors"):
        renamed = {f"language_model.{name}": weight for name, weight in load_file(shard).items()}
        save_file(renamed | {f"vision_tower.{shard.stem}.layers.1.self_attn.q_proj.weight": seen}, shard)
    list(merge(student, tiny_adapter, tmp_path / "merged"))
    list(merge(find_student(str(other)), tiny_adapter, tmp_path / "renamed"))
    for shard in student.folder.glob("*.safetensors"):
        merged, renamed = load_file(tmp_path / "merged" / shard.name), load_file(tmp_path / "renamed" / shard.name)
        assert len(renamed) == len(merged) + 1
        assert all(torch.equal(renamed[f"language_model.{name}"], weight) for name, weight in merged.items())
        assert torch.equal(renamed[f"vision_tower.{shard.stem}.layers.1.self_attn.q_proj.weight"], seen)


def test_an_adapter_of_another_model_is_refused_and_leaves_nothing(
    student: Student, tiny_adapter: Path, tmp_path: Path
) -> None:
    smaller = tmp_path / "smaller"
    shutil.copytree(student.folder, smaller)
    index = json.loads((smaller / "model.safetensors.index.json").read_text(encoding="utf-8"))
    (smaller / index["weight_map"]["model.layers.1.mlp.down_proj.weight"]).unlink()
    with pytest.raises(StudentError, match="another model"):
        list(merge(find_student(str(smaller)), tiny_adapter, tmp_path / "merged"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["smaller"]


@pytest.mark.parametrize(
    "change", [{"use_dora": True}, {"bias": "all"}, {"peft_type": "LOHA"}, {"modules_to_save": ["lm_head"]}]
)
def test_another_kind_of_adapter_is_refused(
    student: Student, tiny_adapter: Path, tmp_path: Path, change: dict[str, object]
) -> None:
    other = tmp_path / "other"
    shutil.copytree(tiny_adapter, other)
    config = json.loads((other / "adapter_config.json").read_text(encoding="utf-8"))
    (other / "adapter_config.json").write_text(json.dumps(config | change), encoding="utf-8")
    with pytest.raises(StudentError, match="no plain LoRA"):
        list(merge(student, other, tmp_path / "merged"))
    assert not (tmp_path / "merged").exists()


def test_stopped_halfway_it_leaves_nothing(student: Student, tiny_adapter: Path, tmp_path: Path) -> None:
    merging = merge(student, tiny_adapter, tmp_path / "merged")
    next(merging)
    merging.close()
    assert list(tmp_path.iterdir()) == []


_MEASURED = """
import resource, sys
from pathlib import Path
from stillroom.students import find_student
from stillroom.training import merge
folder = Path(sys.argv[1])
list(merge(find_student(str(folder)), folder / "adapter", folder / "merged"))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.skipif(sys.platform != "linux", reason="the unit of ru_maxrss is the system's own")
def test_a_shard_of_four_gigabytes_is_merged_in_less_memory_than_it_has(tiny_student: Path, tmp_path: Path) -> None:
    """Peak memory below 1.3 times the largest shard and 2 GB. The shard is a hole in a file; what is written of it is real."""
    from safetensors.torch import save_file

    side, layers = 8192, 32
    folder = tmp_path / "large"
    shutil.copytree(tiny_student, folder, ignore=shutil.ignore_patterns("*.safetensors"))
    size = side * side * 2
    names = [f"model.layers.{layer}.mlp.up_proj" for layer in range(layers)]
    header = json.dumps(
        {
            f"{name}.weight": {"dtype": "BF16", "shape": [side, side], "data_offsets": [n * size, (n + 1) * size]}
            for n, name in enumerate(names)
        }
    ).encode()
    with (folder / "model.safetensors").open("wb") as file:
        file.write(len(header).to_bytes(8, "little") + header)
        file.truncate(8 + len(header) + layers * size)
    (folder / "adapter").mkdir()
    parts = {"A": torch.ones(8, side), "B": torch.ones(side, 8)}
    lora = {f"base_model.model.{name}.lora_{part}.weight": value for name in names for part, value in parts.items()}
    save_file({name: value.clone() for name, value in lora.items()}, folder / "adapter" / "adapter_model.safetensors")
    config = json.dumps({"peft_type": "LORA", "r": 8, "lora_alpha": 16})
    (folder / "adapter" / "adapter_config.json").write_text(config, encoding="utf-8")
    ran = subprocess.run([sys.executable, "-c", _MEASURED, folder], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert int(ran.stdout) < 1.3 * layers * size + 2e9
    print(f"peak {int(ran.stdout) / 1e9:.2f} GB for a shard of {layers * size / 1e9:.2f} GB")
    shutil.rmtree(folder)
