"""What is searched: problems, sides, and the turns they take."""

import json
import os
import random
import sys
from pathlib import Path

from bench import TARGET, java, say
from worker import Worker

HERE = Path(__file__).resolve().parents[3]
PROBLEMS = {
    problem["name"]: problem
    for problem in json.loads((HERE / "src/main/resources/search-problems.json").read_text())
}
NET = dict(json.loads((HERE / "src/main/resources/net-problem.json").read_text()), external=True)
MODES = ("univariate", "multivariate")
STARTUP = 10  # both TPEs' default
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class Side(Worker):
    """A process that searches when it is told to; it and its caller speak JSON, a line each."""

    def __init__(self, command, log):
        super().__init__(command, dict(os.environ, **ONE_THREAD), log)

    def __enter__(self):
        self.read()
        return self

    def search(self, request, evaluator=None):
        """The answer, and the processor seconds of all threads of the process meanwhile."""
        before = self.processor_seconds()
        self.write(request)
        answer = self.read()
        while "evaluate" in answer:
            self.write(evaluator.ask({"values": answer["evaluate"], "trial": answer["trial"],
                                      "seed": request["seed"]}))
            answer = self.read()
        return answer, self.processor_seconds() - before

    def ask(self, line):
        self.write(line)
        return self.read()

    def write(self, line):
        self.say(json.dumps(line))

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{self.log.stem} ended early:\n{self.log.read_text()}")
        return json.loads(line)


def program(name, *options):
    classes = f"{TARGET / 'classes'}{os.pathsep}{(TARGET / 'classpath').read_text()}"
    return [java(), *options, "-cp", classes, f"org.tonewheel.benchmarks.tuning.{name}"]


def tonewheel(folder):
    return Side(program("SearchSide"), folder / "tonewheel.log")


def net(csv, folder):
    """What trains the feed-forward net on rows of the second paper's table."""
    options = ("-XX:MaxRAMPercentage=20", "-Dai.djl.offline=true", f"-Djava.io.tmpdir={folder}")
    return Side([*program("NetEvaluator", *options), str(csv)], folder / "evaluator.log")


def optuna(python, folder):
    return Side([python, str(HERE / "src/main/python/optuna_side.py")], folder / "optuna.log")


def drawn(parameter, draw):
    """A random value of a parameter, the same for both sides."""
    kind = parameter["kind"]
    if kind == "categorical":
        return draw.choice(parameter["choices"])
    if kind == "layers":
        count = draw.randint(parameter["minLayers"], parameter["maxLayers"])
        return [draw.choice(parameter["units"]) for _ in range(count)]
    low, high = parameter["low"], parameter["high"]
    share = draw.random()
    value = low * (high / low) ** share if parameter["log"] else low + share * (high - low)
    if kind == "int":
        step = parameter["step"]
        value = low + round((value - low) / step) * step
    return min(high, max(low, value))


def requests(problem, mode, seeds, trials):
    """One search a seed: startup trials and noise depend on problem and seed alone."""
    for seed in seeds:
        draw = random.Random(f"{problem['name']}/{seed}")
        startup = [{p["name"]: drawn(p, draw) for p in problem["parameters"]}
                   for _ in range(min(STARTUP, trials))]
        noise = [problem.get("noise", 0.0) * draw.gauss(0, 1) for _ in range(trials)]
        yield {"function": None if problem.get("external") else problem["name"],
               "parameters": problem["parameters"], "direction": problem["direction"],
               "sampler": mode, "seed": seed, "startup": startup, "noise": noise}


def warm_up(ours, theirs):
    """A search of each kind that does not count, for Java's compiler to have begun."""
    say("warming up")
    for mode in MODES:
        for request in requests(PROBLEMS["layers"], mode, [0], 100):
            ours.search(request)
            theirs.search(request)


def compare(problem, modes, seeds, trials, ours, theirs, evaluator=None):
    """Results of each mode; the sides take turns, a search each."""
    say(f"{problem['name']}: random search")
    control = [ours.search(request, evaluator)[0]["best"]
               for request in requests(problem, "random", seeds, trials)]
    results = []
    for mode in modes:
        say(f"{problem['name']}: {mode}")
        result = {"name": problem["name"], "mode": mode, "random": control,
                  "sign": 1 if problem["direction"] == "MINIMIZE" else -1,
                  "tonewheel": [], "optuna": [], "cpu": {"tonewheel": [], "optuna": []}}
        for request in requests(problem, mode, seeds, trials):
            startup = []
            for name, side in (("tonewheel", ours), ("optuna", theirs)):
                answer, seconds = side.search(request, evaluator)
                result[name].append(answer["best"])
                result["cpu"][name].append(seconds / max(1, trials - STARTUP))
                startup.append(answer["startup"])
            check_same(problem["name"], *startup)
        results.append(result)
    return results


def check_same(name, ours, theirs):
    """Both sides' functions must be the same function."""
    for a, b in zip(ours, theirs, strict=True):
        if abs(a - b) > 1e-9 * max(1, abs(a)):
            sys.exit(f"{name} is {a} in Java and {b} in Python at the same point")
