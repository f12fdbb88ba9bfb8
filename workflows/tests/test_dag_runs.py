"""The DAG run for real: by ``airflow dags test``, on the demo's music."""

import json

import pytest
from airflow_home import AirflowHome, Attempt
from conftest import WORKFLOWS
from pipelines import Pipelines, figures

pytestmark = pytest.mark.real

TARGET = WORKFLOWS / "target" / "real"
LIGHT = WORKFLOWS / "tests" / "light.yaml"


@pytest.fixture(scope="module")
def home() -> AirflowHome:
    return AirflowHome(TARGET / "airflow")


@pytest.fixture(scope="module")
def pipelines() -> Pipelines:
    return Pipelines(TARGET / "pipelines")


@pytest.fixture(scope="module")
def music(pipelines) -> str:
    line = pipelines.run("demo", f"--audio-only={TARGET / 'music'}", "--tracks=6").splitlines()[-1]
    return json.loads(line)["audio"]


def test_dag_run_gives_the_figures_of_a_run_by_hand(home, pipelines, music, tmp_path):
    conf = {
        "experiment": str(LIGHT),
        "input": music,
        "output": str(tmp_path / "runs"),
        "overrides": {"seed": 7},
        "device": "cpu",
        "heap": "900m",
    }
    ended = home.test_dag(conf, TONEWHEEL=str(pipelines.launcher))
    assert ended.returncode == 0, ended.stdout[-5000:]
    state, tasks = home.newest()
    assert state == "success"
    done = [name for name, attempt in tasks.items() if attempt == Attempt("success", 1)]
    trainings = [name for name in done if ".train[" in name]
    assert sorted(trainings) == ["deep.train[0]", "tribuo.train[0]", "tribuo.train[1]"]
    assert {"ingest", "features", "synthesize", "plan", "report"} <= set(done)
    assert tasks["deep_large.train"].state == tasks["fail_the_run"].state == "skipped"

    by_hand = tmp_path / "light7.yaml"
    by_hand.write_text(LIGHT.read_text() + "seed: 7\n")
    hand = tmp_path / "hand"
    pipelines.run("run", f"--experiment={by_hand}", f"--input={music}", f"--run={hand}")
    (run,) = (folder for folder in (tmp_path / "runs").iterdir() if folder.is_dir())
    assert figures(run) == figures(hand)
    assert len(figures(run)["branches"]) == 4


def test_stage_that_fails_once_is_retried_and_what_was_not_asked_for_is_skipped(
    home, pipelines, music, tmp_path
):
    launcher = tmp_path / "fails once"
    launcher.write_text(
        "#!/bin/sh\n"
        '[ "$1" != features ] || [ -e "$0.failed" ] || { : > "$0.failed"; exit 75; }\n'
        f"exec '{pipelines.launcher}' \"$@\"\n"
    )
    launcher.chmod(0o755)
    conf = {"experiment": "features.yaml", "input": music, "output": str(tmp_path)}
    ended = home.test_dag(conf, TONEWHEEL=str(launcher))
    assert ended.returncode == 0, ended.stdout[-5000:]
    assert "features ended with 75" in ended.stdout
    state, tasks = home.newest()
    assert state == "success"
    assert tasks["features"] == Attempt("success", 2)
    assert tasks["synthesize"].state == "skipped"
    assert tasks["report"] == Attempt("success", 1)


def test_branch_that_fails_for_good_fails_the_dag_run_after_its_report(home, tonewheel):
    branches = [
        {"id": name, "configuration": name, "family": name, "kind": kind, "state": "pending"}
        for name, kind in (("net5", "deep"), ("ffn", "tribuo"))
    ]
    tonewheel.tell(list={"result": {"branches": branches}}, train={"exits": [70, 0]})
    ended = home.test_dag(
        {"input": "/music"}, TONEWHEEL=str(tonewheel.path), FAKE_TONEWHEEL=str(tonewheel.folder)
    )
    assert ended.returncode != 0
    state, tasks = home.newest()
    assert state == "failed"
    trainings = [tasks["deep.train[0]"], tasks["tribuo.train[0]"]]
    assert sorted(trainings) == [Attempt("failed", 1), Attempt("success", 1)]
    assert tasks["report"] == Attempt("success", 1)
    assert tasks["fail_the_run"].state == "failed"
    assert [call[0] for call in tonewheel.calls()].count("train") == 3


def test_studies_of_a_table_are_searched_though_it_has_no_features(home, tonewheel):
    studies = [
        {"id": "ffn", "kind": "tribuo", "parallel": 4},
        {"id": "lstm", "kind": "deep", "parallel": 4},
    ]
    tonewheel.tell(list={"result": {"studies": studies}}, features={"exits": [99]})
    ended = home.test_dag(
        {"input": "/table.csv", "trials": 9},
        "tonewheel_tune",
        TONEWHEEL=str(tonewheel.path),
        FAKE_TONEWHEEL=str(tonewheel.folder),
    )
    assert ended.returncode == 0, ended.stdout[-5000:]
    state, tasks = home.newest()
    assert state == "success"
    assert tasks["features"].state == "skipped"
    assert tasks["tribuo.tune[0]"] == tasks["deep.tune[0]"] == Attempt("success", 1)
    assert tasks["report"] == Attempt("success", 1)
    searches = [call for call in tonewheel.calls() if call[0] == "tune" and "--list" not in call]
    assert sorted(call[2] for call in searches) == ["--study=ffn", "--study=lstm"]
    assert all("--trials=9" in call for call in searches)


def test_table_is_trained_on_without_features(home, tonewheel):
    branches = [
        {"id": "ffn", "configuration": "ffn", "family": "ffn", "kind": "tribuo", "state": "pending"}
    ]
    tonewheel.tell(list={"result": {"branches": branches}})
    ended = home.test_dag(
        {"input": "/table.csv", "experiment": "demo.yaml"},
        "tonewheel_table",
        TONEWHEEL=str(tonewheel.path),
        FAKE_TONEWHEEL=str(tonewheel.folder),
    )
    assert ended.returncode == 0, ended.stdout[-5000:]
    assert [call[0] for call in tonewheel.calls()] == ["ingest", "train", "train", "report"]


@pytest.mark.full
def test_features_that_fail_leave_nothing_to_train_or_report(home, tonewheel):
    tonewheel.tell(features={"exits": [65]})
    ended = home.test_dag(
        {"input": "/music"}, TONEWHEEL=str(tonewheel.path), FAKE_TONEWHEEL=str(tonewheel.folder)
    )
    assert ended.returncode != 0
    state, tasks = home.newest()
    assert state == "failed"
    assert tasks["features"] == Attempt("failed", 1)
    assert tasks["plan"].state == tasks["report"].state == "skipped"
    assert [call[0] for call in tonewheel.calls()] == ["ingest", "features"]


def test_wrong_parameter_is_refused_before_anything_runs(home, tonewheel):
    ended = home.test_dag(
        {"input": "music", "cores": 0},
        TONEWHEEL=str(tonewheel.path),
        FAKE_TONEWHEEL=str(tonewheel.folder),
    )
    assert ended.returncode != 0
    assert "Invalid input for param" in ended.stdout
    assert tonewheel.calls() == []
