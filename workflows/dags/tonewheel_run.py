"""Runs one experiment: ingest, features, synthesis, training side by side, report."""

from typing import Any

from airflow.sdk import DAG, TaskGroup, TriggerRule, task, task_group
from airflow.sdk.exceptions import AirflowFailException

from tonewheel_airflow import options, planning
from tonewheel_airflow.operators import IngestOperator, JavaStageOperator
from tonewheel_airflow.params import params


def run_of(stage: str) -> str:
    """Return the template of the run directory, which is empty if that stage did not end well."""
    return f"{{{{ (ti.xcom_pull(task_ids='{stage}') or {{}}).get('run', '') }}}}"


RUN = run_of("ingest")


@task(retries=0)
def choose(group: str, listed: dict[str, Any], **context: Any) -> list[dict[str, Any]]:
    """Return the tasks of one group."""
    return planning.mapped(group, listed["branches"], context["params"])


@task(trigger_rule=TriggerRule.ONE_FAILED, retries=0)
def fail_the_run() -> None:
    """Fail the DAG run, whose last stage, the report, is made even if a branch failed."""
    raise AirflowFailException("A stage failed; the report, if there is one, says what is missing")


def train(name: str, listed: Any) -> tuple[Any, Any]:
    """Add a mapped task group: one `train` for each configuration or branch."""
    group = planning.GROUPS[name]
    of_group = choose.override(task_id=f"choose_{name}")(name, listed)

    @task_group(group_id=name)
    def trained(title: str, branches: list[str]) -> None:
        JavaStageOperator(
            task_id="train",
            stage="train",
            run=RUN,
            branches=branches,
            title=title,
            options=options.training,
            pool=group.pool,
            pool_slots=group.slots,
            map_index_template="{{ task.title }}",
        )

    return of_group, trained.expand_kwargs(of_group)


with DAG(
    "tonewheel_run",
    description=__doc__,
    schedule=None,
    catchup=False,
    params=params(),
    tags=["tonewheel"],
    doc_md="See workflows/docs/airflow.md of the checkout.",
) as dag:
    in_memory = {"pool": planning.MEMORY_POOL, "pool_slots": 2}
    ingest = IngestOperator(task_id="ingest", **in_memory)
    features = JavaStageOperator(task_id="features", stage="features", run=RUN, **in_memory)
    synthesize = JavaStageOperator(
        task_id="synthesize",
        stage="synthesize",
        run=RUN,
        options=options.training,
        pool=planning.MEMORY_POOL,
        pool_slots=planning.GROUPS["deep_large"].slots,
    )
    # Without synthesis, or with some that failed, the other branches are trained all the same.
    plan = JavaStageOperator(
        task_id="plan",
        stage="train",
        arguments=["--list"],
        run=run_of("features"),
        trigger_rule=TriggerRule.ALL_DONE,
        pool=planning.MEMORY_POOL,
    )
    report = JavaStageOperator(
        task_id="report",
        stage="report",
        run=run_of("features"),
        trigger_rule=TriggerRule.ALL_DONE,
        **in_memory,
    )
    failed = fail_the_run()

    ingest >> features >> synthesize >> plan
    features >> plan
    stages = [ingest, features, synthesize, plan]
    with TaskGroup("training", prefix_group_id=False):
        for name in planning.GROUPS:
            stages += train(name, plan.output)
    [features, synthesize, *stages[4:]] >> report
    stages >> failed
