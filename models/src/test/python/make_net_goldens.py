"""Writes the golden files of NetGoldenTest from PyTorch.

Needs torch 2.7.1, the engine's version, and numpy:
    python3 -m venv venv && venv/bin/pip install torch==2.7.1 numpy
    venv/bin/python models/src/test/python/make_net_goldens.py

Weights, inputs and gradients come from formulas that the test computes too, in double precision,
rounded to float once; only what PyTorch made of them is stored.
"""

import json
from collections import OrderedDict
from pathlib import Path

import numpy as np
import torch

TARGET = Path(__file__).parents[1] / "resources" / "NetGoldenTest"
BATCH = 6
CLASSES = 4
PICTURE = (3, 12, 12)
FRAMES = (8, 5)
MEL_FRAMES = (36, 32)


def gradient(step, size):
    """Magnitudes from 1 down to 1e-8, where the place of epsilon shows; every seventh is zero."""
    i = np.arange(size)
    value = np.sin(7.0 * i + 3.0 * step) * 10.0 ** (-2.0 * (i % 5))
    return torch.tensor(np.where(i % 7 == 6, 0.0, value).astype(np.float32))


def optimizer_values(make):
    size = 35
    parameter = torch.nn.Parameter(torch.tensor(np.cos(np.arange(size)).astype(np.float32)))
    optimizer = make([parameter], lr=0.01)
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


def flat_net(shape, classes):
    inputs = int(np.prod(shape))
    return torch.nn.Sequential(
        OrderedDict(
            flatten=torch.nn.Flatten(),
            fc1=torch.nn.Linear(inputs, 512),
            relu1=torch.nn.ReLU(),
            fc2=torch.nn.Linear(512, 512),
            relu2=torch.nn.ReLU(),
            classifier=torch.nn.Linear(512, classes),
        )
    )


def convolutional_net(shape, classes, normalised):
    layers = OrderedDict()
    before = shape[0]
    for i, channels in enumerate([32, 32, 64, 128], start=1):
        layers[f"conv{i}"] = torch.nn.Conv2d(before, channels, 3, padding=1, bias=not normalised)
        if normalised:
            layers[f"bn{i}"] = torch.nn.BatchNorm2d(channels)
        layers[f"relu{i}"] = torch.nn.ReLU()
        if i % 2 == 0:
            layers[f"pool{i // 2}"] = torch.nn.MaxPool2d(2)
        before = channels
    layers["flatten"] = torch.nn.Flatten()
    layers["fc1"] = torch.nn.Linear(before * (shape[1] // 4) * (shape[2] // 4), 256)
    layers["relu5"] = torch.nn.ReLU()
    layers["classifier"] = torch.nn.Linear(256, classes)
    return torch.nn.Sequential(layers)


class Channel(torch.nn.Module):
    def forward(self, frames):
        return frames[:, None]


class Mean(torch.nn.Module):
    def forward(self, pictures):
        return pictures.mean((2, 3))


def house_cnn(classes):
    layers = OrderedDict(picture=Channel())
    before = 1
    for i, channels in enumerate([8, 32, 64, 128, 128], start=1):
        layers[f"conv{i}"] = torch.nn.Conv2d(before, channels, 3, padding=1, bias=False)
        layers[f"bn{i}"] = torch.nn.BatchNorm2d(channels)
        layers[f"relu{i}"] = torch.nn.ReLU()
        if i < 5:
            layers[f"pool{i}"] = torch.nn.MaxPool2d(2)
        before = channels
    layers["mean"] = Mean()
    layers["classifier"] = torch.nn.Linear(before, classes)
    return torch.nn.Sequential(layers)


def stored(net):
    """Trained weights and running statistics in their order; PyTorch's counters are left out."""
    return {name: value for name, value in net.state_dict().items() if value.is_floating_point()}


def set_weights(net):
    """Running statistics stay at 0 and 1, scales of a normalisation lie around 1."""
    with torch.no_grad():
        for index, (name, value) in enumerate(stored(net).items()):
            if "running" in name:
                continue
            wave = np.sin(0.7 * np.arange(value.numel()) + index)
            if value.dim() == 1:
                values = (1 if name.startswith("bn") and "weight" in name else 0) + 0.1 * wave
            elif name.startswith("lstm"):
                values = 0.25 * wave
            else:
                values = wave / np.sqrt(value[0].numel())
            value.copy_(torch.tensor(values.astype(np.float32)).view_as(value))


def rows(shape, step):
    i = np.arange(BATCH * int(np.prod(shape)))
    values = np.cos(0.3 * i + 0.1 * (step % 5)) + np.sin(0.0071 * i * i)
    return torch.tensor(values.astype(np.float32)).view(BATCH, *shape)


def training(net, shape, make, rate, clip_norm):
    set_weights(net)
    optimizer = make(net.parameters(), lr=rate)
    losses, norms = [], []
    for step in range(50):
        labels = [(b + step) % CLASSES if b % 2 else b % CLASSES for b in range(BATCH)]
        optimizer.zero_grad()
        logits = net(rows(shape, step))
        loss = torch.nn.functional.cross_entropy(logits, torch.tensor(labels))
        loss.backward()
        norms.append(torch.nn.utils.clip_grad_norm_(net.parameters(), clip_norm).item())
        optimizer.step()
        losses.append(loss.item())
    net.eval()
    with torch.no_grad():
        logits = net(rows(shape, 50))
    return {
        "shape": list(shape),
        "rate": rate,
        "clipNorm": clip_norm,
        "parameters": list(stored(net)),
        "losses": losses,
        "norms": norms,
        "logits": logits.flatten().tolist(),
    }


def main():
    torch.set_num_threads(1)
    assert torch.__version__.startswith("2.7.1"), torch.__version__
    rules = {"adam": torch.optim.Adam, "rmsprop": torch.optim.RMSprop}
    # Rates at which single and double precision stay together to 1e-5 over the fifty steps, so
    # that a difference is a difference in arithmetic; norms that clip some of the steps.
    nets = {
        "net1": (lambda: flat_net(PICTURE, CLASSES), PICTURE, 1e-4, 2.0),
        "net2": (lambda: convolutional_net(PICTURE, CLASSES, False), PICTURE, 3e-5, 100.0),
        "net3": (lambda: convolutional_net(PICTURE, CLASSES, True), PICTURE, 1e-4, 15.0),
        "net5": (lambda: Net5(FRAMES[1], 16, CLASSES), FRAMES, 3e-3, 1.0),
        "house-cnn": (lambda: house_cnn(CLASSES), MEL_FRAMES, 1e-4, 2.0),
    }
    goldens = {
        "torch": torch.__version__,
        "optimizers": {name: optimizer_values(make) for name, make in rules.items()},
        "nets": {
            net: {name: training(build(), shape, make, *how) for name, make in rules.items()}
            for net, (build, shape, *how) in nets.items()
        },
    }
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "goldens.json").write_text(json.dumps(goldens, indent=1) + "\n")


if __name__ == "__main__":
    main()
