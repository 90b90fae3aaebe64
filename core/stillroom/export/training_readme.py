"""What a training folder says to whoever opens it: how to run it on one GPU, on several, and on another computer."""

from importlib.metadata import version
from typing import Any

from stillroom.training.standalone import ADAPTER, BASE, RESULT


def training_readme(folder: str, spec: dict[str, Any], with_base: bool) -> str:
    """The folder's README.md; `folder` is its name, by which it goes to another computer."""
    base = spec["base"]
    parts = [
        f"# Training of {base['name']}\n\nA training run written out by Stillroom. It needs Python 3.11 or newer and what"
        f" requirements.txt names, and no Stillroom. {spec['samples']} samples are trained on; the whole recipe is in spec.json.",
        f"## The base\n{_base(base, with_base)}",
        f"## On one GPU\n{_SET_UP}\n\n```\n.venv/bin/python train.py\n```\nWithout a GPU the same command trains on the processor."
        " Ctrl-C stops it; the same command goes on from the newest checkpoint. If memory does not suffice, add `--at-once 1`: each"
        " step then computes its samples one after another, with the same result.",
        f"## On several GPUs\n```\n{_SEVERAL}\n```\nWrite the number of your GPUs in place of 2. A step's samples are shared out among"
        " them, so the recipe stays the same. On a computer without GPUs the same line shares them out among processes.",
        f"## On another computer, over SSH\n{_over_ssh(folder)}",
        f"## What comes back\n{_COMES_BACK}",
        f"## What lies here\n{_FILES}",
    ]
    return "\n\n".join(parts) + "\n"


def _base(base: dict[str, Any], with_base: bool) -> str:
    if with_base:
        return f"{base['name']} lies in `{BASE}`. Its licence holds here too."
    if base["hub"]:
        return (
            f"train.py downloads {base['hub']} from the Hugging Face hub, or takes a folder that is there already: `--base FOLDER`."
            " A model behind a gate asks for `hf auth login` first. Its licence holds here too."
        )
    return (
        f"The weights of {base['name']} did not come along, and no hub has the same: bring their folder here and name it with"
        " `--base FOLDER`. Any other base is refused."
    )


def _over_ssh(folder: str) -> str:
    return f"""Write your user name and the computer's in place of `me@gpu-box`, and type this where this folder lies:
```
scp -r {folder} me@gpu-box:
ssh me@gpu-box
```
and there, in a session that goes on when the connection breaks (`tmux`, where it is installed):
```
cd {folder}
python3 -m venv .venv
.venv/bin/pip install -r requirements.txt
.venv/bin/python train.py
```
or the line for several GPUs. When it is done, back here:
```
scp -r me@gpu-box:{folder}/{ADAPTER} me@gpu-box:{folder}/{RESULT} {folder}/
```"""


_SET_UP = f"""```
python3 -m venv .venv
.venv/bin/pip install -r requirements.txt
```
On Windows it is `.venv\\Scripts\\python` and `.venv\\Scripts\\pip`, and PyTorch for a GPU comes from an index of its own: first run
`pip install torch=={version("torch").partition("+")[0]} --index-url https://download.pytorch.org/whl/cu130`."""

_SEVERAL = ".venv/bin/accelerate launch --multi_gpu --num_processes 2 train.py"

_COMES_BACK = f"""`{ADAPTER}` (what the student learned) and `{RESULT}` (how it went). With both in this folder, the project that wrote it takes
them back as a training run of its own, which scorecard, chat and export then go on with:
```
stillroom train --adopt THIS_FOLDER --project PROJECT
```
It refuses what was trained from another base or by another recipe, and files that are torn or pickled."""

_FILES = """- `train.py`: TRL's SFTTrainer on the data below.
- `spec.json`: the recipe, peft's settings of the adapter, and the base by the checksums of its files.
- `data.jsonl`: a sample a line, `input_ids` and `assistant_masks` (what is learned) as TRL reads them, and `messages` to be read by
  people. `masked` lines have the tools under other names in their tokens.
- `plan.json`: for each step, the lines that it reads, from 0.
- `held_out.jsonl`: what the loss on held-out tasks is measured on; never trained on.
- `requirements.txt`: the libraries, in the versions that the project was tested with."""
