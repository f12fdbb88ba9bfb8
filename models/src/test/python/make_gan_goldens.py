"""Writes the golden file of GanGoldenTest from PyTorch.

Needs torch 2.7.1, the engine's version, and numpy:
    python3 -m venv venv && venv/bin/pip install torch==2.7.1 numpy
    venv/bin/python models/src/test/python/make_gan_goldens.py

Weights, rows and noise come from formulas that the test computes too, in double precision, rounded
to float once; only what PyTorch made of them is stored.
"""

import json
from collections import OrderedDict
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn.utils.parametrizations import spectral_norm

TARGET = Path(__file__).parents[1] / "resources" / "GanGoldenTest"
BATCH = 6
CLASSES = 3
NOISE = 4
STEPS = 50


class Conditional(nn.Module):
    """Layers over a row and the embedding of its class."""

    def __init__(self, embedding, layers):
        super().__init__()
        self.embedding = nn.Embedding(CLASSES, embedding)
        self.layers = nn.Sequential(layers)

    def forward(self, rows, labels):
        return self.layers(torch.cat([rows, self.embedding(labels)], 1))


class Crop(nn.Module):
    def __init__(self, height, width):
        super().__init__()
        self.height, self.width = height, width

    def forward(self, pictures):
        return pictures[:, :, :self.height, :self.width]


