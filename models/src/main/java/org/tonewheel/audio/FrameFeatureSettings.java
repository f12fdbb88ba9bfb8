package org.tonewheel.audio;

/**
 * Which features to compute per frame, and on what spectrum.
 *
 * <p>The features stand side by side in one frame, in this order: MFCC, spectral contrast, spectral
 * centroid, chroma, mel spectrogram. A count of 0 (or {@code false}) leaves a family out.
 *
 * @param sampleRate rate of the samples, in Hz
 * @param nFft window and transform length in samples, even
 * @param hopLength samples from one frame's start to the next
 * @param center whether frame t is centred on sample {@code t * hopLength} (half a window of zeros
 *     is put before and after the samples) or starts there
 * @param mfcc number of cepstral coefficients, 0 to 128 (the number of mel bands)
 * @param contrastBands octave bands of spectral contrast; the family has one column more, the
 *     lowest being what lies under 200 Hz; 0 for none
 * @param centroid whether the spectral centroid is among the features
 * @param chroma number of pitch classes in an octave; 0 for none
 * @param mel number of bands of the mel spectrogram in decibels, 0 to 512; each must hold a bin of
 *     the transform
 * @param melRange what of the sound the mel spectrogram shows
 */
public record FrameFeatureSettings(
    int sampleRate,
    int nFft,
    int hopLength,
    boolean center,
    int mfcc,
    int contrastBands,
    boolean centroid,
    int chroma,
    int mel,
    MelRange melRange) {

  /** Settings whose mel bands, if there are any, have librosa's own range. */
  public FrameFeatureSettings(
      int sampleRate,
      int nFft,
      int hopLength,
      boolean center,
      int mfcc,
      int contrastBands,
      boolean centroid,
      int chroma,
      int mel) {
    this(
        positive(sampleRate),
        nFft,
        hopLength,
        center,
        mfcc,
        contrastBands,
        centroid,
        chroma,
        mel,
        MelRange.of(sampleRate));
  }

  /**
   * Checks every number against what the features need.
   *
   * @throws IllegalArgumentException naming the setting that cannot be used
   */
  public FrameFeatureSettings {
    positive(sampleRate);
    require(nFft >= 64 && nFft % 2 == 0, "nFft must be even and at least 64, not " + nFft);
    require(hopLength > 0, "hopLength must be positive, not " + hopLength);
    require(
        mfcc >= 0 && mfcc <= MelCepstrum.MEL_BANDS,
        "mfcc must lie in 0 to " + MelCepstrum.MEL_BANDS + ", not " + mfcc);
    require(contrastBands >= 0, "contrastBands must not be negative, but is " + contrastBands);
    require(chroma >= 0, "chroma must not be negative, but is " + chroma);
    require(
        mel >= 0 && mel <= MelSpectrogram.MOST_BANDS,
        "mel must lie in 0 to " + MelSpectrogram.MOST_BANDS + ", not " + mel);
    require(
        mfcc + contrastBands + chroma + mel > 0 || centroid,
        "no feature is asked for: mfcc, contrastBands, chroma and mel are 0 and centroid is false");
    if (contrastBands > 0) {
      SpectralContrast.checkBands(sampleRate, nFft, contrastBands);
    }
    if (mel > 0) {
      MelBands.checkBands(sampleRate, nFft, mel, melRange);
    }
  }

  /** The 33 features of the six-net GTZAN paper: 22,050 Hz, 1,024-point frames 4,084 apart. */
  public static FrameFeatureSettings frames33() {
    return new FrameFeatureSettings(22_050, 1_024, 4_084, false, 13, 6, true, 12, 0);
  }

  private static int positive(int sampleRate) {
    require(sampleRate > 0, "sampleRate must be positive, not " + sampleRate);
    return sampleRate;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
