"""Attention behind a shared prefix: the dense mask, which training takes on a GPU, beside flex_attention's block-sparse one.

    .venv/bin/python tests/benchmarks/attending.py [--prompts 300 1000 3000] [--tail 150] [--batch-size 8]

On a CUDA GPU, forward and backward in bf16 with the heads of Llama 3.2 1B, each new row's mask and a warm-up for compiling apart;
printed as JSON: milliseconds (median, least and most of 20) and by how much the two results differ. On a processor, where
flex_attention has no backward pass, forward alone, in fp32, and not compiled: that it is equal, not how fast it is.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from typing import Any

import torch
from torch.nn.attention.flex_attention import BlockMask, create_block_mask, flex_attention

from stillroom.training.attention import Layout, shared_prefix_attention

HEADS, GROUPS, WIDTH = 32, 8, 64
_TIMES = 20


def blocks(layout: Layout) -> BlockMask:
    """The layout's mask by blocks of 128 tokens, of which those that nothing sees through are left out."""
    size = layout.prefix + sum(layout.lengths)
    tail = torch.zeros(size, dtype=torch.int32, device=layout.device)
    for number, part in enumerate(layout.tails, 1):
        tail[part] = number

    def seen(_batch: torch.Tensor, _head: torch.Tensor, query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
        return (key <= query) & ((tail[key] == 0) | (tail[key] == tail[query]))

    return create_block_mask(seen, None, None, size, size, device=layout.device.type)


def compare(prefix: int, lengths: tuple[int, ...]) -> dict[str, Any]:
    """Both ways on one row: what each takes, and how far apart they are, relative to the dense one."""
    on_gpu = torch.cuda.is_available()
    layout = Layout(prefix, lengths, torch.device("cuda" if on_gpu else "cpu"))
    size, dtype = prefix + sum(lengths), torch.bfloat16 if on_gpu else torch.float32
    torch.manual_seed(0)
    row = [
        torch.randn(1, heads, size, WIDTH, device=layout.device, dtype=dtype, requires_grad=on_gpu)
        for heads in (HEADS, GROUPS, GROUPS)
    ]
    flex = torch.compile(flex_attention, dynamic=True) if on_gpu else flex_attention
    mask = blocks(layout)

    def dense() -> torch.Tensor:
        # With dropout, even one that drops nothing in effect, a processor takes the mask, too.
        return shared_prefix_attention(torch.nn.Module(), *row, None, WIDTH**-0.5, 1e-12, layout=layout)[0]

    def sparse() -> torch.Tensor:
        attended: torch.Tensor = flex(*row, block_mask=mask, scale=WIDTH**-0.5, enable_gqa=True)
        return attended.transpose(1, 2)

    (one, one_took), (other, other_took) = (_measured(way, row if on_gpu else []) for way in (dense, sparse))
    apart = [float((a.float() - b.float()).norm() / a.float().norm()) for a, b in zip(one, other, strict=True)]
    return {"tokens": size, "dense_ms": one_took, "blocks_ms": other_took, "apart": max(apart)}


def _measured(way: Callable[[], torch.Tensor], row: list[torch.Tensor]) -> tuple[list[torch.Tensor], dict[str, float]]:
    """What it gives, with its gradients where `row` is to have some, and what it takes after a warm-up."""
    took = []
    for _ in range(1 + _TIMES):
        start = time.perf_counter()
        attended = way()
        results = [attended.detach(), *(torch.autograd.grad(attended.sum(), row) if row else ())]
        if row:
            torch.cuda.synchronize()
        took.append(1e3 * (time.perf_counter() - start))
    rest = took[1:]
    return results, {"median": statistics.median(rest), "least": min(rest), "most": max(rest)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prompts", type=int, nargs="+", default=[300, 1000, 3000])
    parser.add_argument("--tail", type=int, default=150)
    parser.add_argument("--batch-size", type=int, default=8)
    asked = parser.parse_args()
    found = {prompt: compare(prompt, (asked.tail,) * asked.batch_size) for prompt in asked.prompts}
    gpu = torch.cuda.get_device_name() if torch.cuda.is_available() else None
    print(json.dumps({"gpu": gpu, "torch": torch.__version__, "rows": found}, indent=2))


if __name__ == "__main__":
    main()
