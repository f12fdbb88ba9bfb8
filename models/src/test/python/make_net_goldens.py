"""Writes the golden files of NetGoldenTest from PyTorch.

Needs torch 2.7.1, the engine's version, and numpy:
    python3 -m venv venv && venv/bin/pip install torch==2.7.1 numpy
    venv/bin/python models/src/test/python/make_net_goldens.py

Weights, inputs and gradients come from formulas that the test computes too, in double precision,
rounded to float once; only what PyTorch made of them is stored.
"""

import json
from pathlib import Path

import numpy as np
import torch

TARGET = Path(__file__).parents[1] / "resources" / "NetGoldenTest"


def gradient(step, size):
    """Magnitudes from 1 down to 1e-8, where the place of epsilon shows; every seventh is zero."""
    i = np.arange(size)
    value = np.sin(7.0 * i + 3.0 * step) * 10.0 ** (-2.0 * (i % 5))
    return torch.tensor(np.where(i % 7 == 6, 0.0, value).astype(np.float32))


def optimizer_values(make):
    size = 35
    parameter = torch.nn.Parameter(torch.tensor(np.cos(np.arange(size)).astype(np.float32)))
    optimizer = make([parameter])
    values = {}
    for step in range(1, 51):
        parameter.grad = gradient(step, size)
        optimizer.step()
        if step in (1, 2, 10, 50):
            values[step] = parameter.detach().numpy().astype(float).tolist()
    return values


class Net5(torch.nn.Module):
    def __init__(self, features, hidden, classes):
        super().__init__()
        self.lstm1 = torch.nn.LSTM(features, hidden, batch_first=True)
        self.lstm2 = torch.nn.LSTM(hidden, hidden, batch_first=True)
        self.classifier = torch.nn.Linear(hidden, classes)

    def forward(self, rows):
        return self.classifier(self.lstm2(self.lstm1(rows)[0])[0][:, -1])


def net5_losses(make):
    frames, features, hidden, classes, batch = 8, 5, 16, 4, 6
    net = Net5(features, hidden, classes)
    names = []
    with torch.no_grad():
        for index, (name, parameter) in enumerate(net.named_parameters()):
            values = 0.25 * np.sin(0.7 * np.arange(parameter.numel()) + index)
            parameter.copy_(torch.tensor(values.astype(np.float32)).view_as(parameter))
            names.append(name)
    optimizer = make(net.parameters())
    losses = []
    for step in range(50):
        i = np.arange(batch * frames * features)
        rows = torch.tensor(np.cos(0.3 * i + 0.1 * (step % 5)).astype(np.float32))
        labels = torch.tensor([(b + step) % classes if b % 2 else b % classes for b in range(batch)])
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(net(rows.view(batch, frames, features)), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return {"parameters": names, "losses": losses}


def main():
    torch.set_num_threads(1)
    assert torch.__version__.startswith("2.7.1"), torch.__version__
    rules = {
        "adam": lambda p: torch.optim.Adam(p, lr=0.01),
        "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.01),
    }
    goldens = {
        "torch": torch.__version__,
        "optimizers": {name: optimizer_values(make) for name, make in rules.items()},
        "net5": {name: net5_losses(make) for name, make in rules.items()},
    }
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "goldens.json").write_text(json.dumps(goldens, indent=1) + "\n")


if __name__ == "__main__":
    main()
