"""Runs one experiment on a table: ingest of its rows, training side by side, report."""

from airflow.sdk import DAG, TriggerRule

from tonewheel_airflow import tasks
from tonewheel_airflow.params import table_params

with DAG(
    "tonewheel_table",
    description=__doc__,
    schedule=None,
    params=table_params(),
    **tasks.SETTINGS,
) as dag:
    ingest = tasks.ingest()
    plan = tasks.listing("train", tasks.RUN, TriggerRule.ALL_SUCCESS)
    report = tasks.report(tasks.RUN)
    failed = tasks.fail_the_run()

    ingest >> plan
    trained = tasks.spread("train", plan.output)
    [ingest, *trained] >> report
    [ingest, plan, *trained] >> failed
