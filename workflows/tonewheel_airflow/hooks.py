"""A stage of the pipelines as a child process."""

import json
import os
import selectors
import sys
from collections.abc import Callable, Mapping, Sequence
from subprocess import PIPE, Popen
from typing import IO, Any, NamedTuple

from airflow.providers.standard.hooks.subprocess import SubprocessHook

from tonewheel_airflow import warden

#: The program itself waits up to 20 seconds for checkpoints to be saved.
GRACE_SECONDS = 25.0


class StageEnd(NamedTuple):
    """How a stage ended: its exit code, the JSON object in its last line, its last message."""

    code: int
    result: dict[str, Any] | None
    message: str


class StageHook(SubprocessHook):
    """Runs a stage; every line goes to the log as it comes, the two streams kept apart.

    The program logs to standard error and ends its standard output with one JSON object, so the
    last line of both together, which the parent class returns, may be either.
    """

    def __init__(self, grace_seconds: float = GRACE_SECONDS, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._grace_seconds = grace_seconds

    def run_stage(self, command: Sequence[str], env: Mapping[str, str]) -> StageEnd:
        """Run a command, given as a list of arguments, to its end."""
        self.log.info("Running %s", list(command))
        guarded = [sys.executable, "-I", warden.__file__, str(self._grace_seconds), *command]
        process = Popen(  # noqa: S603 a list of arguments, no shell
            guarded, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=dict(env), start_new_session=True
        )
        self.sub_process = process
        last = {"stdout": "", "stderr": ""}

        def log(stream: str, line: str) -> None:
            last[stream] = line
            self.log.info("%s", line)

        # The pipe to its input is the warden's life line: closed here, or by our own death.
        with process.stdin:
            _read_lines({process.stdout: "stdout", process.stderr: "stderr"}, log)
            code = process.wait()
        return StageEnd(code, _json(last["stdout"]), last["stderr"])

    def end(self) -> None:
        """Have the stage ended, if it runs; returns at once."""
        process = self.sub_process
        if process is not None and process.poll() is None:
            self.send_sigterm()


def _read_lines(streams: Mapping[IO[bytes], str], use: Callable[[str, str], None]) -> None:
    rests = dict.fromkeys(streams, b"")
    with selectors.DefaultSelector() as selector:
        for stream in streams:
            selector.register(stream, selectors.EVENT_READ)
        while selector.get_map():
            for key, _ in selector.select():
                stream = key.fileobj
                read = os.read(stream.fileno(), 1 << 16)
                *lines, rests[stream] = (rests[stream] + read).split(b"\n")
                if not read:
                    selector.unregister(stream)
                    lines = [rests[stream]] if rests[stream] else []
                for line in lines:
                    use(streams[stream], line.decode(errors="backslashreplace").rstrip())


def _json(line: str) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
