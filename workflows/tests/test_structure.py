"""The DAGs as the scheduler sees them."""

import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.serialization.serialized_objects import DagSerialization
from conftest import WORKFLOWS

from tonewheel_airflow import planning

#: By DAG: the tasks before those that are mapped, with the tasks before each.
BEFORE = {
    "tonewheel_run": {
        "ingest": set(),
        "features": {"ingest"},
        "synthesize": {"features"},
        "plan": {"features", "synthesize"},
    },
    "tonewheel_table": {"ingest": set(), "plan": {"ingest"}},
    "tonewheel_tune": {"ingest": set(), "features": {"ingest"}, "plan": {"features"}},
}
MAPPED = {"tonewheel_run": "train", "tonewheel_table": "train", "tonewheel_tune": "tune"}
CHOICES = [f"choose_{name}" for name in planning.GROUPS]


@pytest.fixture(scope="module")
def bag():
    bag = DagBag(WORKFLOWS / "dags")
    assert bag.import_errors == {}
    assert set(bag.dags) == set(BEFORE)
    return bag


@pytest.fixture(params=sorted(BEFORE))
def dag(request, bag):
    return bag.dags[request.param]


def mapped(dag) -> list[str]:
    return [f"{name}.{MAPPED[dag.dag_id]}" for name in planning.GROUPS]


def test_tasks_are_the_stages(dag):
    before = BEFORE[dag.dag_id]
    assert set(dag.task_ids) == {*before, *CHOICES, *mapped(dag), "report", "fail_the_run"}


def test_order_is_that_of_the_pipelines(dag):
    def before(task: str) -> set[str]:
        return dag.get_task(task).upstream_task_ids

    for task, earlier in BEFORE[dag.dag_id].items():
        assert before(task) == earlier, task
    for choice, training in zip(CHOICES, mapped(dag), strict=True):
        assert before(choice) == {"plan"}
        assert before(training) == {choice}
    assert set(mapped(dag)) <= before("report")


def test_trainings_and_searches_are_mapped_and_side_by_side(dag):
    for name, training in zip(planning.GROUPS, mapped(dag), strict=True):
        task = dag.get_task(training)
        assert task.get_closest_mapped_task_group().group_id == name
        assert not task.upstream_task_ids & set(mapped(dag))


def test_report_is_made_even_if_a_branch_failed_and_the_dag_run_fails_then(dag):
    assert dag.get_task("report").trigger_rule == "all_done"
    watcher = dag.get_task("fail_the_run")
    assert watcher.trigger_rule == "one_failed"
    assert watcher.upstream_task_ids == {*BEFORE[dag.dag_id], *CHOICES, *mapped(dag)}
    assert {task.task_id for task in dag.leaves} == {"report", "fail_the_run"}


def test_failed_or_unasked_synthesis_does_not_hinder_other_branches(bag):
    assert bag.dags["tonewheel_run"].get_task("plan").trigger_rule == "all_done"


def test_table_without_features_is_searched_and_audio_without_them_is_not(bag):
    assert bag.dags["tonewheel_tune"].get_task("plan").trigger_rule == "none_failed"


def test_stages_are_retried_twice_and_no_more(dag):
    for name in [*BEFORE[dag.dag_id], *mapped(dag), "report"]:
        assert dag.get_task(name).retries == 2, name


def test_tasks_wait_for_memory_or_a_gpu(dag):
    for (name, group), training in zip(planning.GROUPS.items(), mapped(dag), strict=True):
        task = dag.get_task(training)
        assert (task.pool, task.pool_slots) == (group.pool, group.slots), name
    for name in [*BEFORE[dag.dag_id], "report"]:
        assert dag.get_task(name).pool == "tonewheel_memory", name


def test_dag_survives_the_way_to_the_scheduler_with_its_links(dag):
    there = DagSerialization.deserialize_dag(DagSerialization.serialize_dag(dag))
    for name in [*BEFORE[dag.dag_id], "report", mapped(dag)[0]]:
        assert there.get_task(name).extra_links == ["Report"], name
    assert there.params.get_param("overrides").schema["properties"]["seed"]["type"] == "integer"


def test_dag_is_only_triggered(dag):
    assert dag.schedule is None
    assert dag.catchup is False


def test_parameters_are_what_each_needs(bag):
    run, table, tune = (set(bag.dags[name].params) for name in sorted(BEFORE))
    assert table == run
    assert tune == run - {"map_by"} | {"trials"}
    assert bag.dags["tonewheel_table"].params["experiment"] == "p2-music-genre.yaml"
