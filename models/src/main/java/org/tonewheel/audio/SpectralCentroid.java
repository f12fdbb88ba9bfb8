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
    int needed = frames + ShortTimeSpectrum.FRAMES_AT_ONCE - 1;
    if (centroids.length < needed) {
      centroids = new double[needed];
    }
  }

  @Override
  public void accept(int first, int count, ShortTimeSpectrum spectrum) {
    float[] a = spectrum.magnitude(0);
    float[] b = spectrum.magnitude(1);
    float[] c = spectrum.magnitude(2);
    float[] d = spectrum.magnitude(3);
    double totalA = 0;
    double totalB = 0;
    double totalC = 0;
    double totalD = 0;
    for (int bin = 0; bin < frequencies.length; bin++) {
      totalA += a[bin];
      totalB += b[bin];
      totalC += c[bin];
      totalD += d[bin];
    }
    double scaleA = scale(totalA);
    double scaleB = scale(totalB);
    double scaleC = scale(totalC);
    double scaleD = scale(totalD);
    double sumA = 0;
    double sumB = 0;
    double sumC = 0;
    double sumD = 0;
    for (int bin = 0; bin < frequencies.length; bin++) {
      // each share is rounded, as librosa's are
      double frequency = frequencies[bin];
      sumA += frequency * (float) (a[bin] * scaleA);
      sumB += frequency * (float) (b[bin] * scaleB);
      sumC += frequency * (float) (c[bin] * scaleC);
      sumD += frequency * (float) (d[bin] * scaleD);
    }
    centroids[first] = sumA;
    centroids[first + 1] = sumB;
    centroids[first + 2] = sumC;
    centroids[first + 3] = sumD;
  }

  private static double scale(double total) {
    return total >= Float.MIN_NORMAL ? 1 / total : 0;
  }

  @Override
  public void write(float[] out, int offset, int stride) {
    for (int frame = 0; frame < frames; frame++) {
      out[frame * stride + offset] = (float) centroids[frame];
    }
  }
}
