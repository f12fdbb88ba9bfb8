"""What a DAG run may be given, and what becomes of it."""

from pathlib import Path

import jsonschema
import pytest
import yaml
from airflow.sdk.exceptions import AirflowFailException, ParamValidationError

from tonewheel_airflow import experiments, options
from tonewheel_airflow.params import params, tuning_params


def resolve(name: str, value):
    return params()[name].resolve(value)


@pytest.mark.parametrize("name", list(params()))
def test_schema_is_a_schema_and_the_default_fits_it(name):
    param = params()[name]
    jsonschema.Draft202012Validator.check_schema(param.schema)
    assert param.description
    if name != "input":
        param.resolve()


def test_input_has_to_be_given():
    with pytest.raises(ParamValidationError):
        params()["input"].resolve()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("experiment", "p1-table2.yaml"),
        ("experiment", "/my experiments/a.yml"),
        ("input", "/music with spaces/$x"),
        ("output", "s3://bucket/runs"),
        ("run", "/runs/one"),
        ("overrides", {"seed": 7, "branches": [{"net": "net5", "epochs": [1, 2]}]}),
        ("device", "gpu:1"),
        ("memory", "512MB"),
        ("heap", "900m"),
        ("cores", None),
        ("flink_master", "localhost:8081"),
    ],
)
def test_right_values_pass(name, value):
    assert resolve(name, value) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("experiment", "--help"),
        ("experiment", "../secret.yaml"),
        ("experiment", "demo"),
        ("input", "music"),
        ("input", ""),
        ("output", "/a\nb"),
        ("run", "~/run"),
        ("overrides", {"sed": 7}),
        ("overrides", {"seed": -1}),
        ("overrides", {"branches": [{"net": "net7"}]}),
        ("fresh", "yes"),
        ("map_by", "fold"),
        ("device", "tpu"),
        ("memory", "0g"),
        ("heap", "2g -version"),
        ("cores", 0),
        ("branch_minutes", 1.5),
        ("runner", "SparkRunner"),
        ("flink_master", "localhost"),
        ("flink_master", "a b:1"),
    ],
)
def test_wrong_values_are_refused(name, value):
    with pytest.raises(ParamValidationError):
        resolve(name, value)


def test_overrides_are_described_by_the_schema_of_experiments():
    schema = params()["overrides"].schema
    assert schema["properties"] == experiments.schema()["properties"]
    assert "required" not in schema


def test_options_name_only_what_was_given(given):
    assert options.training(given) == ["--device=auto", "--cores=1"]
    assert options.runner(given) == []
    flink = given | {"runner": "FlinkRunner", "flink_master": "localhost:8081"}
    assert options.runner(flink) == ["--runner=FlinkRunner", "--flinkMaster=localhost:8081"]
    more = flink | {"memory": "4g", "branch_minutes": 9, "cores": None}
    assert options.training(more) == [
        "--device=auto",
        "--memory=4g",
        "--branch-minutes=9",
        "--runner=FlinkRunner",
        "--flinkMaster=localhost:8081",
    ]


def test_search_may_be_told_its_trials(given):
    assert options.tuning(given | {"trials": None}) == ["--device=auto", "--cores=1"]
    assert options.tuning(given | {"trials": 9})[0] == "--trials=9"
    assert tuning_params()["trials"].resolve(9) == 9
    with pytest.raises(ParamValidationError):
        tuning_params()["trials"].resolve(0)


def test_fresh_run_is_called_after_the_dag_run_so_that_a_retry_finds_it(given):
    place = options.place(
        given | {"fresh": True, "output": "/runs/"},
        Path("/a/demo.yaml"),
        "manual__2026-11-22T10:00",
    )
    assert place[-1] == "--run=/runs/demo-manual__2026-11-22T10-00"
    assert options.place(given | {"run": "/r", "fresh": True}, Path("d"), "x")[-1] == "--run=/r"
    assert options.place(given, Path("d"), "x")[-1] == f"--output={given['output']}"


def test_overrides_replace_top_level_fields_and_leave_the_rest_as_it_is_written(tmp_path):
    mine = tmp_path / "mine.yaml"
    mine.write_text("name: mine # me\nseed: 1\nbranches: [{net: net5, rate: 1e-3}]\ngenres: [no]\n")
    folder = tmp_path / "changed"
    folder.mkdir()
    changed = experiments.resolve(str(mine), {"seed": 7, "description": "on: {x}"}, folder)
    assert changed == folder / "mine.yaml"
    text = changed.read_text()
    assert "rate: 1e-3" in text
    assert "[no]" in text
    read = yaml.safe_load(text)
    assert read["seed"] == 7
    assert read["description"] == "on: {x}"
    assert read["name"] == "mine"
    assert list(read) == ["name", "branches", "genres", "seed", "description"]


def test_experiment_without_overrides_is_read_where_it_lies(tmp_path):
    file = experiments.resolve("demo.yaml", None, tmp_path)
    assert file.is_file()
    assert file.parent.name == "experiments"


def test_experiment_that_is_not_there_is_no_reason_to_retry(tmp_path):
    with pytest.raises(AirflowFailException, match=r"no experiment .*nosuch\.yaml"):
        experiments.resolve("nosuch.yaml", None, tmp_path)
