"""What holds for every test: no network, no settings of the user, nothing left running."""

import json
import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import psutil
import pytest
from standins.keyrings import MemoryKeyring
from tiny import make_gguf, make_tokenizer

from stillroom.templates import CHATML

# The options of pytest-socket in pyproject.toml keep this process from the network; this keeps the model hub's client,
# here and in child processes, from trying. It reads this when it is imported.
os.environ["HF_HUB_OFFLINE"] = "1"


@pytest.fixture(scope="session", autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings of the tests' own, for child processes too. Prepared weights stay in the user's cache: they are dear to make."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STILLROOM_CONFIG", str(tmp_path_factory.mktemp("config")))
        yield


@pytest.fixture
def memory_keyring() -> Iterator[MemoryKeyring]:
    """A keyring of the test's own."""
    before, own = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


def _threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if not thread.daemon}


def _children() -> set[psutil.Process]:
    return set(psutil.Process().children(recursive=True))


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """Fails a test that leaves a thread or a child process behind, after two seconds in which they may end."""
    threads, children = _threads(), _children()
    yield
    patience = time.monotonic() + 2
    while (_threads() - threads or _children() - children) and time.monotonic() < patience:
        time.sleep(0.02)
    left = [thread.name for thread in _threads() - threads]
    for child in _children() - children:
        try:
            left.append(f"process {child.pid}: {' '.join(child.cmdline()) or child.status()}")
            child.kill()
        except psutil.NoSuchProcess:
            continue
    if left:
        pytest.fail("left running: " + "; ".join(left), pytrace=False)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Gives a disk of a size; calling it again changes the size."""
    disk = tmp_path / "disk"

    def resize(size: str) -> Path:
        there = disk.is_mount()
        disk.mkdir(exist_ok=True)
        options = f"{'remount,' if there else ''}size={size}"
        try:
            done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", disk], capture_output=True, text=True)
        except OSError as error:
            pytest.skip(f"no disk can be mounted here: {error}")
        if done.returncode:
            pytest.skip(f"no disk can be mounted here: {done.stderr}")
        return disk

    yield resize
    if disk.is_mount():
        subprocess.run(["umount", disk], check=True)


@pytest.fixture(scope="session")
def tiny_student(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A student's folder like SmolLM2's, but tiny and with random fp32 weights: for reading only."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    folder = make_tokenizer(tmp_path_factory.mktemp("tiny-student"), CHATML)
    config = LlamaConfig(
        vocab_size=len(json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]),
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=4096,
        tie_word_embeddings=True,
        bos_token_id=1,
        eos_token_id=2,
        pad_token_id=0,
    )
    torch.manual_seed(0)
    LlamaForCausalLM(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def tiny_adapter(tiny_student: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An adapter for `tiny_student` on some of its linear parts, with random weights: for reading only."""
    import torch
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForCausalLM

    torch.manual_seed(3)
    model = AutoModelForCausalLM.from_pretrained(tiny_student)
    config = LoraConfig(r=4, lora_alpha=12, target_modules=["q_proj", "down_proj"], task_type="CAUSAL_LM")
    adapted = get_peft_model(model, config)
    for name, weight in adapted.named_parameters():
        if "lora_" in name:
            torch.nn.init.normal_(weight, std=0.1)
    folder = tmp_path_factory.mktemp("tiny-adapter")
    adapted.save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def tiny_gguf(tiny_student: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A GGUF for llama.cpp with the tokenizer of `tiny_student` and its shape, but other random weights: for reading only.

    (llama.cpp's converter refuses `tiny_student` itself: it takes only tokenizers that it knows by name.)
    """
    return make_gguf(tmp_path_factory.mktemp("tiny-gguf") / "tiny-F32.gguf", tiny_student, CHATML)
