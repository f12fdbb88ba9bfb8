"""The other side of the benchmark: the searches of SearchSide.java by Optuna.

Speaks on standard input and output as that does. Needs optuna.
"""

import json
import sys
import warnings

import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution

from search_functions import FUNCTIONS


def suggest(trial, parameter):
    """A parameter's value, as users of Optuna write it."""
    name = parameter["name"]
    if parameter["kind"] == "float":
        return trial.suggest_float(name, parameter["low"], parameter["high"], log=parameter["log"])
    if parameter["kind"] == "int":
        return trial.suggest_int(name, parameter["low"], parameter["high"], log=parameter["log"],
                                 step=parameter["step"])
    if parameter["kind"] == "categorical":
        return trial.suggest_categorical(name, parameter["choices"])
    count = trial.suggest_int(f"{name}_layers", parameter["minLayers"], parameter["maxLayers"])
    return [trial.suggest_categorical(f"{name}_l{i}", parameter["units"]) for i in range(count)]


def given(parameter, value):
    """The same parameter of a trial whose value is given: Optuna's names, values and spaces."""
    name = parameter["name"]
    if parameter["kind"] == "float":
        return {name: (value, FloatDistribution(parameter["low"], parameter["high"],
                                                log=parameter["log"]))}
    if parameter["kind"] == "int":
        return {name: (value, IntDistribution(parameter["low"], parameter["high"],
                                              log=parameter["log"], step=parameter["step"]))}
    if parameter["kind"] == "categorical":
        return {name: (value, CategoricalDistribution(parameter["choices"]))}
    layers = {f"{name}_layers": (
        len(value), IntDistribution(parameter["minLayers"], parameter["maxLayers"]))}
    for i, units in enumerate(value):
        layers[f"{name}_l{i}"] = (units, CategoricalDistribution(parameter["units"]))
    return layers


def startup_trial(parameters, values, seen):
    both = {}
    for parameter in parameters:
        both.update(given(parameter, values[parameter["name"]]))
    return optuna.trial.create_trial(
        value=seen,
        params={name: value for name, (value, _) in both.items()},
        distributions={name: distribution for name, (_, distribution) in both.items()},
    )


def say(line):
    print(json.dumps(line), flush=True)


def evaluated(request, number, values):
    if request["function"] is not None:
        return FUNCTIONS[request["function"]](values)
    say({"evaluate": values, "trial": number})
    return json.loads(sys.stdin.readline())["value"]


def search(request):
    parameters = request["parameters"]
    startup = request["startup"]
    if request["sampler"] == "random":
        sampler = optuna.samplers.RandomSampler(seed=request["seed"])
    else:
        sampler = optuna.samplers.TPESampler(
            seed=request["seed"], n_startup_trials=len(startup), n_ei_candidates=24,
            multivariate=request["sampler"] == "multivariate")
    study = optuna.create_study(direction=request["direction"].lower(), sampler=sampler)
    sign = 1 if request["direction"] == "MINIMIZE" else -1
    outcomes = []
    for number, noise in enumerate(request["noise"]):
        if number < len(startup):
            values = startup[number]
            exact = evaluated(request, number, values)
            study.add_trial(startup_trial(parameters, values, exact + noise))
        else:
            trial = study.ask()
            values = {p["name"]: suggest(trial, p) for p in parameters}
            exact = evaluated(request, number, values)
            study.tell(trial, exact + noise)
        outcomes.append((sign * (exact + noise), number, exact))
    return {"best": min(outcomes)[2],
            "startup": [exact for _, _, exact in outcomes[:len(startup)]]}


def main():
    warnings.simplefilter("ignore")
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    say({"ready": True})
    for line in iter(sys.stdin.readline, ""):
        say(search(json.loads(line)))


if __name__ == "__main__":
    main()
