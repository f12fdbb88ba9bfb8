"""Airflow's command line on a database of its own, and what that says of a DAG run."""

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from conftest import JAVA, WORKFLOWS


class Attempt(NamedTuple):
    """How a task ended, and at which try."""

    state: str
    tries: int


class AirflowHome:
    """A fresh home with a database and the pools."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        self.environment = {
            **os.environ,
            "AIRFLOW_HOME": str(folder),
            "AIRFLOW__CORE__DEFAULT_TASK_RETRY_DELAY": "1",
            "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
            **JAVA,
        }
        assert self.airflow("db", "migrate").returncode == 0
        assert self.airflow("pools", "import", str(WORKFLOWS / "pools.json")).returncode == 0

    def airflow(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            ["airflow", *arguments],
            env=self.environment | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    def test_dag(
        self, conf: Mapping, dag: str = "tonewheel_run", **environment: str
    ) -> subprocess.CompletedProcess:
        """Run a DAG once, task after task, in one process."""
        return self.airflow("dags", "test", dag, "-c", json.dumps(conf), **environment)

    def newest(self) -> tuple[str, dict[str, Attempt]]:
        """Return the state of the newest DAG run and of its tasks, mapped ones by number."""
        with sqlite3.connect(self.folder / "airflow.db") as database:
            run, state = database.execute(
                "select run_id, state from dag_run order by id desc limit 1"
            ).fetchone()
            rows = database.execute(
                "select task_id, map_index, state, try_number from task_instance where run_id = ?",
                (run,),
            ).fetchall()
        database.close()
        names = (task if index < 0 else f"{task}[{index}]" for task, index, *_ in rows)
        return state, dict(zip(names, (Attempt(*row[2:]) for row in rows), strict=True))
