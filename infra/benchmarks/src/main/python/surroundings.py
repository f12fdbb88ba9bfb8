"""What every benchmark needs around it: the build, a Python with torch, the machine's name."""

import os
import platform
import subprocess
import sys
from pathlib import Path

from bench import TARGET, say

ROOT = Path(__file__).resolve().parents[5]


def machine():
    cpu = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            cpu = line.split(":", 1)[1].strip()
            break
    gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{cpu}, {os.cpu_count()} cores, {gib:.0f} GiB, Linux {platform.release()}"


def build():
    say("building")
    command = ["mvn", "-B", "-q", "-ntp", "-pl", "infra/benchmarks", "-am", "process-classes"]
    if subprocess.run(command, cwd=ROOT, stdout=sys.stderr).returncode:
        sys.exit("the build failed; its output is above")


def torch_environment():
    python = TARGET / "torch/bin/python"
    if not python.exists():
        say("making a virtual environment with PyTorch: gigabytes, once; --torch=PYTHON avoids it")
        subprocess.run([sys.executable, "-m", "venv", TARGET / "torch"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "torch==2.7.1", "numpy"], check=True)
    return str(python)
