"""Runs one experiment: ingest, features, synthesis, training side by side, report."""

from airflow.sdk import DAG, TriggerRule

from tonewheel_airflow import options, planning, tasks
from tonewheel_airflow.operators import JavaStageOperator
from tonewheel_airflow.params import params

with DAG(
    "tonewheel_run",
    description=__doc__,
    schedule=None,
    params=params(),
    **tasks.SETTINGS,
) as dag:
    ingest = tasks.ingest()
    features = tasks.features()
    synthesize = JavaStageOperator(
        task_id="synthesize",
        stage="synthesize",
        run=tasks.RUN,
        options=options.training,
        pool=planning.MEMORY_POOL,
        pool_slots=planning.GROUPS["deep_large"].slots,
    )
    # Without synthesis, or with some that failed, the other branches are trained all the same.
    plan = tasks.listing("train", tasks.run_of("features"), TriggerRule.ALL_DONE)
    report = tasks.report(tasks.run_of("features"))
    failed = tasks.fail_the_run()

    ingest >> features >> synthesize >> plan
    features >> plan
    trained = tasks.spread("train", plan.output)
    [features, synthesize, *trained] >> report
    [ingest, features, synthesize, plan, *trained] >> failed
