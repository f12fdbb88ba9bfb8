"""The DAG under Airflow's own services: branches side by side, and one killed that goes on."""

import json
from datetime import datetime
from pathlib import Path

import psutil
import pytest
from airflow_home import AirflowHome
from airflow_services import AirflowServices, wait_for
from conftest import WORKFLOWS
from pipelines import Pipelines, figures

pytestmark = pytest.mark.full

TARGET = WORKFLOWS / "target" / "full"
DAG = "/api/v2/dags/tonewheel_run"
EXPERIMENT = """
name: longer
sources: [{folder: ., metadata: tracks.csv}]
featureSets: {frames33: {}}
audio: {segments: 2}
splits: {track: {protocol: track}}
branches:
  - {net: net5, split: track, epochs: 100, rate: [0.001, 0.002], hidden: 256, patience: 0}
  - {net: logistic, split: track}
"""


@pytest.fixture(scope="module")
def pipelines() -> Pipelines:
    return Pipelines(TARGET / "pipelines")


@pytest.fixture(scope="module")
def services(pipelines):
    home = AirflowHome(TARGET / "airflow")
    with AirflowServices(home, TONEWHEEL=str(pipelines.launcher)) as services:
        wait_for(lambda: has_dag(services), "DAG")
        services.call("PATCH", DAG, {"is_paused": False})
        yield services


def test_services_listen_on_the_loopback_interface_alone(services):
    assert services.addresses() == {"127.0.0.1"}


def has_dag(services: AirflowServices) -> bool:
    return "tonewheel_run" in {
        dag["dag_id"] for dag in services.call("GET", "/api/v2/dags")["dags"]
    }


def trigger(services: AirflowServices, conf: dict) -> str:
    run = services.call("POST", f"{DAG}/dagRuns", {"logical_date": None, "conf": conf})
    return f"{DAG}/dagRuns/{run['dag_run_id']}"


def tasks(services: AirflowServices, run: str, name: str) -> list[dict]:
    all_tasks = services.call("GET", f"{run}/taskInstances?limit=100")["task_instances"]
    return [task for task in all_tasks if task["task_id"] == name]


def jvms(run: Path, *arguments: str) -> list[int]:
    """Return the Java processes that work on a run and were given such arguments."""
    return [
        process.pid
        for process in psutil.process_iter(["cmdline"])
        if process.info["cmdline"]
        and process.info["cmdline"][0].endswith("java")
        and all(wanted in process.info["cmdline"] for wanted in (f"--run={run}", *arguments))
    ]


def both_have_checkpoints(run: Path) -> bool:
    return len(list(run.glob("models/net5-*/checkpoint/last.bin"))) == 2


def overlap(first: dict, second: dict) -> float:
    """Return the seconds that two tasks ran at once."""
    starts, ends = (
        [datetime.fromisoformat(task[date]) for task in (first, second)]
        for date in ("start_date", "end_date")
    )
    return (min(ends) - max(starts)).total_seconds()


def test_killed_dag_run_leaves_no_jvm_and_goes_on_to_the_same_figures(
    services, pipelines, tmp_path
):
    experiment = tmp_path / "longer.yaml"
    experiment.write_text(EXPERIMENT)
    music = tmp_path / "music"
    pipelines.run("demo", f"--audio-only={music}", "--tracks=10")
    run = tmp_path / "run"
    conf = {
        "experiment": str(experiment),
        "input": str(music),
        "run": str(run),
        "heap": "1g",
        "device": "cpu",
    }

    killed = trigger(services, conf)
    wait_for(lambda: both_have_checkpoints(run), "checkpoint of both nets")
    running = tasks(services, killed, "deep.train")
    assert [task["state"] for task in running] == ["running"] * 2, "side by side"
    assert len(jvms(run, "train", "--device=cpu")) == 2
    services.call("PATCH", killed, {"state": "failed"})
    wait_for(lambda: not jvms(run), "end of the JVMs", 60)
    left = sorted(run.glob("models/net5-*/checkpoint/last.bin"))
    assert len(left) == 2
    assert not list(run.glob("models/net5-*/COMMIT.json"))

    again = trigger(services, conf)
    ended = wait_for(
        lambda: (state := services.call("GET", again)["state"]) in ("success", "failed") and state,
        "end of the rerun",
        1200,
    )
    assert ended == "success"
    assert overlap(*tasks(services, again, "deep.train")) > 0
    attempts = [json.loads(file.read_text())["attempt"] for file in run.glob("state/net5-*.json")]
    assert attempts == [2, 2], "gone on, not begun anew"
    (report,) = tasks(services, again, "report")
    links = services.call("GET", f"{again}/taskInstances/report/links")["extra_links"]
    assert links == {"Report": (run / "report" / "index.html").as_uri()}
    assert report["state"] == "success"

    undisturbed = tmp_path / "undisturbed"
    pipelines.run("run", f"--experiment={experiment}", f"--input={music}", f"--run={undisturbed}")
    assert figures(run) == figures(undisturbed)
