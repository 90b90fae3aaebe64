"""The last stage of verification: an accepted trajectory that repeats another one is not learnt from.

It repeats one that makes the same calls with the same arguments, is told the same by the tools, and says nearly the same in all
turns, about the same texts and numbers. The one that was stored first stands, for good: each is judged as it is stored, against
those that stand, in the one thread that stores them; so however many are under way, or a run is killed, none of the two changes.
A trajectory that a person edited is theirs, and is not judged.
"""

from collections.abc import Iterable, Sequence

import msgspec

from stillroom.conversation import Trajectory, canonical_json, digest
from stillroom.store import Split, Verdict
from stillroom.tasks import Bands, Wording, wording
from stillroom.trajectories.samples import Sample

_SAME = 0.8


class Repeats:
    """Knows the trajectories that stand, and finds those that repeat one of them."""

    def __init__(self, standing: Iterable[tuple[Split, Trajectory]] = ()) -> None:
        """`standing`: the accepted trajectories that a student learns from or is measured on, each with its side."""
        self._bands = Bands()
        self._known: list[
            tuple[str, str, str]
        ] = []  # id, task and what is said; a Wording would take ten times as much
        for split, trajectory in standing:
            self._put(trajectory, *_said(split, trajectory))

    def verdict(self, split: Split, trajectory: Trajectory) -> Verdict:
        """Whether it may stand beside the others of its side; then it does."""
        text, words, key = _said(split, trajectory)
        for number in sorted(self._bands.alike(words, key)):
            id, task, other = self._known[number]
            if wording([other]).likeness(words) >= _SAME:
                reason = f"It makes the same calls and says nearly the same as {id}, of the task {task}."
                return Verdict("near-duplicate", False, reason)
        self._put(trajectory, text, words, key)
        return Verdict("near-duplicate", True)

    def _put(self, trajectory: Trajectory, text: str, words: Wording, key: str) -> None:
        self._bands.put(len(self._known), words, key)
        self._known.append((trajectory.id, trajectory.task, text))


def sift(
    repeats: Repeats, split: Split, solutions: Sequence[tuple[Trajectory, Sample]], *, every: bool
) -> list[tuple[Trajectory, Sample]]:
    """The samples of one task, the best last as they come, with the verdicts on what repeats another.

    `every`: all that are accepted are to be learnt from, and not only the best. A sample that only stands by is not judged.
    """
    sifted: list[tuple[Trajectory, Sample]] = []
    found = False
    for trajectory, sample in reversed(solutions):
        if sample.accepted and (every or not found):
            verdict = repeats.verdict(split, trajectory)
            found = found or verdict.ok
            sample = msgspec.structs.replace(sample, verdicts=(*sample.verdicts, verdict))  # noqa: PLW2901
        sifted.insert(0, (trajectory, sample))
    return sorted(sifted, key=lambda pair: pair[1].accepted)


def _said(split: Split, trajectory: Trajectory) -> tuple[str, Wording, str]:
    """What is said in all turns, its wording, and a digest of what must be equal for two trajectories to be the same."""
    told = {message.tool_call_id: message.content for message in trajectory.messages if message.role == "tool"}
    did = [
        sorted(canonical_json([call.name, call.arguments, told.get(call.id)]) for call in turn)
        for turn in trajectory.calls
    ]
    spoken = [message for message in trajectory.messages if message.role in ("user", "assistant")]
    text = "\n".join(part for message in spoken for part in (message.thought, message.content) if part)
    words = wording([text])
    roles = [message.role for message in spoken]
    return text, words, digest([split, did, roles, words.values])[:16]
