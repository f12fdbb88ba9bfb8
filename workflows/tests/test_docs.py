"""The operator's page says what the code does."""

import json
import os
import re

from airflow.sdk import Param
from conftest import WORKFLOWS

from tonewheel_airflow import checkout, exits, hooks, planning
from tonewheel_airflow.params import params, search_params

PAGE = WORKFLOWS / "docs" / "airflow.md"
TABLE = r"(<!-- {0}: .*? -->\n)(.*?)(<!-- end of {0} -->)"


def table(described: dict[str, Param]) -> str:
    rows = ["| parameter | value | default | meaning |", "|---|---|---|---|"]
    for name, param in described.items():
        default = "required" if name == "input" else f"`{json.dumps(param.value)}`"
        if name == "output":
            default = "`runs` in the checkout"
        rows.append(f"| `{name}` | {values(param.schema)} | {default} | {param.description} |")
    return "\n".join(rows) + "\n"


def values(schema: dict) -> str:
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return " or ".join("none" if name == "null" else name for name in types[::-1])


def test_parameters_are_those_of_the_code():
    """With ``TONEWHEEL_REGENERATE=true`` in the environment, writes them anew."""
    text = PAGE.read_text()
    wanted = text
    for name, described in (("parameters", params()), ("search parameters", search_params())):
        there = re.compile(TABLE.format(name), re.DOTALL)
        assert there.search(wanted), name
        wanted = there.sub(lambda found, of=described: found[1] + table(of) + found[3], wanted)
    if os.environ.get("TONEWHEEL_REGENERATE") == "true":
        PAGE.write_text(wanted)
    assert PAGE.read_text() == wanted
    assert "`input`" in wanted


def test_exit_codes_are_those_of_the_code():
    listed = dict(re.findall(r"^\| (\d+) \| failed, no retry: (.*) \|$", PAGE.read_text(), re.M))
    assert {int(code): why for code, why in listed.items()} == exits.FINAL
    assert f"after {hooks.GRACE_SECONDS:.0f} seconds" in PAGE.read_text()


def test_pools_and_groups_are_all_named():
    for name, group in planning.GROUPS.items():
        assert f"`{name}`" in PAGE.read_text()
        assert f"`{group.pool}`" in PAGE.read_text()


def test_exit_codes_are_those_of_the_program():
    java = checkout.home() / "pipelines/src/main/java/org/tonewheel/pipelines/run/Exit.java"
    codes = {int(code) for code in re.findall(r"^  [A-Z_]+\((\d+)\)", java.read_text(), re.M)}
    assert codes == {exits.DONE, 75, exits.NOT_ASKED, *exits.FINAL}


def test_lock_has_hashes_and_names_no_registry():
    lock = (WORKFLOWS / "requirements.lock").read_text()
    assert "://" not in lock
    pinned = re.findall(r"^(\S+?)==\S+.*(?:\n    --hash=sha256:[0-9a-f]{64}.*)+", lock, re.M)
    assert len(pinned) == len(re.findall(r"^[A-Za-z]", lock, re.M))
    assert {"apache-airflow", "ruff", "pytest"} <= set(pinned)
