"""What the tests share: an Airflow home of their own, and a program that does nothing."""

import json
import os
import stat
import sys
from pathlib import Path

import pytest

WORKFLOWS = Path(__file__).resolve().parents[1]

#: For stages that take seconds, of which the compiler would take more than it gives back.
JAVA = {
    "TONEWHEEL_HEAP": "1g",
    "TONEWHEEL_JAVA_OPTS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}

# Before anything of Airflow is imported.
os.environ.setdefault("AIRFLOW_HOME", str(WORKFLOWS / "target" / "airflow"))
os.environ["AIRFLOW__CORE__DAGS_FOLDER"] = str(WORKFLOWS / "dags")
os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"


class FakeTonewheel:
    """A launcher that ends as it is told and notes how it was called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "fake tonewheel"
        script = Path(__file__).with_name("fake_tonewheel.py")
        self.path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -S -E "{script}" "$@"\n')
        self.path.chmod(self.path.stat().st_mode | stat.S_IXUSR)
        self.tell()

    def tell(self, **stages: dict) -> None:
        (self.folder / "told.json").write_text(json.dumps(stages))

    def calls(self) -> list[list[str]]:
        log = self.folder / "calls.jsonl"
        lines = log.read_text().splitlines() if log.exists() else []
        return [json.loads(line)["arguments"] for line in lines]


@pytest.fixture
def tonewheel(tmp_path, monkeypatch) -> FakeTonewheel:
    fake = FakeTonewheel(tmp_path)
    monkeypatch.setenv("TONEWHEEL", str(fake.path))
    monkeypatch.setenv("FAKE_TONEWHEEL", str(tmp_path))
    return fake


@pytest.fixture
def given() -> dict:
    """Return what a DAG run has if its user names the input alone."""
    from tonewheel_airflow.params import params

    return {name: param.value for name, param in params().items()} | {"input": "/music"}
