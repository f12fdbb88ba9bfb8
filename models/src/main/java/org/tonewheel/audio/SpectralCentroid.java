package org.tonewheel.audio;

import java.util.List;

/**
 * Spectral centroid: the mean frequency in Hz, weighted by magnitude; 0 where there is no sound.
 * Equals {@code librosa.feature.spectral_centroid}.
 */
final class SpectralCentroid implements FeatureFamily {
  private final double[] frequencies;
  private int frames;
  private double[] centroids = new double[0];

  SpectralCentroid(FrameFeatureSettings settings) {
    frequencies = ShortTimeSpectrum.binFrequencies(settings.sampleRate(), settings.nFft());
  }

  @Override
  public List<String> names() {
    return List.of("centroid");
  }

  @Override
  public void begin(int frames) {
    this.frames = frames;
    if (centroids.length < frames) {
      centroids = new double[frames];
    }
  }

  @Override
  public void accept(int frame, float[] magnitude, float[] power) {
    double total = 0;
    for (float value : magnitude) {
      total += value;
    }
    double centroid = 0;
    if (total >= Float.MIN_NORMAL) {
      for (int bin = 0; bin < frequencies.length; bin++) {
        // each share is rounded, as librosa's are
        centroid += frequencies[bin] * (float) (magnitude[bin] / total);
      }
    }
    centroids[frame] = centroid;
  }

  @Override
  public void write(float[] out, int offset, int stride) {
    for (int frame = 0; frame < frames; frame++) {
      out[frame * stride + offset] = (float) centroids[frame];
    }
  }
}
