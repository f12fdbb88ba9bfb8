"""What the DAGs are made of: tasks for stages, and groups that are mapped over a plan."""

from collections.abc import Callable
from typing import Any

from airflow.sdk import TaskGroup, TriggerRule, task, task_group
from airflow.sdk.exceptions import AirflowFailException

from tonewheel_airflow import options, planning
from tonewheel_airflow.operators import IngestOperator, JavaStageOperator

#: What every DAG says of itself.
SETTINGS = {
    "catchup": False,
    "tags": ["tonewheel"],
    "doc_md": "See workflows/docs/airflow.md of the checkout.",
}

#: What stages take that read and write tables.
IN_MEMORY = {"pool": planning.MEMORY_POOL, "pool_slots": 2}


def run_of(stage: str) -> str:
    """Return the template of the run directory, which is empty if that stage did not end well."""
    return f"{{{{ (ti.xcom_pull(task_ids='{stage}') or {{}}).get('run', '') }}}}"


#: The run that the DAG run's ingest made or found.
RUN = run_of("ingest")


@task(retries=0)
def choose(group: str, stage: str, listed: dict[str, Any], **context: Any) -> list[dict[str, Any]]:
    """Return the tasks of one group."""
    return planning.mapped(group, stage, listed, context["params"])


@task(trigger_rule=TriggerRule.ONE_FAILED, retries=0)
def fail_the_run() -> None:
    """Fail the DAG run, whose last stage, the report, is made even if a branch failed."""
    raise AirflowFailException("A stage failed; the report, if there is one, says what is missing")


def ingest() -> IngestOperator:
    """Add the task that makes the run."""
    return IngestOperator(task_id="ingest", **IN_MEMORY)


def features() -> JavaStageOperator:
    """Add the task that computes features."""
    return JavaStageOperator(task_id="features", stage="features", run=RUN, **IN_MEMORY)


def listing(stage: str, run: str, trigger_rule: TriggerRule) -> JavaStageOperator:
    """Add the task that lists what a stage is to do."""
    return JavaStageOperator(
        task_id="plan",
        stage=stage,
        arguments=["--list"],
        run=run,
        trigger_rule=trigger_rule,
        pool=planning.MEMORY_POOL,
    )


def report(run: str) -> JavaStageOperator:
    """Add the report, which is made even if a branch or a study failed."""
    return JavaStageOperator(
        task_id="report",
        stage="report",
        run=run,
        trigger_rule=TriggerRule.ALL_DONE,
        **IN_MEMORY,
    )


def spread(stage: str, listed: Any, of_stage: Callable[..., list[str]] = options.training) -> list:
    """Add a mapped task group for each group of the plan, side by side.

    :param stage: ``train`` or ``tune``
    :param listed: what ``--list`` of that stage printed
    :param of_stage: what the stage is told of the machine
    :return: the choices and the groups
    """
    added = []
    with TaskGroup({"train": "training", "tune": "tuning"}[stage], prefix_group_id=False):
        for name in planning.GROUPS:
            added += _mapped(name, stage, listed, of_stage)
    return added


def _mapped(name: str, stage: str, listed: Any, of_stage: Callable[..., list[str]]) -> list:
    group = planning.GROUPS[name]
    of_group = choose.override(task_id=f"choose_{name}")(name, stage, listed)

    @task_group(group_id=name)
    def mapped(title: str, arguments: list[str]) -> None:
        JavaStageOperator(
            task_id=stage,
            stage=stage,
            run=RUN,
            arguments=arguments,
            title=title,
            options=of_stage,
            pool=group.pool,
            pool_slots=group.slots,
            map_index_template="{{ task.title }}",
        )

    return [of_group, mapped.expand_kwargs(of_group)]
