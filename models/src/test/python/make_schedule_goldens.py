"""Writes the golden file of ScheduleTest from PyTorch.

Needs torch 2.7.1, the engine's version:
    python3 -m venv venv && venv/bin/pip install torch==2.7.1 numpy
    venv/bin/python models/src/test/python/make_schedule_goldens.py

Losses come from a formula that the test computes too; only the rates are stored.
"""

import json
import warnings
from pathlib import Path

import torch
from torch.optim import lr_scheduler

TARGET = Path(__file__).parents[1] / "resources" / "ScheduleTest"
RATE = 0.01
STEPS_PER_EPOCH = 7
EPOCHS = 12


def sgd():
    return torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=RATE)


def cosine(warmup_epochs):
    """The rate of each step: a line up to the full rate, then half a cosine, stepped each step."""
    optimizer = sgd()
    warmup = warmup_epochs * STEPS_PER_EPOCH
    steps = EPOCHS * STEPS_PER_EPOCH
    down = lr_scheduler.CosineAnnealingLR(optimizer, T_max=steps - warmup)
    scheduler = down
    if warmup:
        # the first step has rate / warmup, step number `warmup` (from 0) the full rate
        up = lr_scheduler.LinearLR(optimizer, 1 / warmup, 1, total_iters=warmup - 1)
        scheduler = lr_scheduler.SequentialLR(optimizer, [up, down], milestones=[warmup])
    rates = []
    for _ in range(steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates


def plateau(factor, patience):
    """The rate of each epoch, and of the one after the last."""
    optimizer = sgd()
    scheduler = lr_scheduler.ReduceLROnPlateau(
        optimizer, mode="min", factor=factor, patience=patience, threshold=0, eps=0
    )
    rates = [RATE]
    for epoch in range(40):
        scheduler.step(epoch * 7 % 11 - epoch // 4)
        rates.append(optimizer.param_groups[0]["lr"])
    return rates


def main():
    warnings.simplefilter("ignore")  # SequentialLR's own calls of step(epoch)
    goldens = {
        "cosine": {str(w): cosine(w) for w in (0, 1, 3)},
        "plateau": {"0.5 1": plateau(0.5, 1), "0.3 2": plateau(0.3, 2), "0.1 4": plateau(0.1, 4)},
    }
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "goldens.json").write_text(json.dumps({"torch": torch.__version__, **goldens}, indent=1) + "\n")


if __name__ == "__main__":
    main()
