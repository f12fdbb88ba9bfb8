"""Features measured on both sides: settings, pieces, processes and their turns."""

import array
import os
import statistics
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from bench import HERE, TARGET, TONEWHEEL, java, say
from tables import quartiles, table
from worker import Worker

RATE = 22_050
FEATURES = 33
CALLS, SHARED = LIBROSA = ("librosa-calls", "librosa-shared")
SETTINGS = {"1024/4084": (1024, 4084, "false"), "2048/512": (2048, 512, "true")}
PIECES = {"segments": 66_000, "recordings": 0}  # samples; 0: whole
WARM_UP = {TONEWHEEL: 40, CALLS: 2, SHARED: 2}  # times; librosa compiles and caches in its first
TURN = {TONEWHEEL: 5, CALLS: 1, SHARED: 1}  # times in a round, so that turns are about as long
LEAST_TIMES = 6


def tonewheel(main, *arguments, options=()):
    path = os.pathsep.join([str(TARGET / "classes"), (TARGET / "classpath").read_text()])
    return [java(), *options, "-cp", path, main, *map(str, arguments)]


def recordings(folder, count):
    """So many of a folder, evenly over its sub-folders' names."""
    found = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    if not found:
        sys.exit(f"no recording lies in {folder}; name a folder with --audio")
    count = min(count, len(found))
    return [found[i * len(found) // count] for i in range(count)]


class FeatureBench:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS",
                   "NUMBA_NUM_THREADS")
        self.environment = {**os.environ, **{name: "1" for name in threads}}
        files = recordings(options.audio, options.recordings)
        say(f"decoding {len(files)} recordings")
        subprocess.run(tonewheel("org.tonewheel.benchmarks.features.DecodeTracks", folder, *files),
                       check=True)
        self.files = [str(folder / f"{i}.pcm") for i in range(len(files))]

    def seconds(self, pieces):
        """Of sound, of all that is computed in a round."""
        total = 0
        for file in self.files:
            samples = os.path.getsize(file) // 2
            length = PIECES[pieces] or samples
            total += samples // length * length
        return total / RATE

    def measure(self, settings, pieces):
        """CPU seconds of each round by side, and how far the values of the sides lie apart."""
        seconds = {side: [] for side in self.options.sides}
        arguments = [*map(str, SETTINGS[settings]), str(PIECES[pieces]), *self.files]
        with ExitStack() as stack:
            workers = {}
            for side in self.options.sides:
                say(f"{settings}, {pieces}: warming up {side}")
                workers[side] = stack.enter_context(self.worker(side, arguments))
                workers[side].begin()
                workers[side].take(WARM_UP[side])
                workers[side].take("save")
            for _ in range(self.options.rounds):
                for side, worker in workers.items():
                    seconds[side].append(worker.take(TURN[side]) / TURN[side])
        return {"audio": self.seconds(pieces), "seconds": seconds, "apart": self.apart()}

    def worker(self, side, arguments):
        result = str(self.folder / f"{side}.f32")
        if side == TONEWHEEL:
            program = tonewheel("org.tonewheel.benchmarks.features.FeatureSpeed", result,
                                *arguments, options=["-XX:+UseSerialGC", "-Xmx1g"])
        else:
            how = side.removeprefix("librosa-")
            script = str(HERE / "src/main/python/librosa_side.py")
            program = [self.options.librosa, script, how, result, *arguments]
        return Worker(program, self.environment, self.folder / f"{side}.log")

    def apart(self):
        """The largest difference of a feature over its range, of each librosa from Tonewheel."""
        if TONEWHEEL not in self.options.sides:
            return {}
        ours = self.values(TONEWHEEL)
        return {side: largest(ours, self.values(side))
                for side in self.options.sides if side != TONEWHEEL}

    def values(self, side):
        values = array.array("f")
        values.frombytes((self.folder / f"{side}.f32").read_bytes())
        return values


def largest(ours, theirs):
    if len(ours) != len(theirs):
        sys.exit(f"the sides computed {len(ours)} and {len(theirs)} values")
    worst = 0.0
    for feature in range(FEATURES):
        a, b = ours[feature::FEATURES], theirs[feature::FEATURES]
        span = max(b) - min(b)
        worst = max(worst, max(abs(x - y) for x, y in zip(a, b)) / span if span else 0)
    return worst


def speed_table(results, sides):
    rows = []
    for (settings, pieces), result in results.items():
        audio = result["audio"]
        ours = result["seconds"].get(TONEWHEEL)
        row = [settings, pieces]
        for side in sides:
            rounds = result["seconds"][side]
            low, high = (1e6 * value / audio for value in quartiles(rounds))
            middle = statistics.median(rounds)
            row.append(f"{1e6 * middle / audio:.0f} [{low:.0f}, {high:.0f}] ({audio / middle:,.0f})")
        for side in sides:
            if side != TONEWHEEL and ours:
                theirs = result["seconds"][side]
                times = statistics.median(theirs) / statistics.median(ours)
                low, high = quartiles([b / a for a, b in zip(ours, theirs)])
                row.append(f"{times:.1f} [{low:.1f}, {high:.1f}]{verdict(times, side, pieces)}")
        row.append(", ".join(f"{value:.1e}" for value in result["apart"].values()))
        rows.append(row)
    others = [side for side in sides if side != TONEWHEEL]
    header = ["settings", "pieces", *sides, *(f"times {side}" for side in others), "apart"]
    return ("CPU microseconds a second of sound, median [quartiles], in brackets times real time; "
            "how many times as fast as librosa Tonewheel is; the largest difference of a feature "
            "over its range\n\n" + table(header, rows))


def verdict(times, side, pieces):
    if side != CALLS or pieces != "segments":
        return ""
    return f" (at least {LEAST_TIMES})" if times >= LEAST_TIMES else f" (**under {LEAST_TIMES}**)"
