"""Merging an adapter shard by shard, beside peft's own merge of the whole model."""

import json
import shutil
from pathlib import Path

import pytest
import torch
from peft import PeftModel
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
    shards = len(list(student.folder.glob("*.safetensors")))
    assert steps == [(n, shards) for n in range(1, shards + 1)]

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
