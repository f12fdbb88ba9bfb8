package org.tonewheel.audio;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Mel spectrogram: the power in {@link MelBands}, in decibels relative to 1, lowest band first;
 * nothing lies more than so many dB under the recording's maximum. Equals {@code
 * librosa.power_to_db(librosa.feature.melspectrogram(..., fmin, fmax), ref=1.0, top_db)}.
 */
final class MelSpectrogram implements FeatureFamily {
  /** Most bands that can be asked for. */
  static final int MOST_BANDS = 512;

  private final MelBands bands;
  private final double range;
  private int frames;
  private float[] decibels = new float[0];

  MelSpectrogram(FrameFeatureSettings settings) {
    bands =
        new MelBands(settings.sampleRate(), settings.nFft(), settings.mel(), settings.melRange());
    range = settings.melRange().decibels();
  }

  @Override
  public List<String> names() {
    return IntStream.rangeClosed(1, bands.count()).mapToObj(i -> "mel_" + i).toList();
  }

  @Override
  public void begin(int frames) {
    this.frames = frames;
    int needed = Math.multiplyExact(frames + ShortTimeSpectrum.FRAMES_AT_ONCE - 1, bands.count());
    if (decibels.length < needed) {
      decibels = new float[needed];
    }
  }

  @Override
  public void accept(int first, int count, ShortTimeSpectrum spectrum) {
    int from = first * bands.count();
    bands.sum(spectrum, decibels, from);
    for (int i = from; i < from + count * bands.count(); i++) {
      decibels[i] = Decibels.of(decibels[i]);
    }
  }

  @Override
  public void write(float[] out, int offset, int stride) {
    int count = bands.count();
    Decibels.limitRange(decibels, frames * count, range);
    for (int frame = 0; frame < frames; frame++) {
      for (int band = 0; band < count; band++) {
        out[frame * stride + offset + band] = decibels[frame * count + band];
      }
    }
  }
}
