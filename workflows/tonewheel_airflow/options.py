"""Parameters of a DAG run as arguments of the program."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Params = Mapping[str, Any]


def place(params: Params, experiment: Path, run_id: str) -> list[str]:
    """Return what ``ingest`` is to read and where the run goes.

    A fresh run is called after the DAG run, so that a retry finds it again.
    """
    arguments = [f"--experiment={experiment}", f"--input={params['input']}"]
    run = params["run"]
    if run is None and params["fresh"]:
        name = f"{experiment.stem}-{re.sub(r'[^A-Za-z0-9_-]+', '-', run_id)}"
        run = f"{params['output'].rstrip('/')}/{name}"
    return [*arguments, f"--run={run}" if run else f"--output={params['output']}"]


def runner(params: Params) -> list[str]:
    """Return what Beam is to run on."""
    if params["runner"] == "DirectRunner":
        return []
    master = params["flink_master"]
    return [f"--runner={params['runner']}", *([f"--flinkMaster={master}"] if master else [])]


def training(params: Params) -> list[str]:
    """Return that and what training may take of the machine."""
    options = {
        "--device": params["device"],
        "--cores": params["cores"],
        "--memory": params["memory"],
        "--branch-minutes": params["branch_minutes"],
    }
    given = [f"{name}={value}" for name, value in options.items() if value is not None]
    return [*given, *runner(params)]


def tuning(params: Params) -> list[str]:
    """Return that and how long a search goes on."""
    trials = params["trials"]
    return [*([f"--trials={trials}"] if trials is not None else []), *training(params)]
