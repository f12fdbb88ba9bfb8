#!/usr/bin/env python3
"""Writes the golden files of FeedForwardParityTest and RateScheduleTest: what PyTorch makes of the
feed-forward net, and the rates of its schedules.

Weights and rows come from formulas that the test repeats, so that the file holds results alone:
for each case the class-weighted loss before each of 30 steps, and the logits of the first rows
afterwards in evaluation mode, which depend on the running statistics of the batch normalisation;
for one case the gradients of the first step. Schedules: the rate and Adam's first beta of each
step.

Needs torch (made with 2.7.1, CPU). Run from the repository's root:
    python3 models/src/test/python/make_ffn_goldens.py
"""
import json
import math
import pathlib

import torch

INPUTS, HIDDEN, CLASSES = 12, (16, 8), 4
ROWS, BATCH, STEPS, RATE = 200, 32, 30, 1e-2
RESOURCES = pathlib.Path("models/src/test/resources")
CASES = {  # weight decay, label smoothing, schedule
    "adam": (0, 0, "constant"),
    "decay": (0.05, 0, "constant"),
    "smoothing": (0, 0.1, "constant"),
    "cosine": (0, 0, "cosine"),
    "one-cycle": (0, 0, "one-cycle"),
    "together": (0.05, 0.1, "one-cycle"),
}
GRADIENTS_OF = "smoothing"
SCHEDULED_STEPS = (1, 2, 10, 37)


def formula(tensor: torch.Tensor, number: int, bound: float) -> None:
    """Fills a tensor, the number-th of the net, with a sine of each value's place."""
    values = [bound * math.sin(1.7 * (number + 1) + 12.9898 * k) for k in range(tensor.numel())]
    with torch.no_grad():
        tensor.copy_(torch.tensor(values, dtype=torch.float32).view_as(tensor))


def net() -> torch.nn.Sequential:
    widths = (INPUTS, *HIDDEN)
    layers = []
    for inputs, outputs in zip(widths, widths[1:]):
        layers += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU(), torch.nn.BatchNorm1d(outputs)]
    layers.append(torch.nn.Linear(widths[-1], CLASSES))
    number = 0
    for layer in layers:
        if isinstance(layer, torch.nn.Linear):
            bound = 1 / math.sqrt(layer.in_features)
            formula(layer.weight, number, bound)
            formula(layer.bias, number + 1, bound)
            number += 2
    return torch.nn.Sequential(*layers)


def rows() -> tuple[torch.Tensor, torch.Tensor]:
    labels = [(r * r // 3) % CLASSES for r in range(ROWS)]
    values = [
        [math.sin(0.37 * r + 1.3 * c) + (1.0 if c % CLASSES == labels[r] else 0.0) for c in range(INPUTS)]
        for r in range(ROWS)
    ]
    return torch.tensor(values, dtype=torch.float32), torch.tensor(labels)


def scheduler(optimizer: torch.optim.Optimizer, schedule: str, steps: int):
    if schedule == "cosine":
        return torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=steps)
    if schedule == "one-cycle":
        return torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=RATE, total_steps=steps)
    return torch.optim.lr_scheduler.ConstantLR(optimizer, factor=1)


def train(decay: float, smoothing: float, schedule: str, gradients: bool) -> dict:
    values, labels = rows()
    counts = torch.bincount(labels, minlength=CLASSES).clamp(min=1)
    weights = ROWS / (CLASSES * counts.double())
    model = net()
    kind = torch.optim.AdamW if decay else torch.optim.Adam
    adam = kind(model.parameters(), lr=RATE, weight_decay=decay)
    rates = scheduler(adam, schedule, STEPS)
    criterion = torch.nn.CrossEntropyLoss(weight=weights.float(), label_smoothing=smoothing)
    result = {"losses": []}
    for step in range(STEPS):
        at = [(step * BATCH + i) % ROWS for i in range(BATCH)]
        adam.zero_grad()
        loss = criterion(model(values[at]), labels[at])
        loss.backward()
        if gradients and step == 0:
            result["gradients"] = [p.grad.flatten().tolist() for p in model.parameters()]
        adam.step()
        rates.step()
        result["losses"].append(loss.item())
    model.eval()
    with torch.no_grad():
        result["logits"] = model(values[:5]).tolist()
    return result


def scheduled(schedule: str, steps: int) -> dict:
    adam = torch.optim.Adam([torch.nn.Parameter(torch.zeros(1))], lr=RATE)
    rates = scheduler(adam, schedule, steps)
    result = {"rates": [], "momenta": []}
    for step in range(steps):
        result["rates"].append(adam.param_groups[0]["lr"])
        result["momenta"].append(adam.param_groups[0]["betas"][0])
        adam.step()
        if step + 1 < steps:
            rates.step()
    return result


def write(test: str, golden: dict) -> None:
    path = RESOURCES / test / "torch.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"torch": torch.__version__, **golden}) + "\n")


def main() -> None:
    torch.set_num_threads(1)
    write(
        "FeedForwardParityTest",
        {name: train(*case, name == GRADIENTS_OF) for name, case in CASES.items()},
    )
    write(
        "RateScheduleTest",
        {
            schedule: {str(steps): scheduled(schedule, steps) for steps in SCHEDULED_STEPS}
            for schedule in ("cosine", "one-cycle")
        },
    )


if __name__ == "__main__":
    main()
