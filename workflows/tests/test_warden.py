"""The command ends when it is asked to, when its keeper dies, and with all that it started."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tonewheel_airflow import warden

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="process groups are POSIX's")

SHELL = ("/bin/sh", "-c")


def start(grace: float, *command: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-I", warden.__file__, str(grace), *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def gone(pid: int) -> bool:
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            try:
                os.kill(pid, 0)
            except ProcessLookupError:
                return True
            state = "?"
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_exit_code_and_output_pass_through():
    process = start(1, *SHELL, "echo said; exit 65")
    assert process.stdout.read() == "said\n"
    assert process.wait(10) == 65


def test_arguments_arrive_as_they_are():
    process = start(1, "/bin/echo", "$HOME; *", "`id`")
    assert process.stdout.read() == "$HOME; * `id`\n"
    assert process.wait(10) == 0


def test_command_that_cannot_start_is_bad_configuration():
    command = [sys.executable, "-I", warden.__file__, "1", "/no/such/command"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 78
    assert "/no/such/command cannot be started" in ended.stderr


def test_sigterm_reaches_the_command_which_may_still_save():
    process = start(
        20, *SHELL, "trap 'echo saved; exit 143' TERM; echo up; while :; do sleep 0.1; done"
    )
    assert process.stdout.readline() == "up\n"
    process.send_signal(signal.SIGTERM)
    assert process.stdout.read() == "saved\n"
    assert process.wait(10) == 143


def test_command_that_ignores_sigterm_is_killed_after_the_grace():
    process = start(0.3, *SHELL, "trap '' TERM; echo up; while :; do sleep 0.1; done")
    assert process.stdout.readline() == "up\n"
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 128 + signal.SIGKILL
    assert time.monotonic() - began >= 0.3


def test_end_of_the_life_line_ends_the_command():
    process = start(5, *SHELL, "echo $$; exec sleep 300")
    pid = int(process.stdout.readline())
    process.stdin.close()
    assert process.wait(10) == 128 + signal.SIGTERM
    assert gone(pid)


def test_what_the_command_left_running_ends_with_it():
    process = start(5, *SHELL, "sleep 300 >/dev/null & echo $!")
    pid = int(process.stdout.readline())
    assert process.wait(10) == 0
    assert gone(pid)
