"""What is measured: nets, sides, and the turns they take."""

import os
import random
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from worker import Worker

HERE = Path(__file__).resolve().parents[3]
TARGET = HERE / "target"
BATCH = 32
RATE = "1e-4"
TONEWHEEL, TORCH, FUSED = SIDES = ("tonewheel", "torch-default", "torch-fused")
TUNED = "tonewheel-tuned"  # the same under other variables, which --tuned sets
LAUNCHER = {  # what ROOT/tonewheel sets; what is in the environment wins, as there
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "33554432",
    "MALLOC_TRIM_THRESHOLD_": "268435456",
}


@dataclass(frozen=True)
class Plan:
    """How a net is measured; `rows` are those of the file, which epochs repeat as they need."""

    row_floats: int
    rows: int
    warm_up: int  # steps
    turn: int  # steps measured at a time
    epoch: int  # steps between evaluations where memory is measured
    validation_rows: int
    samples: bool = False  # rows of 16 bit samples in place of floats


PICTURE = 3 * 180 * 180
PLANS = {
    "net1": Plan(PICTURE, 128, warm_up=12, turn=4, epoch=4, validation_rows=200),
    "net2": Plan(PICTURE, 128, warm_up=5, turn=1, epoch=3, validation_rows=200),
    "net3": Plan(PICTURE, 128, warm_up=5, turn=1, epoch=3, validation_rows=200),
    "net5": Plan(16 * 33, 2500, warm_up=2000, turn=100, epoch=78, validation_rows=700),
    "waveform-gan": Plan(66_000, 128, warm_up=4, turn=1, epoch=3, validation_rows=1, samples=True),
}
DEFAULT_NETS = ("net1", "net2", "net3", "net5")  # the GAN's sides need 4 GB each
MEMORY_NETS = ("net1", "net2", "net3", "waveform-gan")
GROWTH_NET = "net5"


class Bench:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.sides = options.sides
        self.nets = options.nets
        self.environment = dict(os.environ, OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")

    def rows(self, net):
        """A file of floats in [1, 2) or of 16 bit samples, always the same."""
        plan = PLANS[net]
        path = self.folder / f"rows-{plan.row_floats}.{'i16' if plan.samples else 'f32'}"
        if not path.exists():
            count = plan.rows * plan.row_floats
            draw = random.Random(1).randbytes
            if plan.samples:
                path.write_bytes(draw(2 * count))
                return path
            floats = bytearray(4 * count)
            floats[0::4] = draw(count)
            floats[1::4] = draw(count)
            floats[2::4] = draw(count).translate(bytes(b | 0x80 for b in range(256)))
            floats[3::4] = b"\x3f" * count
            path.write_bytes(floats)
        return path

    def worker(self, side, net, epoch, validation_rows):
        arguments = [net, str(self.rows(net)), str(BATCH), str(epoch), str(validation_rows), RATE]
        environment = dict(self.environment)
        if side in (TONEWHEEL, TUNED):
            environment = {**LAUNCHER, **environment}
            if side == TUNED:
                environment.update(self.options.tuned)
            program = [
                java(), "-XX:MaxRAMPercentage=35", "-Dai.djl.offline=true",
                f"-Djava.io.tmpdir={self.folder}",
                *self.options.java_options.split(),
                "-cp", f"{TARGET / 'classes'}{os.pathsep}{(TARGET / 'classpath').read_text()}",
                "org.tonewheel.benchmarks.TrainingSteps",
            ]
        else:
            program = [self.options.torch, str(HERE / "src/main/python/torch_steps.py")]
            arguments.append(side.removeprefix("torch-"))
        return Worker(program + arguments, environment, self.folder / f"{side}-{net}.log")

    def speed(self, net):
        """Processor seconds a step, by side and round; all sides take a turn in each round."""
        seconds = {side: [] for side in self.sides}
        for number in range(self.options.processes):
            self.turns(net, seconds, f"{net}, process {number + 1} a side")
        return seconds

    def turns(self, net, seconds, title):
        """Appends what a new process a side takes in each round."""
        plan = PLANS[net]
        rounds = self.options.rounds
        warm_up = self.options.warm_up or plan.warm_up
        turn = self.options.steps or plan.turn
        with ExitStack() as stack:
            workers = {}
            for side in self.sides:
                say(f"{title}: warming up {side}")
                # one epoch that does not end: steps alone, no evaluation
                worker = self.worker(side, net, warm_up + turn * rounds + 1, 1)
                workers[side] = stack.enter_context(worker)
                worker.begin()
                worker.take(warm_up)
            for number in range(rounds):
                say(f"{title}: round {number + 1} of {rounds}")
                for side, worker in workers.items():
                    seconds[side].append(worker.take(turn) / turn)

    def memory(self, net):
        """Growth over the idle process in MB: the peak, and what is left after the last step."""
        plan = PLANS[net]
        result = {}
        for side in self.sides:
            say(f"{net}: memory of {side}")
            with self.worker(side, net, plan.epoch, plan.validation_rows) as worker:
                idle = worker.begin()
                worker.take(2 * plan.epoch + 1)  # two evaluations among them
                end = worker.memory()
                result[side] = {
                    "idle": idle["VmRSS"],
                    "peak": end["VmHWM"] - idle["VmRSS"],
                    "end": end["VmRSS"] - idle["VmRSS"],
                    "losses": worker.losses,
                }
        return result

    def growth(self):
        """VmRSS in MB after each thousand steps, once settled, by side."""
        plan = PLANS[GROWTH_NET]
        result = {}
        for side in [side for side in self.sides if side != FUSED]:
            say(f"{GROWTH_NET}: growth of {side}")
            with self.worker(side, GROWTH_NET, plan.epoch, plan.validation_rows) as worker:
                worker.begin()
                worker.take(self.options.settle)
                sizes = [worker.memory()["VmRSS"]]
                for _ in range(self.options.growth_thousands):
                    worker.take(1000)
                    sizes.append(worker.memory()["VmRSS"])
                result[side] = sizes
        return result


def say(text):
    print(text, file=sys.stderr, flush=True)


def java():
    home = os.environ.get("JAVA_HOME")
    return f"{home}/bin/java" if home else "java"
