"""The feed-forward benchmark: nets, sides and the turns they take, and its two tables."""

import os
import statistics
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass

from bench import FUSED, HERE, LAUNCHER, SIDES, TARGET, TONEWHEEL, TORCH, java, say
from tables import judged, milliseconds, ratio, table
from worker import Worker

BATCH = 32
TRAINING_ROWS = 40_000
STEPS = TRAINING_ROWS // BATCH  # of an epoch
SPEED_LIMIT = 1.0
ACCURACY_LIMIT = 0.5  # points


@dataclass(frozen=True)
class Plan:
    hidden: str
    dropout: float
    rate: float


PLANS = {  # the second paper's net before and after its search
    "before": Plan("256/128/64", 0.3, 1e-3),
    "tuned": Plan("512/128/64", 0.1251, 9.41e-4),
}


class FeedForwardBench:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.environment = dict(os.environ, OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")

    def write_rows(self):
        """Writes each seed's split; returns what the rows are."""
        seeds = max(self.options.seeds, 1)
        command = [
            self.options.torch, str(HERE / "src/main/python/table_rows.py"),
            str(self.folder / "rows"), str(self.options.table), str(seeds),
        ]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()

    def command(self, side, mode, net, seed):
        plan = PLANS[net]
        arguments = [
            mode, str(self.folder / "rows" / str(seed)), plan.hidden, str(plan.dropout),
            str(plan.rate), str(BATCH), str(self.options.epochs), str(seed),
        ]
        if side != TONEWHEEL:
            program = [self.options.torch, str(HERE / "src/main/python/torch_feed_forward.py")]
            return [*program, *arguments, side.removeprefix("torch-")], self.environment
        program = [
            java(), "-XX:MaxRAMPercentage=35", "-Dai.djl.offline=true",
            f"-Djava.io.tmpdir={self.folder}",
            "-cp", f"{TARGET / 'classes'}{os.pathsep}{(TARGET / 'classpath').read_text()}",
            "org.tonewheel.benchmarks.FeedForwardRun",
        ]
        return [*program, *arguments], {**LAUNCHER, **self.environment}

    def speed(self, net):
        """Processor seconds an epoch, its validation included, by side and round."""
        seconds = {side: [] for side in SIDES}
        with ExitStack() as stack:
            workers = {}
            for side in SIDES:
                say(f"{net}: warming up {side}")
                command, environment = self.command(side, "steps", net, 0)
                worker = Worker(command, environment, self.folder / f"{side}-{net}.log")
                workers[side] = stack.enter_context(worker)
                worker.begin()
                worker.take(STEPS * self.options.warm_up)
            for number in range(self.options.rounds):
                say(f"{net}: round {number + 1} of {self.options.rounds}")
                for side, worker in workers.items():
                    seconds[side].append(worker.take(STEPS))
        return seconds

    def accuracy(self, net):
        """Test accuracy in percent, by side and seed."""
        result = {TONEWHEEL: [], TORCH: []}
        for seed in range(self.options.seeds):
            for side, accuracies in result.items():
                accuracies.append(100 * self.train(side, net, seed))
                say(f"{net}: seed {seed}, {side}: {accuracies[-1]:.2f}%")
        return result

    def train(self, side, net, seed):
        command, environment = self.command(side, "train", net, seed)
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        for line in done.stdout.splitlines():
            if line.startswith("accuracy "):
                return float(line.split()[1])
        sys.exit(f"{side} gave no accuracy:\n{done.stdout}{done.stderr}")


def speed_table(speed):
    rows = []
    for net, seconds in speed.items():
        row = [f"{net}, {PLANS[net].hidden}"] + [milliseconds(seconds[side]) for side in SIDES]
        rows.append(row + [ratio(seconds[TONEWHEEL], seconds[TORCH], SPEED_LIMIT),
                           ratio(seconds[TONEWHEEL], seconds[FUSED], SPEED_LIMIT)])
    header = ["net", *(f"{side} ms" for side in SIDES), f"to {TORCH}", f"to {FUSED}"]
    return "CPU milliseconds an epoch, median [quartiles]\n\n" + table(header, rows)


def percent(values):
    spread = statistics.stdev(values) if len(values) > 1 else 0
    return f"{statistics.fmean(values):.2f} ± {spread:.2f}"


def difference(ours, theirs):
    pairs = [a - b for a, b in zip(ours, theirs, strict=True)]
    mean = statistics.fmean(pairs)
    error = statistics.stdev(pairs) / len(pairs) ** 0.5 if len(pairs) > 1 else 0
    return f"{mean:+.2f} ± {error:.2f} {judged(abs(mean), ACCURACY_LIMIT)}"


def accuracy_table(accuracy):
    rows = []
    for net, sides in accuracy.items():
        ours, theirs = sides[TONEWHEEL], sides[TORCH]
        rows.append([f"{net}, {PLANS[net].hidden}", percent(ours), percent(theirs),
                     difference(ours, theirs)])
    seeds = len(next(iter(accuracy.values()))[TONEWHEEL])
    title = (f"Test accuracy in percent, mean ± deviation of {seeds} seeds (split and net); "
             "difference of the means in points ± its standard error, in pairs by split")
    return title + "\n\n" + table(["net", TONEWHEEL, TORCH, "difference"], rows)
