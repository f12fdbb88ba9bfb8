"""Searches for good settings: ingest, features, an experiment's studies side by side, report."""

from airflow.sdk import DAG, TriggerRule

from tonewheel_airflow import options, tasks
from tonewheel_airflow.operators import IngestOperator, JavaStageOperator
from tonewheel_airflow.params import tuning_params

with DAG(
    "tonewheel_tune",
    description=__doc__,
    schedule=None,
    catchup=False,
    params=tuning_params(),
    tags=["tonewheel"],
    doc_md="See workflows/docs/airflow.md of the checkout.",
) as dag:
    ingest = IngestOperator(task_id="ingest", **tasks.IN_MEMORY)
    features = JavaStageOperator(
        task_id="features", stage="features", run=tasks.RUN, **tasks.IN_MEMORY
    )
    # A table has no features, which is no reason not to search.
    plan = tasks.listing("tune", tasks.RUN, TriggerRule.NONE_FAILED)
    report = tasks.report(tasks.run_of("plan"))
    failed = tasks.fail_the_run()

    ingest >> features >> plan
    searched = tasks.spread("tune", plan.output, options.tuning)
    [plan, *searched] >> report
    [ingest, features, plan, *searched] >> failed
