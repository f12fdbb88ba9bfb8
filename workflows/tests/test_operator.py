"""What becomes of a stage's exit code, output and end."""

import os
import signal
import threading
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException

from tonewheel_airflow import exits, links
from tonewheel_airflow.hooks import StageHook
from tonewheel_airflow.operators import IngestOperator, JavaStageOperator, environment


def features(**more) -> JavaStageOperator:
    return JavaStageOperator(task_id="features", stage="features", run="/runs/one", **more)


def execute(operator: JavaStageOperator, given: dict):
    context = {"params": given, "run_id": "manual__2026-11-22T10:00:00+00:00"}
    return operator.execute.__wrapped__(operator, context)


def test_json_of_the_last_line_of_output_is_the_result_whatever_was_logged_after(tonewheel, given):
    tonewheel.tell(features={"result": {"counts": {"segments": 40}}})
    result = execute(features(), given)
    assert result == {"run": "/runs/one", "stage": "features", "counts": {"segments": 40}}
    assert tonewheel.calls() == [["features", "--run=/runs/one"]]


def test_stage_that_ends_with_no_json_has_no_result(tonewheel, given):
    tonewheel.tell(features={"ends_with_text": True})
    assert execute(features(), given) is None


def test_every_line_of_both_streams_is_logged(tonewheel, given, monkeypatch):
    logged = []
    monkeypatch.setattr(StageHook, "log", SimpleNamespace(info=lambda *said: logged.append(said)))
    execute(features(), given)
    lines = [said[1] for said in logged if said[0] == "%s"]
    # each stream in its order; two pipes have none between them
    result = '{"run": "/runs/one", "stage": "features"}'
    assert sorted(lines) == sorted([result, "features says något", "features ended with 0"])
    assert lines.index("features says något") < lines.index("features ended with 0")


@pytest.mark.parametrize("code", [3, 64, 65, 70, 78])
def test_final_codes_fail_without_a_retry_and_tell_the_last_message(tonewheel, given, code):
    tonewheel.tell(features={"exits": [code]})
    with pytest.raises(AirflowFailException, match=f"{code}.*features ended with {code}$"):
        execute(features(), given)


@pytest.mark.parametrize("code", [75, 1, 2, 130, 137, 143])
def test_any_other_code_fails_and_may_be_retried(tonewheel, given, code):
    tonewheel.tell(features={"exits": [code]})
    with pytest.raises(AirflowException) as raised:
        execute(features(), given)
    assert not isinstance(raised.value, AirflowFailException | AirflowSkipException)


def test_99_skips(tonewheel, given):
    tonewheel.tell(features={"exits": [99]})
    with pytest.raises(AirflowSkipException, match="does not ask for features"):
        execute(features(), given)


def test_stage_without_a_run_is_skipped(tonewheel, given):
    report = JavaStageOperator(task_id="report", stage="report", run="")
    with pytest.raises(AirflowSkipException, match="no run"):
        execute(report, given)
    assert tonewheel.calls() == []


def test_launcher_that_is_not_there_is_no_reason_to_retry(given, monkeypatch):
    monkeypatch.setenv("TONEWHEEL", "/no/such/launcher")
    with pytest.raises(AirflowFailException, match="/no/such/launcher cannot be started"):
        execute(features(), given)


def test_retries_are_two_unless_told_otherwise():
    assert features().retries == exits.RETRIES == 2
    assert features(retries=0).retries == 0
    assert features(retry_delay=timedelta(seconds=1)).retry_delay == timedelta(seconds=1)


def test_branches_and_parameters_become_arguments_that_no_shell_reads(tonewheel, given):
    evil = "/music/$(touch hacked); `id` && * {{ 1 }}"
    given |= {"input": evil, "cores": 3, "device": "cpu", "branch_minutes": 5}
    execute(IngestOperator(task_id="ingest"), given)
    execute(
        JavaStageOperator(
            task_id="train",
            stage="train",
            run="/runs/$(id)",
            branches=["net5-a", "ffn-b"],
            options=lambda params: [f"--cores={params['cores']}"],
        ),
        given,
    )
    ingest, train = tonewheel.calls()
    assert f"--input={evil}" in ingest
    assert train == ["train", "--run=/runs/$(id)", "--branch=net5-a", "--branch=ffn-b", "--cores=3"]
    assert not list(tonewheel.folder.glob("**/hacked"))


def test_ingest_reads_the_changed_experiment_which_is_gone_afterwards(tonewheel, given):
    given |= {"overrides": {"seed": 7}}
    execute(IngestOperator(task_id="ingest"), given)
    (ingest,) = tonewheel.calls()
    experiment = next(argument for argument in ingest if argument.startswith("--experiment="))
    assert experiment.endswith("/demo.yaml")
    assert not os.path.exists(experiment.partition("=")[2])  # noqa: PTH110


def test_kill_ends_the_program_and_the_task_fails_so_that_it_can_be_retried(
    tmp_path, monkeypatch, given
):
    launcher = tmp_path / "slow"
    launcher.write_text('#!/bin/sh\necho $$ > "$0.pid"\nexec sleep 300\n')
    launcher.chmod(0o700)
    monkeypatch.setenv("TONEWHEEL", str(launcher))
    operator = features()
    ended = []

    def run() -> None:
        with pytest.raises(AirflowException, match="143: it was interrupted"):
            execute(operator, given)
        ended.append(True)

    thread = threading.Thread(target=run)
    thread.start()
    pid_file = tmp_path / "slow.pid"
    while not (pid_file.exists() and pid_file.read_text()):
        time.sleep(0.02)
    operator.on_kill()
    thread.join(20)
    assert ended
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid_file.read_text()), signal.SIG_DFL)


def test_heap_is_handed_on_by_the_environment(given):
    assert environment(given | {"heap": "3g"})["TONEWHEEL_HEAP"] == "3g"
    assert "TONEWHEEL_HEAP" not in environment(given) or "TONEWHEEL_HEAP" in os.environ


def test_link_leads_to_the_report_of_the_run(monkeypatch):
    assert links.address("/my runs/one") == "file:///my%20runs/one/report/index.html"
    assert links.address("s3://bucket/one/") == "s3://bucket/one/report/index.html"
    monkeypatch.setenv("TONEWHEEL_REPORTS", "https://reports.example/runs/")
    assert links.address("/my/runs/one") == "https://reports.example/runs/one/report/index.html"
