"""Checks the Airflow project; called by Maven.

``python3 check.py static`` checks style, structure and parameters, ``real`` runs the DAG on the
built pipelines, ``full`` does what takes minutes. The virtual environment is made in
``target/venv`` from ``requirements.lock``, and used again while that is unchanged.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

WORKFLOWS = Path(__file__).resolve().parent
TARGET = WORKFLOWS / "target"
VENV = TARGET / "venv"
LOCK = WORKFLOWS / "requirements.lock"
OLDEST = (3, 11)
MARKERS = {"static": "not real and not full", "real": "real and not full", "full": "full"}


def main(what: str) -> int:
    missing = missing_tools()
    if missing:
        print(f"workflows: {what} checks skipped: {missing}", file=sys.stderr)
        return 1 if os.environ.get("CI") == "true" else 0
    make_environment()
    commands = []
    if what == "static":
        commands = [["ruff", "check", "."], ["ruff", "format", "--check", "."]]
    commands.append(["pytest", "-q", "-m", MARKERS[what]])
    return max(run(command) for command in commands)


def missing_tools() -> str | None:
    """Return what is missing, by name."""
    if os.name != "posix":
        return "Airflow needs a POSIX system"
    if sys.version_info < OLDEST:
        return (
            f"python3 is {sys.version.split()[0]}, Airflow needs {OLDEST[0]}.{OLDEST[1]} or later"
        )
    try:
        import ensurepip  # noqa: F401 Debian's python3 comes without
    except ImportError:
        return "python3-venv is missing (Debian, Ubuntu: apt install python3-venv)"
    return None


def make_environment() -> None:
    """Make the virtual environment, unless one of the same lock and Python is there."""
    stamp = VENV / "made-from"
    wanted = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()
    if not (stamp.exists() and stamp.read_text() == wanted):
        shutil.rmtree(VENV, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        pip("--require-hashes", "-r", str(LOCK))
        pip("--no-deps", "--no-build-isolation", "--no-index", "-e", str(WORKFLOWS))
        stamp.write_text(wanted)


def pip(*arguments: str) -> None:
    command = [VENV / "bin" / "pip", "install", "-q", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True)


def run(command: list[str]) -> int:
    program, *arguments = command
    environment = {
        **os.environ,
        "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "AIRFLOW_HOME": str(TARGET / "airflow"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "PYTHONDONTWRITEBYTECODE": "1",
        "RUFF_CACHE_DIR": str(TARGET / "ruff"),
    }
    options = ["-o", f"cache_dir={TARGET / 'pytest'}", f"--basetemp={TARGET / 'tmp'}"]
    return subprocess.run(
        [VENV / "bin" / program, *arguments, *(options if program == "pytest" else [])],
        cwd=WORKFLOWS,
        env=environment,
        stdin=subprocess.DEVNULL,
        check=False,
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
