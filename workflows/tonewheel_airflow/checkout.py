"""Where the programs and experiments lie that the tasks run."""

import os
from pathlib import Path


def home() -> Path:
    """Return the checkout: ``TONEWHEEL_HOME``, else the one that this package lies in."""
    given = os.environ.get("TONEWHEEL_HOME")
    return Path(given) if given else Path(__file__).resolve().parents[2]


def launcher() -> Path:
    """Return the command that runs a stage: ``TONEWHEEL``, else the checkout's launcher."""
    given = os.environ.get("TONEWHEEL")
    return Path(given) if given else home() / "tonewheel"


def experiments() -> Path:
    """Return the folder of the experiments that come with the program."""
    return home() / "workflows" / "experiments"


def shipped() -> list[str]:
    """Return the file names of those experiments."""
    return sorted(path.name for path in experiments().glob("*.yaml"))
