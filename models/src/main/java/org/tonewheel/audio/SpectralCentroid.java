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
  public void accept(int frame, double[] magnitude, double[] power) {
    double total = 0;
    double weighted = 0;
    for (int bin = 0; bin < frequencies.length; bin++) {
      total += magnitude[bin];
      weighted += frequencies[bin] * magnitude[bin];
    }
    centroids[frame] = total < Float.MIN_NORMAL ? 0 : weighted / total;
  }

  @Override
  public void write(float[] out, int offset, int stride) {
    for (int frame = 0; frame < frames; frame++) {
      out[frame * stride + offset] = (float) centroids[frame];
    }
  }
}
