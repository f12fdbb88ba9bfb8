"""Which tasks train which branches or search which studies, and what each takes of the pools.

Airflow fixes the pool and the slots of a task when it reads the DAG; a mapped task cannot choose
its own. So branches are sorted into a few groups, each of which has its pool and slots.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

#: One slot is a gibibyte.
MEMORY_POOL = "tonewheel_memory"
#: One slot is a GPU.
GPU_POOL = "tonewheel_gpu"

GIBIBYTE = 1 << 30

#: A slot for Java itself, beside its branches.
PROCESS_SLOTS = 1


class Group(NamedTuple):
    """Tasks that take the same of the machine."""

    kind: str
    pool: str
    slots: int


#: By name. What needs more than the large ones have is trained there, too.
GROUPS = {
    "tribuo": Group("tribuo", MEMORY_POOL, 2),
    "tribuo_large": Group("tribuo", MEMORY_POOL, 8),
    "deep": Group("deep", MEMORY_POOL, 2),
    "deep_large": Group("deep", MEMORY_POOL, 8),
    "deep_gpu": Group("deep", GPU_POOL, 1),
}


class Unit(NamedTuple):
    """What one task trains: some branches, or the trials of a study."""

    title: str
    branches: list[str]
    kind: str
    bytes: int


def units(listed: Iterable[Mapping[str, Any]], map_by: str, cores: int | None) -> list[Unit]:
    """Divide the branches of ``train --list`` among tasks.

    Branches of one family share a training, and so a task, whether a task is a configuration or a
    branch.

    :param map_by: ``configuration`` or ``branch``
    :param cores: branches that a task works on at once; None: all of them
    """
    by = "configuration" if map_by == "configuration" else "id"
    listed = list(listed)
    firsts = {branch["id"]: branch[by] for branch in listed}
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for branch in listed:
        groups.setdefault(firsts[branch["family"]], []).append(branch)
    return [_unit(title, group, by, cores) for title, group in groups.items()]


def _unit(title: str, group: list[Mapping[str, Any]], by: str, cores: int | None) -> Unit:
    largest = sorted((branch.get("memoryBytes", 0) for branch in group), reverse=True)
    names = list(dict.fromkeys(branch[by] for branch in group))
    return Unit(title, names, group[0]["kind"], sum(largest[:cores]))


def studies(listed: Iterable[Mapping[str, Any]], cores: int | None) -> list[Unit]:
    """Make a task of each study of ``tune --list``.

    :param cores: trials that a task works on at once; None: all of a wave
    """
    return [
        Unit(
            study["id"],
            [study["id"]],
            study["kind"],
            study.get("memoryBytes", 0) * min(cores or study["parallel"], study["parallel"]),
        )
        for study in listed
    ]


def group_of(unit: Unit, device: str) -> str:
    """Return the name of the group in which a unit is trained."""
    if unit.kind == "deep" and device.startswith("gpu"):
        return "deep_gpu"
    group = GROUPS[unit.kind]
    fits = unit.bytes <= (group.slots - PROCESS_SLOTS) * GIBIBYTE
    return unit.kind if fits else f"{unit.kind}_large"


def mapped(
    name: str, stage: str, listed: Mapping[str, Any], params: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Return the tasks of one group: for each its title and what limits the stage to it.

    :param stage: ``train`` or ``tune``
    :param listed: what its ``--list`` printed
    """
    if stage == "tune":
        option, all_units = "--study", studies(listed["studies"], params["cores"])
    else:
        option = "--branch"
        all_units = units(listed["branches"], params["map_by"], params["cores"])
    return [
        {"title": unit.title, "arguments": [f"{option}={one}" for one in unit.branches]}
        for unit in all_units
        if group_of(unit, params["device"]) == name
    ]
