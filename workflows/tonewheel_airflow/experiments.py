"""The experiment of a DAG run: one of those shipped or any other file, changed or as it is."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from airflow.sdk.exceptions import AirflowFailException

from tonewheel_airflow.checkout import experiments


def schema() -> dict[str, Any]:
    """Return the JSON Schema of experiment files."""
    return json.loads((experiments() / "experiment.schema.json").read_text())


def resolve(name: str, overrides: Mapping[str, Any] | None, folder: Path) -> Path:
    """Return the experiment's file; with overrides, a copy in the folder that has them."""
    file = experiments() / name  # an absolute path stays what it is
    if not file.is_file():
        raise AirflowFailException(f"There is no experiment {file}; see the parameter 'experiment'")
    if not overrides:
        return file
    changed = folder / file.name
    changed.write_text(_with(file.read_text(), overrides))
    return changed


def _with(text: str, overrides: Mapping[str, Any]) -> str:
    """Replace top-level fields.

    The file is taken apart into nodes, not values, and every scalar stays as it is written: the
    program reads YAML 1.2, where ``1e-3`` is a number and ``no`` is text, PyYAML reads 1.1.
    """
    document = yaml.compose(text)
    if not isinstance(document, yaml.MappingNode):
        return text  # the program says what is wrong with it
    changes = yaml.compose(json.dumps(overrides))
    kept = [field for field in document.value if field[0].value not in overrides]
    document.value = kept + changes.value
    return yaml.serialize(document, allow_unicode=True)
