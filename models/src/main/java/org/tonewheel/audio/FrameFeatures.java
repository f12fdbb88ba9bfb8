package org.tonewheel.audio;

import java.util.ArrayList;
import java.util.List;

/**
 * Features of music per frame: MFCC, spectral contrast, spectral centroid, chroma, mel bands.
 *
 * <p>Values equal those of librosa 0.11 with the same sample rate, transform length, hop length and
 * centring, its other defaults left alone (periodic Hann window; zeros as padding; 128 mel bands of
 * Slaney's scale and norm; 80 dB of range under the recording's maximum; chroma tuned to the
 * recording). All families share one spectrum. A recording of zeros gives finite values: the
 * logarithm's floor for MFCC and mel bands, 0 for the others.
 *
 * <p>Unlike librosa, which refuses it, a recording shorter than {@code nFft} without centring is
 * padded with zeros at its end to one frame.
 *
 * <p>Not thread-safe: an instance owns its scratch space and reuses it. Make one a thread.
 */
public final class FrameFeatures {
  private final FrameFeatureSettings settings;
  private final ShortTimeSpectrum spectrum;
  private final List<FeatureFamily> families = new ArrayList<>();
  private final List<String> names;

  /** Prepares windows and filters for these settings. */
  public FrameFeatures(FrameFeatureSettings settings) {
    this.settings = settings;
    this.spectrum = new ShortTimeSpectrum(settings);
    if (settings.mfcc() > 0) {
      families.add(new MelCepstrum(settings));
    }
    if (settings.contrastBands() > 0) {
      families.add(new SpectralContrast(settings));
    }
    if (settings.centroid()) {
      families.add(new SpectralCentroid(settings));
    }
    if (settings.chroma() > 0) {
      families.add(new Chroma(settings));
    }
    if (settings.mel() > 0) {
      families.add(new MelSpectrogram(settings));
    }
    this.names = families.stream().flatMap(family -> family.names().stream()).toList();
  }

  /** Number of frames that so many samples give; at least 1. */
  public int frames(int samples) {
    return spectrum.frames(samples);
  }

  /** Number of features in a frame. */
  public int features() {
    return names.size();
  }

  /** Names of the features in the order of a frame's values, such as {@code mfcc_1}. */
  public List<String> names() {
    return names;
  }

  /** The settings this was made with. */
  public FrameFeatureSettings settings() {
    return settings;
  }

  /**
   * Computes all features of one recording or segment.
   *
   * @param samples mono, in [-1, 1), finite
   * @return {@code frames(samples.length) * features()} values, frame-major: all of frame 0's, then
   *     frame 1's, and so on
   * @throws IllegalArgumentException if a sample is not finite
   */
  public float[] extract(float[] samples) {
    for (int i = 0; i < samples.length; i++) {
      if (!Float.isFinite(samples[i])) {
        throw new IllegalArgumentException("sample " + i + " is not finite: " + samples[i]);
      }
    }
    int frames = frames(samples.length);
    for (FeatureFamily family : families) {
      family.begin(frames);
    }
    for (int first = 0; first < frames; first += ShortTimeSpectrum.FRAMES_AT_ONCE) {
      int count = Math.min(ShortTimeSpectrum.FRAMES_AT_ONCE, frames - first);
      spectrum.compute(samples, first, count);
      for (FeatureFamily family : families) {
        family.accept(first, count, spectrum);
      }
    }
    float[] values = new float[Math.multiplyExact(frames, features())];
    int offset = 0;
    for (FeatureFamily family : families) {
      family.write(values, offset, features());
      offset += family.names().size();
    }
    return values;
  }
}
