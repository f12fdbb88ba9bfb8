package org.tonewheel.pipelines.synthesis;

import org.tonewheel.audio.FrameFeatureSettings;
import org.tonewheel.audio.FrameFeatures;
import org.tonewheel.pictures.ColourMap;
import org.tonewheel.pictures.MelPicture;
import org.tonewheel.pictures.Picture;

/** A mel spectrogram to be looked at, of any length of sound. */
public final class SoundPicture {

  /** Makes transforms so long that every band has a bin, at any rate. */
  private static final int WINDOWS_A_SECOND = 8;

  private static final int BANDS = 64;
  private static final int COLUMNS = 256;
  private static final double RANGE_DECIBELS = 80;

  private SoundPicture() {}

  /**
   * Draws all of the sound: 64 mel bands, lowest at the bottom, about 256 columns, 80 dB under the
   * loudest.
   *
   * @param samples mono, in [-1, 1), at least one
   * @param rate in Hz
   * @param width in pixels
   * @param height in pixels
   */
  public static Picture draw(float[] samples, int rate, int width, int height) {
    int hop = Math.max(1, samples.length / COLUMNS);
    int window = Integer.highestOneBit(rate / WINDOWS_A_SECOND);
    FrameFeatures mel =
        new FrameFeatures(new FrameFeatureSettings(rate, window, hop, true, 0, 0, false, 0, BANDS));
    float[] decibels = mel.extract(samples);
    return MelPicture.draw(
        decibels, decibels.length / BANDS, BANDS, ColourMap.MAGMA, RANGE_DECIBELS, width, height);
  }
}
