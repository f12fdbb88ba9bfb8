"""The synthetic signals that Tonewheel's features are compared with librosa's on."""

import numpy as np

RATE = 22050
SAMPLES = 13_000


def noise(samples, level, seed):
    return level * np.random.default_rng(seed).standard_normal(samples)


def sine(hz, level=0.5, samples=SAMPLES, rate=RATE):
    return level * np.sin(2 * np.pi * hz * np.arange(samples) / rate)


def pink(samples, level, seed):
    """White noise whose spectrum falls by 3 dB an octave."""
    spectrum = np.fft.rfft(noise(samples, 1, seed))
    spectrum /= np.sqrt(np.maximum(1, np.arange(len(spectrum))))
    values = np.fft.irfft(spectrum, samples)
    return level * values / np.std(values)


def chord(rate, samples):
    """A minor, a quarter of a semitone sharp, swelling, over faint noise; what is above is left out."""
    t = np.arange(samples) / rate
    swell = 0.6 + 0.4 * np.sin(2 * np.pi * 3 * t)
    notes = [220 * 2 ** ((step + 0.25) / 12) * k for step in (0, 3, 7) for k in range(1, 9)]
    tones = sum(np.sin(2 * np.pi * f * t) * 110 / f for f in notes if f < rate / 2)
    return 0.12 * swell * tones + noise(samples, 0.002, 11)


def sweep(low, high, logarithmic):
    t = np.arange(SAMPLES) / SAMPLES
    seconds = SAMPLES / RATE
    if logarithmic:
        octaves = np.log(high / low)
        phase = seconds * low * (np.exp(octaves * t) - 1) / octaves
    else:
        phase = seconds * (low * t + (high - low) * t * t / 2)
    return 0.5 * np.sin(2 * np.pi * phase)


def bursts():
    """Sound, digital silence, sound: the 80 dB under the maximum decide what the middle holds."""
    values = chord(RATE, SAMPLES) + noise(SAMPLES, 0.01, 12)
    values[4_000:9_500] = 0
    return values


BIN = RATE / 1024

# class of signals -> name -> (sample rate in Hz, values)
CLASSES = {
    "tones": {
        "tone-on-bin": (RATE, sine(40 * BIN)),
        "tone-between-bins": (RATE, sine(40.5 * BIN)),
        "tone-quarter-off": (RATE, sine(100.25 * BIN, 0.05)),
        "tone-below-first-bin": (RATE, sine(7)),
        "tone-below-nyquist": (RATE, sine(RATE / 2 - 5)),
        "two-tones": (RATE, sine(440, 0.4) + sine(466.16, 0.3)),
    },
    "chirps": {
        "chirp": (RATE, sweep(50, 11_000, False)),
        "chirp-logarithmic": (RATE, sweep(30, 10_000, True)),
    },
    "noise": {
        "white": (RATE, noise(SAMPLES, 0.1, 13)),
        "pink": (RATE, pink(SAMPLES, 0.1, 14)),
        "faint": (RATE, noise(SAMPLES, 1 / 32_768, 15)),
    },
    "silence": {
        "silence": (RATE, np.zeros(SAMPLES)),
        "constant": (RATE, np.full(SAMPLES, 0.25)),
        "bursts": (RATE, bursts()),
    },
    "clipping": {
        "clipped-tone": (RATE, sine(443, 4)),
        "clipped-chord": (RATE, 9 * chord(RATE, SAMPLES)),
        "square": (RATE, np.where(np.arange(SAMPLES) % 100 < 50, 1.0, -1.0)),
    },
    "very short": {
        "one-sample": (RATE, np.array([0.5])),
        "two-samples": (RATE, np.array([0.5, -0.25])),
        "37-samples": (RATE, noise(37, 0.1, 16)),
        "600-samples": (RATE, chord(RATE, 600)),
        "1023-samples": (RATE, noise(1_023, 0.1, 17)),
        "one-window": (RATE, chord(RATE, 1_024)),
    },
    "8 to 96 kHz": {
        f"chord-{rate}": (rate, chord(rate, 13_000))
        for rate in (8_000, 11_025, 16_000, 44_100, 48_000, 96_000)
    },
}


def pcm(values):
    return np.clip(np.rint(values * 32_767), -32_768, 32_767).astype("<i2")
