"""The built pipelines behind the checkout's own launcher."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import JAVA, WORKFLOWS

CHECKOUT = WORKFLOWS.parent


class Pipelines:
    """The launcher, in a copy of the checkout that takes what this build has packaged.

    The launcher builds on first use; a script that plays Maven spares that and keeps this build's
    files as they are.
    """

    def __init__(self, folder: Path) -> None:
        built = CHECKOUT / "pipelines" / "target"
        jars = [jar for jar in built.glob("tonewheel-pipelines-*.jar") if (built / "lib").is_dir()]
        if not jars:
            _missing("the pipelines are not packaged; run `mvn verify` in the checkout's root")
        shutil.rmtree(folder, ignore_errors=True)
        self.launcher = folder / "checkout" / "tonewheel"
        (folder / "checkout" / "pipelines").mkdir(parents=True)
        for shared in (
            "pom.xml",
            ".mvn",
            "models",
            "pipelines/pom.xml",
            "pipelines/src",
            "workflows",
        ):
            (folder / "checkout" / shared).symlink_to(CHECKOUT / shared)
        shutil.copy(CHECKOUT / "tonewheel", self.launcher)
        maven = folder / "bin" / "mvn"
        maven.parent.mkdir()
        maven.write_text(
            "#!/bin/sh\n"
            f"cp '{jars[0]}' pipelines/target/\n"
            f"ln -s '{built}/lib' pipelines/target/lib\n"
        )
        maven.chmod(0o755)
        self.run("--version", PATH=f"{maven.parent}{os.pathsep}{os.environ['PATH']}")

    def run(self, *arguments: str, **environment: str) -> str:
        """Run a command to its end; return its output."""
        ended = subprocess.run(
            [self.launcher, *arguments],
            env={**os.environ, **JAVA, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout


def figures(run: Path) -> dict:
    """Return what metrics.json says, without what differs from run to run by its nature."""

    def still(value):
        if isinstance(value, dict):
            return {k: still(v) for k, v in value.items() if k not in ("run", "seconds")}
        return [still(item) for item in value] if isinstance(value, list) else value

    return still(json.loads((run / "report" / "metrics.json").read_text()))


def _missing(what: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)
