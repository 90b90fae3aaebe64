"""What the steps know of a project: its teacher, its budget, and earlier runs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from stillroom.errors import KnownError, ProjectError
from stillroom.evaluation import EvaluateParams
from stillroom.project import Project
from stillroom.store import Run
from stillroom.teacher import Teacher, forget_teacher, keep_teacher
from stillroom.trajectories import TeachParams
from stillroom.work import asks_the_same, budget_of, choose_teacher, chosen_teacher, resume_teaching, set_budget, teach


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setenv("STILLROOM_CONFIG", str(tmp_path / "config"))
    with Project.create(tmp_path / "project") as project:
        yield project


def test_a_run_read_from_the_store_asks_the_same_as_its_parameters() -> None:
    params = EvaluateParams(("base", "student"), "train-1")
    stored = msgspec.json.decode(msgspec.json.encode({"params": params}))
    run = Run("evaluate-1", "evaluate", "cancelled", 0.0, spec=stored)
    assert asks_the_same(run, params)
    assert not asks_the_same(run, msgspec.structs.replace(params, arms=("base",)))


def test_a_project_has_the_teacher_that_was_chosen_for_it(project: Project) -> None:
    assert chosen_teacher(project) is None
    teacher = Teacher("gpt", "openai", "gpt-4o-mini")
    keep_teacher(teacher)
    choose_teacher(project, "gpt")
    assert chosen_teacher(project) == teacher
    with pytest.raises(KnownError, match="There is no teacher other"):
        choose_teacher(project, "other")
    assert chosen_teacher(project) == teacher
    choose_teacher(project, None)
    assert chosen_teacher(project) is None


def test_a_teacher_that_is_not_set_up_here_is_said(project: Project) -> None:
    keep_teacher(Teacher("gpt", "openai", "gpt-4o-mini"))
    choose_teacher(project, "gpt")
    forget_teacher("gpt")
    with pytest.raises(KnownError, match="is taught by gpt, which is no teacher on this computer"):
        chosen_teacher(project)


def test_teaching_is_resumed_as_the_same_run_by_the_users_own_teacher(project: Project) -> None:
    with pytest.raises(ProjectError, match="Nothing of this project was taught yet"):
        resume_teaching(project)
    keep_teacher(own := Teacher("gpt", "openai", "gpt-4o-mini"))
    # What a project from elsewhere says of an address is not where the user's key goes.
    foreign = msgspec.structs.replace(
        own, provider="custom", base_url="https://evil.example/v1", key="openai", model="big"
    )
    asked = TeachParams(teacher=foreign, judge=foreign, budget=0.5, samples=3)
    begun = teach(project, asked)
    project.store.start_run(Run(begun.run, "teach", "cancelled", 1.0, spec=msgspec.to_builtins(begun)))
    again = resume_teaching(project)
    mine = msgspec.structs.replace(own, model="big")
    assert again.run == begun.run
    assert msgspec.convert(again.params, TeachParams) == msgspec.structs.replace(asked, teacher=mine, judge=mine)
    assert resume_teaching(project, 2.0).params["budget"] == 2.0
    forget_teacher("gpt")
    with pytest.raises(KnownError, match="There is no teacher gpt"):
        resume_teaching(project)
    project.store.start_run(Run("other", "teach", "cancelled", 2.0, spec={"params": {"samples": "many"}}))
    with pytest.raises(ProjectError, match="Another Stillroom taught last"):
        resume_teaching(project)


@pytest.mark.parametrize(("fact", "dollars"), [(None, None), (2, 2.0), (0, 0.0), (-1, None), ("2", None), ([], None)])
def test_a_budget_is_an_amount_of_money_or_none(project: Project, fact: Any, dollars: float | None) -> None:
    project.store.set_fact("budget", fact)
    assert budget_of(project) == dollars
    set_budget(project, 0.5)
    assert budget_of(project) == 0.5
