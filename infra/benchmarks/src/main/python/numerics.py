"""SMOTE and t-SNE measured on both sides: tables, processes and their turns."""

import json
import os
import subprocess
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import numeric_rows
from bench import HERE, TARGET, TONEWHEEL, java, say
from worker import Worker

REFERENCE = "reference"
SIDES = (TONEWHEEL, REFERENCE)
PERPLEXITY = "30"
SAMPLE = 5000  # points of t-SNE
SMOTE_TABLES = ("split", "uneven", "nominal")


@dataclass
class Figures:
    """CPU seconds of one side, one of each process; `later` has one of each further call."""

    first: list = field(default_factory=list)
    later: list = field(default_factory=list)
    whole: list = field(default_factory=list)


class NumericsBench:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.sides = options.sides
        threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
        self.environment = {**os.environ, **{name: "1" for name in threads}}
        self.table = self.read_table()

    def read_table(self):
        if self.options.csv:
            say(f"reading {self.options.csv}")
            return numeric_rows.of_csv(self.options.csv)
        say("making rows")
        return numeric_rows.made()

    def smote(self, name):
        """Figures by side, and what the judge says of the rows made."""
        if name == "split":
            table, nominal = numeric_rows.split(self.table, 1).as_numbers(), False
        else:
            table, nominal = numeric_rows.uneven(self.table, 1), name == "nominal"
            table = table if nominal else table.as_numbers()
        rows, labels = self.folder / f"{name}.f32", self.folder / f"{name}.i32"
        table.write(rows, labels)
        marks = table.nominal if nominal else "0" * len(table.nominal)
        arguments = ["smote", str(rows), str(labels), marks]
        figures, results = self.measure(name, arguments, self.options.rounds)
        return {"rows": len(table.rows), **figures, "judged": self.judge(arguments, results)}

    def tsne(self, seed):
        """The same of a sample of the table."""
        table = numeric_rows.stratified(self.table, self.options.points, seed)
        rows = self.folder / f"sample-{seed}.f32"
        table.write(rows, self.folder / "labels.i32")
        arguments = ["tsne", str(rows), str(len(table.nominal)), PERPLEXITY]
        figures, results = self.measure(f"sample {seed}", arguments, 0)
        return {"rows": len(table.rows), **figures, "judged": self.judge(arguments, results)}

    def measure(self, name, arguments, rounds):
        figures = {side: Figures() for side in self.sides}
        results = [str(self.folder / f"{side}.result") for side in self.sides]
        for number in range(self.options.processes):
            with ExitStack() as stack:
                workers = {}
                for side, result in zip(self.sides, results):
                    say(f"{arguments[0]}, {name}, process {number + 1} a side: {side}")
                    worker = stack.enter_context(self.worker(side, result, arguments))
                    workers[side] = worker
                    worker.begin()
                    figures[side].first.append(worker.take(1))
                    figures[side].whole.append(worker.processor_seconds())
                    worker.take("save")
                for _ in range(rounds):
                    for side, worker in workers.items():
                        figures[side].later.append(worker.take(1))
        return {side: vars(own) for side, own in figures.items()}, results

    def worker(self, side, result, arguments):
        if side == TONEWHEEL:
            program = [
                java(), "-XX:MaxRAMPercentage=35", *self.options.java_options.split(),
                "-cp", f"{TARGET / 'classes'}{os.pathsep}{(TARGET / 'classpath').read_text()}",
                "org.tonewheel.benchmarks.TableNumerics",
            ]
        else:
            program = [self.options.python, str(HERE / "src/main/python/reference_numerics.py")]
        log = Path(self.folder) / f"{side}-{arguments[0]}.log"
        return Worker([*program, result, *arguments], self.environment, log)

    def judge(self, arguments, results):
        """What scikit-learn's measures say of the last results; nothing where it is not there."""
        if self.options.python is None:
            return None
        script = str(HERE / "src/main/python/judge_numerics.py")
        command = [self.options.python, script, *arguments, *results]
        return json.loads(subprocess.run(
            command, env=self.environment, stdout=subprocess.PIPE, check=True, text=True
        ).stdout)
