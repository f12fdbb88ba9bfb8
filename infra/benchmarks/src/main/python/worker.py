"""A training in a process of its own, and what the operating system says of it."""

import signal
import subprocess
import sys
import time
from pathlib import Path


class Worker:
    """A training in a process of its own, which runs only while it takes the steps asked for."""

    def __init__(self, command, environment, log):
        self.log = log
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=log.open("wb"), text=True,
        )
        self.losses = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()  # asked to stop, it would first write a checkpoint
        self.process.communicate()

    def begin(self):
        """Loads everything but the net; returns the memory of that. Then makes the net."""
        self.wait_for("idle")
        idle = self.memory()
        self.say("go")
        self.wait_for("waiting")
        return idle

    def take(self, steps):
        """Takes steps; returns the processor seconds of the whole process meanwhile."""
        before = self.processor_seconds()
        self.process.send_signal(signal.SIGCONT)
        self.say(str(steps))
        self.wait_for("waiting")
        # compilers and collectors of a virtual machine must not work outside their turn
        self.process.send_signal(signal.SIGSTOP)
        return self.processor_seconds() - before

    def say(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def wait_for(self, word):
        for line in self.process.stdout:
            parts = line.split()
            if parts and parts[0] == "epoch":
                self.losses.append(float(parts[2]))
            elif parts and parts[0] == word:
                return
        sys.exit(f"{self.log.stem} ended early:\n{self.log.read_text()}")

    def processor_seconds(self):
        """Of all threads, ended ones too: Linux numbers the clock of a process so."""
        return time.clock_gettime((~self.process.pid << 3) | 2)

    def memory(self):
        """MB by the names of /proc/PID/status."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        fields = dict(line.split(":", 1) for line in status.splitlines())
        names = ("VmRSS", "VmHWM", "RssAnon", "RssFile")
        return {name: int(fields[name].split()[0]) / 1024 for name in names}
