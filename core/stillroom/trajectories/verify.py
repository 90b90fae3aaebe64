"""Verification of a teacher's trajectory in stages, as APIGen does it (arXiv 2406.18518): format, schema, execution, check."""

import re
from collections.abc import Iterator, Sequence

from stillroom.conversation import Trajectory
from stillroom.store import Execution, Task, Verdict, VerdictStage
from stillroom.tasks import compare_calls, compare_solution, result_text
from stillroom.tools import Tool, argument_problem
from stillroom.trajectories.agent import Rollout


def verify(task: Task, trajectory: Trajectory, rollout: Rollout, tools: Sequence[Tool]) -> list[Verdict]:
    """The verdicts of the stages in their order, up to and with the first that says no."""
    verdicts = []
    for stage, problem in _stages(task, trajectory, rollout, tools):
        verdicts.append(Verdict(stage, not problem, problem))
        if problem:
            break
    return verdicts


def _stages(
    task: Task, trajectory: Trajectory, rollout: Rollout, tools: Sequence[Tool]
) -> Iterator[tuple[VerdictStage, str]]:
    yield "format", rollout.problem or _unanswered_problem(trajectory)
    yield "schema", _schema_problem(trajectory, tools)
    yield "execution", _execution_problem(rollout.executions)
    yield (
        "check",
        _unbuilt_problem(task)
        or _worked_problem(task, trajectory, rollout, tools)
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


def _worked_problem(task: Task, trajectory: Trajectory, rollout: Rollout, tools: Sequence[Tool]) -> str:
    """What differs from the task's expected calls and, where they are written down, their expected results."""
    specs = [tool.spec for tool in tools]
    if task.check and task.check.calls is not None:
        if problem := compare_calls([task.check.calls], trajectory.calls, specs).reason:
            return problem
    elif task.solution is not None and (problem := compare_solution(task, trajectory, specs).reason):
        return problem
    if task.results is not None:
        wanted = [result_text(result) for step in task.results for result in step]
        for execution, text in zip(rollout.executions, wanted, strict=False):
            if execution.result != text:
                return f"{execution.name} returned {execution.result[:200]}, but the solution says {text[:200]}."
    return ""


def _unbuilt_problem(task: Task) -> str:
    """What cannot be verified yet is not accepted."""
    if task.check and task.check.state is not None:
        return "Checking the final state of stateful tools is still to come."
    if task.check and task.check.judge is not None:
        return "Checking with a judge is still to come."
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
