"""The DAG as the scheduler sees it."""

import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.serialization.serialized_objects import DagSerialization
from conftest import WORKFLOWS

from tonewheel_airflow import planning

BEFORE = ["ingest", "features", "synthesize", "plan"]
CHOICES = [f"choose_{name}" for name in planning.GROUPS]
TRAININGS = [f"{name}.train" for name in planning.GROUPS]


@pytest.fixture(scope="module")
def dag():
    bag = DagBag(WORKFLOWS / "dags")
    assert bag.import_errors == {}
    assert list(bag.dags) == ["tonewheel_run"]
    return bag.dags["tonewheel_run"]


def test_tasks_are_the_stages(dag):
    assert set(dag.task_ids) == {*BEFORE, *CHOICES, *TRAININGS, "report", "fail_the_run"}


def test_order_is_that_of_the_pipelines(dag):
    def before(task: str) -> set[str]:
        return dag.get_task(task).upstream_task_ids

    assert before("ingest") == set()
    assert before("features") == {"ingest"}
    assert before("synthesize") == {"features"}
    assert before("plan") == {"features", "synthesize"}
    for choice, training in zip(CHOICES, TRAININGS, strict=True):
        assert before(choice) == {"plan"}
        assert before(training) == {choice}
    assert {"features", "synthesize", *TRAININGS} <= before("report")


def test_trainings_are_mapped_and_side_by_side(dag):
    for name in planning.GROUPS:
        task = dag.get_task(f"{name}.train")
        assert task.get_closest_mapped_task_group().group_id == name
        assert not task.upstream_task_ids & set(TRAININGS)


def test_report_is_made_even_if_a_branch_failed_and_the_dag_run_fails_then(dag):
    assert dag.get_task("report").trigger_rule == "all_done"
    watcher = dag.get_task("fail_the_run")
    assert watcher.trigger_rule == "one_failed"
    assert watcher.upstream_task_ids == {*BEFORE, *CHOICES, *TRAININGS}
    assert {task.task_id for task in dag.leaves} == {"report", "fail_the_run"}


def test_failed_or_unasked_synthesis_does_not_hinder_other_branches(dag):
    assert dag.get_task("plan").trigger_rule == "all_done"


def test_stages_are_retried_twice_and_no_more(dag):
    for name in [*BEFORE, *TRAININGS, "report"]:
        assert dag.get_task(name).retries == 2, name


def test_tasks_wait_for_memory_or_a_gpu(dag):
    for name, group in planning.GROUPS.items():
        task = dag.get_task(f"{name}.train")
        assert (task.pool, task.pool_slots) == (group.pool, group.slots)
    assert dag.get_task("deep_gpu.train").pool == "tonewheel_gpu"
    for name in [*BEFORE, "report"]:
        assert dag.get_task(name).pool == "tonewheel_memory", name


def test_dag_survives_the_way_to_the_scheduler_with_its_links(dag):
    there = DagSerialization.deserialize_dag(DagSerialization.serialize_dag(dag))
    for name in [*BEFORE, "report", "deep.train"]:
        assert there.get_task(name).extra_links == ["Report"], name
    assert there.params.get_param("overrides").schema["properties"]["seed"]["type"] == "integer"


def test_dag_is_only_triggered(dag):
    assert dag.schedule is None
    assert dag.catchup is False