def generator(kind, shape, output):
    size = int(np.prod(shape))
    layers = OrderedDict()
    if kind == "DENSE":
        layers["fc1"] = nn.Linear(NOISE + 10, 256)
        layers["relu1"] = nn.ReLU()
        layers["fc2"] = nn.Linear(256, 512)
        layers["relu2"] = nn.ReLU()
        layers["row"] = nn.Linear(512, size)
    else:
        height, width = ((s + 3) // 4 for s in shape)
        layers["fc1"] = nn.Linear(NOISE + 10, 64 * height * width)
        layers["relu1"] = nn.ReLU()
        layers["picture"] = nn.Unflatten(1, (64, height, width))
        layers["up1"] = nn.Upsample(scale_factor=2)
        layers["conv1"] = nn.Conv2d(64, 32, 3, padding=1)
        layers["relu2"] = nn.ReLU()
        layers["up2"] = nn.Upsample(scale_factor=2)
        layers["conv2"] = nn.Conv2d(32, 1, 5, padding=2)
        layers["crop"] = Crop(*shape)
        layers["row"] = nn.Flatten()
    if output == "TANH":
        layers["output"] = nn.Tanh()
    return Conditional(10, layers)


def discriminator(kind, shape, spectral):
    size = int(np.prod(shape))
    normal = spectral_norm if spectral else lambda layer: layer
    layers = OrderedDict()
    if kind == "DENSE":
        layers["fc1"] = normal(nn.Linear(size + 10, 512))
        layers["leaky1"] = nn.LeakyReLU(0.2)
        layers["fc2"] = normal(nn.Linear(512, 256))
        layers["leaky2"] = nn.LeakyReLU(0.2)
        layers["verdict"] = normal(nn.Linear(256, 1))
        return Conditional(10, layers)
    layers["picture"] = nn.Unflatten(1, (2, *shape))
    before = 2
    height, width = shape
    for i, channels in enumerate([32, 64, 128], start=1):
        layers[f"conv{i}"] = normal(nn.Conv2d(before, channels, 3, stride=2, padding=1))
        layers[f"leaky{i}"] = nn.LeakyReLU(0.2)
        before = channels
        height, width = (height + 1) // 2, (width + 1) // 2
    layers["flatten"] = nn.Flatten()
    layers["verdict"] = normal(nn.Linear(before * height * width, 1))
    return Conditional(size, layers)


def stored(net):
    """Tensors by Tonewheel's names and in its order."""
    tensors = {"embedding.weight": net.embedding.weight}
    for name, layer in net.layers.named_children():
        state = dict(layer.named_parameters()) | dict(layer.named_buffers())
        for ours, theirs in (
            ("weight", "weight"), ("weight", "parametrizations.weight.original"), ("bias", "bias"),
            ("weight_u", "parametrizations.weight.0._u"),
            ("weight_v", "parametrizations.weight.0._v"),
        ):
            if theirs in state:
                tensors[f"{name}.{ours}"] = state[theirs]
    return tensors


def set_weights(net):
    with torch.no_grad():
        for index, value in enumerate(stored(net).values()):
            wave = np.sin(0.7 * np.arange(value.numel()) + index)
            values = 0.1 * wave if value.dim() == 1 else wave / np.sqrt(value[0].numel())
            value.copy_(torch.tensor(values.astype(np.float32)).view_as(value))


def rows(shape, step, dtype):
    i = np.arange(BATCH * int(np.prod(shape)))
    values = np.tanh(np.cos(0.3 * i + 0.1 * (step % 5)) + np.sin(0.0071 * i * i))
    return torch.tensor(values.astype(np.float32)).view(BATCH, -1).to(dtype)


def noise(step, dtype):
    i = np.arange(BATCH * NOISE)
    values = 1.3 * np.sin(1.7 * i * i + 0.9 * step)
    return torch.tensor(values.astype(np.float32)).view(BATCH, -1).to(dtype)


def training(case, dtype):
    kind, shape = case["kind"], case["shape"]
    g = generator(kind, shape, case["output"])
    d = discriminator(kind, shape, case["spectralNorm"])
    set_weights(g)
    set_weights(d)
    g.to(dtype), d.to(dtype)
    make = {
        "adam": lambda net, rate: torch.optim.Adam(net.parameters(), rate, (case["beta1"], 0.999)),
        "rmsprop": lambda net, rate: torch.optim.RMSprop(net.parameters(), rate),
    }[case["optimizer"]]
    g_optimizer = make(g, case["rate"])
    d_optimizer = make(d, case["discriminatorRate"])
    squares = case["loss"] == "LEAST_SQUARES"
    criterion = nn.MSELoss() if squares else nn.BCEWithLogitsLoss()
    score = (lambda x: x) if squares else torch.sigmoid
    real_target = torch.full((BATCH, 1), 1 - case["labelSmoothing"], dtype=dtype)
    targets = torch.cat([real_target, torch.zeros(BATCH, 1, dtype=dtype)])
    figures = {"generator": [], "discriminator": [], "real": [], "fake": []}
    for step in range(STEPS):
        real_labels = torch.tensor([(b + step) % CLASSES for b in range(BATCH)])
        fake_labels = torch.tensor([(2 * b + step) % CLASSES for b in range(BATCH)])
        fake = g(noise(step, dtype), fake_labels)

        d.train()
        d_optimizer.zero_grad()
        both = torch.cat([rows(shape, step, dtype), fake.detach()])
        outputs = d(both, torch.cat([real_labels, fake_labels]))
        d_loss = criterion(outputs, targets)
        d_loss.backward()
        d_optimizer.step()

        d.eval()  # keeps the singular vectors of the step
        d.requires_grad_(False)
        g_optimizer.zero_grad()
        judged = d(fake, fake_labels)
        g_loss = criterion(judged, torch.ones_like(judged))
        g_loss.backward()
        g_optimizer.step()
        d.requires_grad_(True)

        figures["generator"].append(g_loss.item())
        figures["discriminator"].append(d_loss.item())
        figures["real"].append(score(outputs[:BATCH]).mean().item())
        figures["fake"].append(score(outputs[BATCH:]).mean().item())
    with torch.no_grad():
        made = g(noise(STEPS, dtype), torch.arange(BATCH) % CLASSES)
    names = {"generatorParameters": list(stored(g)), "discriminatorParameters": list(stored(d))}
    return {**case, **names, **figures, "made": made.flatten().tolist()}


def case(kind, shape, **changes):
    plain = {
        "output": "TANH", "loss": "CROSS_ENTROPY", "optimizer": "adam", "rate": 2e-4,
        "discriminatorRate": 2e-4, "beta1": 0.5, "labelSmoothing": 0.0, "spectralNorm": False,
    }
    return {"kind": kind, "shape": shape, **plain, **changes}


CASES = {
    "dense": case("DENSE", (3, 4)),
    "dense least squares": case(
        "DENSE", (3, 4), output="LINEAR", loss="LEAST_SQUARES", optimizer="rmsprop",
        rate=2e-5, discriminatorRate=1e-5, labelSmoothing=0.1,
    ),
    "dense spectral": case("DENSE", (3, 4), spectralNorm=True),
    "convolutional": case("CONVOLUTIONAL", (5, 7), output="LINEAR", labelSmoothing=0.2),
    "convolutional spectral": case("CONVOLUTIONAL", (6, 9), spectralNorm=True),
}


def main():
    torch.set_num_threads(1)
    assert torch.__version__.startswith("2.7.1"), torch.__version__
    goldens = {}
    for name, settings in CASES.items():
        goldens[name] = training(settings, torch.float32)
        exact = training(settings, torch.float64)
        for figure in ("generator", "discriminator", "real", "fake", "made"):
            single, double = np.array(goldens[name][figure]), np.array(exact[figure])
            # where single and double precision part, a difference says nothing of the arithmetic
            error = np.max(np.abs(single - double) / np.maximum(np.abs(double), 0.01))
            print(f"{name}: {figure} {single[0]:.4f} to {single[-1]:.4f}, rounding {error:.1e}")
            assert error < 5e-5
    TARGET.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"torch": torch.__version__, "cases": goldens}, indent=1)
    (TARGET / "goldens.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
