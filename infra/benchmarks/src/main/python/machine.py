"""What every benchmark's command needs: a build, its options, and the machine's name."""

import argparse
import os
import platform
import subprocess
import sys
from pathlib import Path

from bench import HERE, say

ROOT = HERE.parents[1]


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


def listed(allowed):
    def parse(text):
        names = text.split(",")
        for name in names:
            if name not in allowed:
                raise argparse.ArgumentTypeError(f"'{name}' is none of {', '.join(allowed)}")
        return names

    return parse
