"""Searches for good settings: ingest, features, an experiment's studies side by side, report."""

from airflow.sdk import DAG, TriggerRule

from tonewheel_airflow import options, tasks
from tonewheel_airflow.params import tuning_params

with DAG(
    "tonewheel_tune",
    description=__doc__,
    schedule=None,
    params=tuning_params(),
    **tasks.SETTINGS,
) as dag:
    ingest = tasks.ingest()
    features = tasks.features()
    # A table has no features, which is no reason not to search.
    plan = tasks.listing("tune", tasks.RUN, TriggerRule.NONE_FAILED)
    report = tasks.report(tasks.run_of("plan"))
    failed = tasks.fail_the_run()

    ingest >> features >> plan
    searched = tasks.spread("tune", plan.output, options.tuning)
    [plan, *searched] >> report
    [ingest, features, plan, *searched] >> failed
