"""The job `evaluate`: what does not need a model."""

from pathlib import Path

from tokenizers import Tokenizer

from stillroom.conversation import Message, Trajectory
from stillroom.evaluation.evaluate import _longest_reply
from stillroom.store import Task, WorkedCall
from stillroom.students import find_student


def test_a_reply_may_be_a_little_longer_than_the_longest_right_one(tiny_student: Path) -> None:
    call = WorkedCall("hash_text", {"text": "north wind " * 9, "algorithm": "md5"})
    task = Task("one", "Hash it.", thoughts=("Hash, md5.", "Done."), solution=((call,),), answer="md5: 0")
    text = (
        f'Thought: Hash, md5.\n<tool_call>{{"name": "hash_text", "arguments": '
        f'{{"algorithm":"md5","text":"{call.arguments["text"]}"}}}}</tool_call><|im_end|>\n'
    )
    student = find_student(str(tiny_student))
    tokens = len(Tokenizer.from_file(str(tiny_student / "tokenizer.json")).encode(text, add_special_tokens=False).ids)
    assert _longest_reply([task], [], student) == round(1.1 * tokens)
    thoughtful = Message("assistant", thought="First I look at the wind, then at the north. " * 9)
    taught = Trajectory("t", "one", "agent", "", (Message("user", "Hash it. " * 999), thoughtful))
    assert _longest_reply([task], [taught], student) > 1.2 * tokens
