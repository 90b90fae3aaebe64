"""Verification of a teacher's trajectory in stages, as APIGen does it (arXiv 2406.18518): format, schema, execution, check."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec

from stillroom.conversation import Trajectory, canonical_json
from stillroom.store import Execution, Task, Verdict, VerdictStage
from stillroom.tasks import compare_calls, compare_solution, result_text
from stillroom.tools import Tool, argument_problem
from stillroom.trajectories.agent import Rollout


def verify(task: Task, trajectory: Trajectory, rollout: Rollout, tools: Sequence[Tool]) -> list[Verdict]:
    """The verdicts of the stages in their order, up to and with the first that says no, or the judge's."""
    verdicts = []
    for stage, problem in _stages(task, trajectory, rollout, tools):
        verdicts.append(Verdict(stage, not problem, problem))
        if problem:
            return verdicts
    if needs_judge(task):
        verdicts.append(rollout.judged or Verdict("judge", False, "No judge has looked at it."))
    return verdicts


def needs_judge(task: Task) -> bool:
    return task.check is not None and task.check.judge is not None


def verify_thought(task: Task, trajectory: Trajectory, rollout: Rollout) -> list[Verdict]:
    """The verdicts on a chain of thought without tools: that it is whole, and that its answer is right."""
    if unanswered := rollout.problem or _unanswered_problem(trajectory):
        return [Verdict("format", False, unanswered)]
    problem = answer_problem(task, trajectory)
    if problem is None:
        known = needs_judge(task) or not task.needs_call
        problem = "" if known else "Nothing says what the right answer is: the task has no check, results or answer."
    verdicts = [Verdict("format", True), Verdict("check", not problem, problem)]
    if needs_judge(task) and not problem:
        verdicts.append(rollout.judged or Verdict("judge", False, "No judge has looked at it."))
    return verdicts


def answer_problem(task: Task, trajectory: Trajectory) -> str | None:
    """What is wrong with the last answer, however it was come by; "" if nothing is, None where nothing says what is right.

    Right is what the task's check asks of it. Without one it gives what the worked solution's last step returns, or its answer.
    """
    if task.check and task.check.answer:
        return _answer_problem(task, trajectory)
    if not task.needs_call or needs_judge(task):
        return None
    told = task.results[-1] if task.results else task.answers[-1:]
    wanted = [text for text in map(result_text, told) if text]
    if not wanted:
        return None
    answer = " ".join(trajectory.answer.split())
    missing = next((text for text in wanted if " ".join(text.split()) not in answer), None)
    return "" if missing is None else f"The answer does not give: {missing[:200]}"


def _stages(
    task: Task, trajectory: Trajectory, rollout: Rollout, tools: Sequence[Tool]
) -> Iterator[tuple[VerdictStage, str]]:
    yield "format", rollout.problem or _unanswered_problem(trajectory)
    yield "schema", _schema_problem(trajectory, tools)
    yield "execution", _execution_problem(rollout.executions)
    yield (
        "check",
        _worked_problem(task, _without_faults(trajectory, rollout), rollout, tools)
        or _state_problem(task, rollout)
        or _answer_problem(task, trajectory),
    )


def _unanswered_problem(trajectory: Trajectory) -> str:
    """Every user turn ends in an answer; a turn of the assistant that calls nothing is one."""
    answers = [
        message.content for message in trajectory.messages if message.role == "assistant" and not message.tool_calls
    ]
    return "" if trajectory.answer.strip() and all(text.strip() for text in answers) else "There is no answer."


def _schema_problem(trajectory: Trajectory, tools: Sequence[Tool]) -> str:
    specs = {tool.name: tool.spec for tool in tools}
    for turn in trajectory.calls:
        for call in turn:
            if call.name not in specs:
                return f"There is no tool {call.name}."
            if problem := argument_problem(specs[call.name], call.arguments):
                return f"{call.name}: {problem}"
    return ""


def _execution_problem(executions: Sequence[Execution]) -> str:
    """A failed call that a later one made good is kept on purpose: it teaches recovery (Agent Distillation, section 3)."""
    if executions and not executions[-1].ok:
        return f"{executions[-1].name}: {executions[-1].result}"
    return ""


def _without_faults(trajectory: Trajectory, rollout: Rollout) -> Trajectory:
    """The trajectory without the calls that were made to fail: what it did beside them is what counts."""
    faults = {execution.call for execution in rollout.executions if execution.fault}
    messages = (
        msgspec.structs.replace(message, tool_calls=tuple(call for call in message.tool_calls if call.id not in faults))
        for message in trajectory.messages
    )
    return msgspec.structs.replace(trajectory, messages=tuple(messages))


def _worked_problem(task: Task, trajectory: Trajectory, rollout: Rollout, tools: Sequence[Tool]) -> str:
    """What differs from the task's expected calls and, where they are written down, their expected results."""
    specs = [tool.spec for tool in tools]
    if task.check and task.check.calls is not None:
        if problem := compare_calls([task.check.calls], trajectory.calls, specs).reason:
            return problem
    elif task.solution is not None and (problem := compare_solution(task, trajectory, specs).reason):
        return problem
    ran = (execution for execution in rollout.executions if not execution.fault)
    for results in task.results or ():
        wanted = list(map(result_text, results))
        others = []  # the calls of a step come in any order
        for execution in islice(ran, len(results)):
            if execution.result in wanted:
                wanted.remove(execution.result)
            else:
                others.append(execution)
        for execution, text in zip(others, wanted, strict=False):  # the first of them is enough
            return f"{execution.name} returned {execution.result[:200]}, but the solution says {text[:200]}."
    return ""


def _state_problem(task: Task, rollout: Rollout) -> str:
    """What differs between the final state and the one that is asked for: of a check, only what it names."""
    if task.check and task.check.state is not None:
        wanted = task.check.state
        if not rollout.state:
            return "The final state cannot be checked: there are no stateful tools."
        if not wanted.keys() <= rollout.state.keys():
            wanted = dict.fromkeys(rollout.state, wanted) if len(rollout.state) == 1 else wanted
        return _state_difference(wanted, rollout.state)
    if rollout.worked_state is not None:
        return _state_difference(rollout.worked_state, rollout.state)
    return ""


def _state_difference(wanted: dict[str, Any], state: dict[str, Any]) -> str:
    for owner, attributes in wanted.items():
        for name, value in attributes.items():
            found = state.get(owner, {}).get(name)
            if canonical_json(found) != canonical_json(value):
                is_now = canonical_json(found)[:200] if name in state.get(owner, {}) else "not there"
                return f"In the final state {owner}.{name} is {is_now}, expected {canonical_json(value)[:200]}."
    return ""


def _answer_problem(task: Task, trajectory: Trajectory) -> str:
    check = task.check.answer if task.check else None
    if check is None:
        return ""
    answer = trajectory.answer.strip()
    if check.equals is not None and answer != check.equals.strip():
        return f"The answer is not: {check.equals}"
    if check.matches is not None and not re.search(check.matches, answer):
        return f"The answer does not match: {check.matches}"
    if check.number is not None:
        numbers = [float(text.replace(",", "")) for text in re.findall(r"-?\d[\d,]*\.?\d*", answer)]
        if not any(abs(number - check.number) <= check.tolerance for number in numbers):
            return f"The answer does not give {check.number:g}."
    return ""
