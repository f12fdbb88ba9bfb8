"""The parameters of a DAG run, each with its JSON Schema."""

from typing import Any

from airflow.sdk import Param

from tonewheel_airflow import checkout, experiments

#: An absolute path or an address: a task has no working directory of its own.
PLACE = r"^(/|[a-z][a-z0-9+.-]*://)[^\x00-\x1f]*$"
#: A shipped experiment's name or an absolute path.
EXPERIMENT = r"^(/[^\x00-\x1f]*|[A-Za-z0-9][A-Za-z0-9._-]*)\.ya?ml$"
#: What the program takes for a size, such as 8g.
SIZE = r"^[1-9][0-9]{0,8}[kmgtKMGT]?[bB]?$"
#: What Java takes for a heap.
HEAP = r"^[1-9][0-9]{0,8}[kmgKMG]$"
HOST_AND_PORT = r"^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?:[0-9]{1,5}$"


def params(
    experiment: str = "demo.yaml",
    input_is: str = "The folder that the experiment's sources are relative to.",
) -> dict[str, Param]:
    """Return the parameters that all DAGs have, in the order of the form.

    :param experiment: the default
    :param input_is: what the parameter ``input`` is
    """
    return {
        "experiment": Param(
            experiment,
            "Experiment file: one that is shipped, by name, or an absolute path.",
            type="string",
            pattern=EXPERIMENT,
            examples=checkout.shipped(),
        ),
        "input": Param(
            description=input_is,
            type="string",
            pattern=PLACE,
        ),
        "output": Param(
            str(checkout.home() / "runs"),
            "The folder for runs. A run is called after its experiment and a hash of experiment and"
            " input, so the same parameters find their run again.",
            type="string",
            pattern=PLACE,
        ),
        "run": Param(
            None,
            "The run directory itself, in place of a folder in `output`.",
            type=["null", "string"],
            pattern=PLACE,
        ),
        "fresh": Param(
            False,
            "Start another run, called after this DAG run, beside those that are there.",
            type="boolean",
        ),
        "overrides": Param(
            None,
            'Fields of the experiment to be replaced, such as `{"seed": 7}`.',
            schema=_overrides(),
        ),
        "map_by": Param(
            "configuration",
            "One task a configuration, which trains its folds and seeds on one decoded set, or one"
            " a branch.",
            type="string",
            enum=["configuration", "branch"],
        ),
        "device": Param(
            "auto",
            "Where deep nets are trained: `auto`, `cpu`, `gpu`, or `gpu:N`, from 0. Only `gpu` and"
            " `gpu:N` wait for the pool of GPUs.",
            type="string",
            pattern=r"^(auto|cpu|gpu(:[0-9]{1,3})?)$",
        ),
        "cores": Param(
            1,
            "Branches that one task works on at once; none: all cores. Tasks run side by side.",
            type=["null", "integer"],
            minimum=1,
        ),
        "memory": Param(
            None,
            "What the branches that one task trains at once may need together, such as `8g`; none:"
            " three quarters of the machine's.",
            type=["null", "string"],
            pattern=SIZE,
        ),
        "heap": Param(
            None,
            "Java's heap in each task, such as `2g`; none: 35% of the machine's memory.",
            type=["null", "string"],
            pattern=HEAP,
        ),
        "branch_minutes": Param(
            None,
            "End a deep net's training with what it has before it takes longer; none: no limit.",
            type=["null", "integer"],
            minimum=1,
        ),
        "runner": Param(
            "DirectRunner",
            "What Beam runs on.",
            type="string",
            enum=["DirectRunner", "FlinkRunner"],
        ),
        "flink_master": Param(
            None,
            "Flink's JobManager, such as `localhost:8081`.",
            type=["null", "string"],
            pattern=HOST_AND_PORT,
        ),
    }


def table_params() -> dict[str, Param]:
    """Return the parameters of the DAG for tables."""
    return params(
        experiment="p2-music-genre.yaml",
        input_is="The table, or the folder that the experiment's `table` is relative to.",
    )


def tuning_params() -> dict[str, Param]:
    """Return the parameters of the DAG that searches."""
    all_params = params()
    del all_params["map_by"]  # a task is a study
    return {**all_params, **search_params()}


def search_params() -> dict[str, Param]:
    """Return the parameters that only a search has."""
    return {
        "trials": Param(
            None,
            "Trials that each study is to have; none: as many as the experiment says. A study that"
            " has fewer goes on.",
            type=["null", "integer"],
            minimum=1,
        ),
    }


def _overrides() -> dict[str, Any]:
    """Return the schema of an experiment of which any field may be missing."""
    drawn = {key: experiments.schema()[key] for key in ("$defs", "properties")}
    return {**drawn, "type": ["null", "object"], "additionalProperties": False}
