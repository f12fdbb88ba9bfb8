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


def params() -> dict[str, Param]:
    """Return the parameters of the DAG, in the order of the form."""
    return {
        "experiment": Param(
            "demo.yaml",
            "Experiment file: one that is shipped, by name, or an absolute path.",
            type="string",
            pattern=EXPERIMENT,
            examples=checkout.shipped(),
        ),
        "input": Param(
            description="The folder that the experiment's sources are relative to.",
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


def _overrides() -> dict[str, Any]:
    """Return the schema of an experiment of which any field may be missing."""
    drawn = {key: experiments.schema()[key] for key in ("$defs", "properties")}
    return {**drawn, "type": ["null", "object"], "additionalProperties": False}
