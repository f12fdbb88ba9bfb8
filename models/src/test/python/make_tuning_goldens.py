"""Writes TuningGoldenTest/goldens.json: what Optuna's samplers, pruners and importances compute.

Run with Optuna installed (the file in the repository was made by optuna 5.0.0, numpy 2.4.6):

    python3 make_tuning_goldens.py ../resources/TuningGoldenTest/goldens.json

Densities and splits come from Optuna's own private classes, so another version may need changes.
"""

import json
import logging
import math
import sys
import warnings

import numpy as np
import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.samplers import TPESampler
from optuna.samplers._tpe.parzen_estimator import _ParzenEstimator
from optuna.samplers._tpe.sampler import _split_trials, default_gamma, default_weights
from optuna.trial import TrialState, create_trial

AXES = {
    "float": {"kind": "float", "low": -2.0, "high": 3.0, "log": False},
    "rate": {"kind": "float", "low": 1e-5, "high": 0.1, "log": True},
    "int": {"kind": "int", "low": 1, "high": 900, "log": False, "step": 1},
    "stepped": {"kind": "int", "low": 4, "high": 40, "log": False, "step": 3},
    "batch": {"kind": "int", "low": 8, "high": 512, "log": True, "step": 1},
    "choice": {"kind": "categorical", "choices": ["a", "b", "c", "d"]},
}


def distribution(axis):
    if axis["kind"] == "float":
        return FloatDistribution(axis["low"], axis["high"], log=axis["log"])
    if axis["kind"] == "int":
        return IntDistribution(axis["low"], axis["high"], log=axis["log"], step=axis["step"])
    return CategoricalDistribution(axis["choices"])


def draw(random, axis):
    """A value of the axis in the sampler's own form: choices as places."""
    if axis["kind"] == "categorical":
        return int(random.integers(len(axis["choices"])))
    low, high = axis["low"], axis["high"]
    share = random.random()
    value = math.exp(math.log(low) + share * math.log(high / low)) if axis["log"] else (
        low + share * (high - low))
    if axis["kind"] == "int":
        return int(low + round((value - low) / axis["step"]) * axis["step"])
    return min(high, max(low, float(f"{value:.6g}")))


def different(random, axis, count):
    """Values, no number twice: of equal ones, NumPy's sort decides whose kernel is the wider."""
    values = []
    while len(values) < count:
        value = draw(random, axis)
        if axis["kind"] == "categorical" or value not in values:
            values.append(value)
    return values


def parzen(random, names, observations, points):
    space = {name: distribution(AXES[name]) for name in names}
    parameters = TPESampler(seed=1)._parzen_estimator_parameters
    observed = {name: different(random, AXES[name], observations) for name in names}
    asked = {name: [draw(random, AXES[name]) for _ in range(points)] for name in names}
    estimator = _ParzenEstimator({n: np.array(v) for n, v in observed.items()}, space, parameters)
    density = estimator.log_pdf({n: np.array(v) for n, v in asked.items()})
    return {
        "axes": [{"name": name, **AXES[name]} for name in names],
        "observations": [observed[name] for name in names],
        "points": [asked[name] for name in names],
        "logDensity": density.tolist(),
    }


def external(axis, value):
    return axis["choices"][value] if axis["kind"] == "categorical" else value


def history(random, names, trials):
    """Trials in all states, as data and as Optuna's."""
    space = {name: distribution(AXES[name]) for name in names}
    data, frozen = [], []
    for number in range(trials):
        values = {name: external(AXES[name], draw(random, AXES[name])) for name in names}
        state = str(random.choice(["COMPLETE"] * 6 + ["PRUNED"] * 3 + ["RUNNING", "FAILED"]))
        epochs = [round(random.random(), 4) for _ in range(int(random.integers(0, 5)))]
        if state == "PRUNED" and epochs and random.random() < 0.2:
            epochs[-1] = math.nan
        value = round(random.normal(), 1) if state == "COMPLETE" else None  # some are equal
        data.append({"number": number, "state": state, "values": values, "value": value,
                     "intermediate": ["NaN" if math.isnan(e) else e for e in epochs]})
        if state != "FAILED":
            trial = create_trial(
                state=TrialState[state], value=value, params=values, distributions=space,
                intermediate_values=dict(enumerate(epochs)))
            trial.number = number
            frozen.append(trial)
    return space, data, frozen


def ratio(random, names, trials, direction):
    space, data, frozen = history(random, names, trials)
    study = optuna.create_study(direction=direction)
    sampler = TPESampler(seed=1)
    ended = sum(trial.state != TrialState.RUNNING for trial in frozen)
    below, above = _split_trials(study, frozen, default_gamma(ended))
    densities = [sampler._build_parzen_estimator(study, space, part, handle_below=good)
                 for part, good in ((below, True), (above, False))]
    asked = {name: [draw(random, AXES[name]) for _ in range(8)] for name in names}
    points = {name: np.array(values) for name, values in asked.items()}
    return {
        "direction": direction.upper(),
        "axes": [{"name": name, **AXES[name]} for name in names],
        "history": data,
        "good": [trial.number for trial in below],
        "bad": [trial.number for trial in above],
        "points": [asked[name] for name in names],
        "ratio": sampler._compute_acquisition_func(points, *densities).tolist(),
    }


