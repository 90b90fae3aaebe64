"""Attention over a row of a prefix and its tails: the way in parts, and the one mask, against each other and by hand."""

import torch

from stillroom.training.attention import Layout, shared_prefix_attention

LAYOUT = Layout(3, (2, 4, 1), torch.device("cpu"))


def test_a_tail_sees_the_prefix_and_itself_up_to_each_token() -> None:
    rows = ["".join("x" if seen else "." for seen in row) for row in LAYOUT.mask.tolist()]
    assert rows == [
        "x.........",
        "xx........",
        "xxx.......",
        "xxxx......",
        "xxxxx.....",
        "xxx..x....",
        "xxx..xx...",
        "xxx..xxx..",
        "xxx..xxxx.",
        "xxx......x",
    ]


def test_both_ways_give_the_same_and_the_same_gradients() -> None:
    """With dropout, even one that drops nothing in effect, the masked way is taken, which is the GPU's."""
    torch.manual_seed(5)
    query, key, value = (torch.randn(1, heads, 10, 16, requires_grad=True) for heads in (6, 2, 2))
    weight = torch.randn(1, 10, 6, 16)
    results = []
    for dropout in (0.0, 1e-12):
        attended, _ = shared_prefix_attention(torch.nn.Module(), query, key, value, None, 0.25, dropout, layout=LAYOUT)
        results.append((attended, *torch.autograd.grad((attended * weight).sum(), (query, key, value))))
    for in_parts, masked in zip(*results, strict=True):
        assert in_parts.shape == masked.shape
        torch.testing.assert_close(in_parts, masked, rtol=1e-5, atol=1e-6)
