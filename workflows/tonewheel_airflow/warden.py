"""Runs a command and sees to it that the command ends when the one who started this is gone.

A worker gives a task five seconds between SIGTERM and SIGKILL, and may itself be killed at once; a
training that saves a checkpoint needs longer, and must not stay behind in either case. So this
small process stands between the two. Its standard input is a life line: the end of it, like
SIGTERM, asks the command's process group to end by SIGTERM, and after a grace by SIGKILL.

It knows nothing of Airflow, so as to start in an instant: ``warden.py GRACE_SECONDS COMMAND...``.
"""

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress


class Warden:
    """Holds one command in a process group of its own."""

    def __init__(self, command: list[str], grace_seconds: float) -> None:
        self._grace_seconds = grace_seconds
        self._ending = threading.Event()
        self._ended = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):  # first, or the command might be orphaned
            signal.signal(number, self._ask_to_end)
        self._child = subprocess.Popen(  # noqa: S603 the operator's own argument list, no shell
            command, stdin=subprocess.DEVNULL, start_new_session=True
        )

    def run(self) -> int:
        """Wait for the command; return its exit code as a shell would."""
        for work in (self._watch_life_line, self._end_when_asked):
            threading.Thread(target=work, daemon=True).start()
        code = self._child.wait()
        self._ended.set()
        self._signal(signal.SIGKILL)  # whatever it left in its group
        return code if code >= 0 else 128 - code

    def _ask_to_end(self, *_: object) -> None:
        self._ending.set()

    def _watch_life_line(self) -> None:
        while os.read(sys.stdin.fileno(), 1):
            pass
        self._ask_to_end()

    def _end_when_asked(self) -> None:
        self._ending.wait()
        self._signal(signal.SIGTERM)
        if not self._ended.wait(self._grace_seconds):
            self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._child.pid, number)


def main(grace_seconds: str, *command: str) -> int:
    """Run the command line; what cannot be started ends with 78 (bad configuration)."""
    try:
        warden = Warden(list(command), float(grace_seconds))
    except OSError as e:
        print(f"{command[0]} cannot be started: {e.strerror}", file=sys.stderr)
        return 78
    return warden.run()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
