"""Branches go to tasks, and tasks to groups, by what they are and need."""

import json

from conftest import WORKFLOWS

from tonewheel_airflow import planning


def branch(
    name: str, fold: int, kind: str = "deep", mebibytes: int = 100, family: str = ""
) -> dict:
    return {
        "id": f"{name}-f{fold}",
        "configuration": name,
        "family": family or f"{name}-f{fold}",
        "kind": kind,
        "state": "pending",
        "memoryBytes": mebibytes << 20,
    }


def test_task_is_a_configuration_with_its_folds_or_a_branch():
    listed = [branch("net5", 0), branch("net5", 1), branch("ffn", 0, "tribuo")]
    by_configuration = planning.units(listed, "configuration", 1)
    assert [unit.branches for unit in by_configuration] == [["net5"], ["ffn"]]
    by_branch = planning.units(listed, "branch", 1)
    assert [unit.branches for unit in by_branch] == [["net5-f0"], ["net5-f1"], ["ffn-f0"]]


def test_branches_that_one_training_serves_stay_together():
    listed = [
        branch("net1-e50", 0),
        branch("net1-e100", 0, family="net1-e50-f0"),
        branch("net1-e50", 1),
        branch("net1-e100", 1, family="net1-e50-f1"),
    ]
    (unit,) = planning.units(listed, "configuration", 1)
    assert unit.branches == ["net1-e50", "net1-e100"]
    by_branch = [unit.branches for unit in planning.units(listed, "branch", 1)]
    assert by_branch == [["net1-e50-f0", "net1-e100-f0"], ["net1-e50-f1", "net1-e100-f1"]]


def test_memory_counts_as_many_branches_as_the_task_works_on_at_once():
    listed = [branch("net5", fold, mebibytes=400 + fold) for fold in range(5)]
    memory = {
        cores: planning.units(listed, "configuration", cores)[0].bytes >> 20
        for cores in (1, 2, None)
    }
    assert memory == {1: 404, 2: 807, None: 2010}


def test_memory_that_is_not_known_yet_counts_nothing():
    early = branch("net5", 0)
    del early["memoryBytes"]
    assert planning.units([early], "configuration", 1)[0].bytes == 0


def test_groups_by_kind_memory_and_device():
    def group(kind: str, mebibytes: int, device: str = "auto") -> str:
        (unit,) = planning.units([branch("a", 0, kind, mebibytes)], "configuration", 1)
        return planning.group_of(unit, device)

    assert group("deep", 1024) == "deep"
    assert group("deep", 1025) == "deep_large"
    assert group("deep", 1025, "gpu:1") == "deep_gpu"
    assert group("tribuo", 100, "gpu") == "tribuo"
    assert group("tribuo", 9000) == "tribuo_large"


def test_every_unit_is_in_exactly_one_group(given):
    listed = [branch("a", 0), branch("b", 0, "tribuo"), branch("c", 0, mebibytes=5000)]
    mapped = [
        planning.mapped(name, "train", {"branches": listed}, given) for name in planning.GROUPS
    ]
    titles = [unit["title"] for group in mapped for unit in group]
    assert sorted(titles) == ["a", "b", "c"]


def study(name: str, kind: str = "tribuo", mebibytes: int = 100, parallel: int = 4) -> dict:
    return {
        "id": name,
        "kind": kind,
        "state": "pending",
        "trials": 30,
        "parallel": parallel,
        "ended": {},
        "memoryBytes": mebibytes << 20,
    }


def test_task_is_a_study_whose_memory_counts_trials_that_are_trained_at_once():
    listed = [study("few", mebibytes=600, parallel=2)]
    memory = {cores: planning.studies(listed, cores)[0].bytes >> 20 for cores in (1, 8, None)}
    assert memory == {1: 600, 8: 1200, None: 1200}
    early = study("early")
    del early["memoryBytes"]
    assert planning.studies([early], 1)[0].bytes == 0


def test_studies_go_to_the_groups_of_their_nets(given):
    listed = {"studies": [study("ffn"), study("lstm", "deep"), study("large", "deep", 5000)]}
    mapped = {
        name: [unit["arguments"] for unit in planning.mapped(name, "tune", listed, given)]
        for name in planning.GROUPS
    }
    assert mapped == {
        "tribuo": [["--study=ffn"]],
        "tribuo_large": [],
        "deep": [["--study=lstm"]],
        "deep_large": [["--study=large"]],
        "deep_gpu": [],
    }


def test_pools_that_are_shipped_are_those_of_the_groups_and_hold_the_largest():
    pools = json.loads((WORKFLOWS / "pools.json").read_text())
    assert set(pools) == {group.pool for group in planning.GROUPS.values()}
    for group in planning.GROUPS.values():
        assert group.slots <= pools[group.pool]["slots"]