def pruning(random, pruner, direction, first_step, trials=40, epochs=20):
    """What a study's trials reported, and after which epoch each was pruned (0: never)."""
    study = optuna.create_study(direction=direction, pruner=pruner)
    data = []
    for number in range(trials):
        trial = study.ask()
        level = random.normal()
        length = epochs if random.random() < 0.8 else int(random.integers(1, epochs))
        reports, pruned = [], 0
        for epoch in range(length):
            value = round(level + random.normal() / (1 + epoch), 3)
            value = math.nan if random.random() < 0.01 else value
            reports.append("NaN" if math.isnan(value) else value)
            trial.report(value, epoch + first_step)
            if trial.should_prune():
                pruned = epoch + 1
                break
        if pruned:
            study.tell(trial, state=TrialState.PRUNED)
        elif random.random() < 0.1:
            study.tell(trial, state=TrialState.FAIL)
        else:
            study.tell(trial, level)
        data.append({"reports": reports, "prunedAfter": pruned,
                     "state": study.trials[-1].state.name.replace("FAIL", "FAILED")})
    return {"direction": direction.upper(), "trials": data}


def median(random, direction, startup, warmup, interval):
    pruner = optuna.pruners.MedianPruner(startup, warmup, interval)
    return {"startupTrials": startup, "warmupEpochs": warmup, "interval": interval,
            **pruning(random, pruner, direction, first_step=0)}


def halving(random, direction, resource, factor, rate, bootstrap):
    pruner = optuna.pruners.SuccessiveHalvingPruner(resource, factor, rate, bootstrap)
    return {"minEpochs": resource, "factor": factor, "skippedRungs": rate, "bootstrap": bootstrap,
            **pruning(random, pruner, direction, first_step=1)}


def importance(random, direction, trials):
    names = list(AXES)
    units = [32, 64, 128]
    study = optuna.create_study(direction=direction)
    data = []
    for number in range(trials):
        values = {name: external(AXES[name], draw(random, AXES[name])) for name in names}
        layers = [int(random.choice(units)) for _ in range(int(random.integers(1, 4)))]
        value = round((values["float"] - 1) ** 2 + math.log10(values["rate"]) * 0.7
                      + (values["choice"] == "c") + len(layers) * 0.5 + 0.1 * random.normal(), 4)
        data.append({"number": number, "state": "COMPLETE", "value": value,
                     "values": {**values, "hidden": layers}, "intermediate": []})
        params = {**values, "hidden.layers": len(layers)}
        space = {name: distribution(AXES[name]) for name in names}
        space["hidden.layers"] = IntDistribution(1, 3)
        for i, count in enumerate(layers, 1):
            params[f"hidden.units{i}"] = count
            space[f"hidden.units{i}"] = CategoricalDistribution(units)
        study.add_trial(create_trial(value=value, params=params, distributions=space))
    axes = [{"name": name, **AXES[name]} for name in names]
    axes.append({"name": "hidden", "kind": "layers", "minLayers": 1, "maxLayers": 3,
                 "units": units})
    return {"direction": direction.upper(), "axes": axes, "history": data,
            "importances": optuna.importance.get_param_importances(study)}


def main(target):
    warnings.simplefilter("ignore")
    logging.disable()
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    random = np.random.default_rng(7)
    every = list(AXES)
    counts = [0, 1, 2, 3, 12, 25, 26, 27, 60]
    goldens = {
        "optuna": optuna.__version__,
        "gamma": {str(n): default_gamma(n) for n in (1, 9, 10, 11, 40, 95, 240, 250, 251, 1000)},
        "weights": {str(n): default_weights(n).tolist() for n in (1, 2, 24, 25, 26, 27, 40)},
        "parzen": [
            *(parzen(random, [name], n, 6) for name in every for n in (0, 1, 2, 9)),
            *(parzen(random, ["float", "rate", "int", "choice"], n, 6) for n in counts),
            *(parzen(random, every, n, 6) for n in (1, 8)),
        ],
        "ratio": [
            ratio(random, ["float", "rate", "int", "choice"], n, direction)
            for n in (12, 30, 60) for direction in ("minimize", "maximize")
        ],
        "median": [
            median(random, direction, *settings)
            for direction in ("minimize", "maximize")
            for settings in ((5, 0, 1), (3, 4, 1), (1, 2, 3))
        ],
        "halving": [
            halving(random, direction, *settings)
            for direction in ("minimize", "maximize")
            for settings in ((1, 4, 0, 0), (2, 3, 0, 0), (1, 2, 1, 3))
        ],
        "importance": [
            importance(random, direction, trials)
            for direction, trials in (("minimize", 100), ("maximize", 40))
        ],
    }
    with open(target, "w") as out:
        json.dump(goldens, out, separators=(",", ":"))
        out.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
