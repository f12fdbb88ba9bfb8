"""The features of one recording by librosa, in the order of Tonewheel's frames."""

import librosa
import numpy as np


def settings(rate):
    """The first paper's frames, and librosa's defaults. Contrast has the bands that the rate allows."""
    bands = sum(200 * 2**k < rate / 2 for k in range(6))
    return [
        dict(sr=rate, n_fft=1024, hop_length=4084, center=False, bands=bands, mel=40),
        dict(sr=rate, n_fft=2048, hop_length=512, center=True, bands=bands, mel=64),
    ]


def features(samples, sr, n_fft, hop_length, center, bands, mel, tuning=None):
    """Frames by rows: 13 MFCC, contrast, centroid, 12 chroma, mel bands in dB.

    librosa refuses less than a frame; Tonewheel's rule is one frame, filled up with zeros.
    """
    missing = 0 if center else max(0, n_fft - len(samples))
    frame = dict(
        y=np.pad(samples, (0, missing)), sr=sr, n_fft=n_fft, hop_length=hop_length, center=center
    )
    power = librosa.feature.melspectrogram(n_mels=mel, **frame)
    rows = [
        librosa.feature.mfcc(n_mfcc=13, **frame),
        librosa.feature.spectral_contrast(n_bands=bands, **frame),
        librosa.feature.spectral_centroid(**frame),
        librosa.feature.chroma_stft(n_chroma=12, tuning=tuning, **frame),
        librosa.power_to_db(power, ref=1.0, top_db=80),
    ]
    return np.concatenate(rows).T


def tuning(samples, sr, n_fft, hop_length, center, **_):
    """What chroma_stft estimates."""
    missing = 0 if center else max(0, n_fft - len(samples))
    samples = np.pad(samples, (0, missing))
    spectrum = librosa.stft(samples, n_fft=n_fft, hop_length=hop_length, center=center)
    return librosa.estimate_tuning(S=np.abs(spectrum) ** 2, sr=sr, bins_per_octave=12)


def in_both_precisions(samples, chosen):
    """librosa's values, and how far they lie from its values in double precision.

    The distance is each row's largest, over the row's range, which counts as at least a thousandth
    of the row's largest magnitude. Both have one tuning.
    """
    single = features(samples, **chosen)
    double = features(
        samples.astype(np.float64), **chosen, tuning=tuning(samples, **chosen)
    )
    apart = np.max(np.abs(single - double), axis=0)
    span = np.maximum(np.ptp(single, axis=0), 1e-3 * np.max(np.abs(single), axis=0))
    return single, np.where(apart == 0, 0, apart / np.maximum(span, 1e-300))
