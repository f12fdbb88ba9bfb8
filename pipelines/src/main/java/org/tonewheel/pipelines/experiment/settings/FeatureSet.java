package org.tonewheel.pipelines.experiment.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.tonewheel.audio.MelRange;
import org.tonewheel.pipelines.experiment.schema.Setting;

/**
 * Features of each frame of a segment, in this order: MFCC, spectral contrast, spectral centroid,
 * chroma, mel spectrogram. The defaults are P1's: 33 values a frame. Each equals librosa's of the
 * same parameters.
 *
 * @param nFft samples in a frame
 * @param hopLength samples between the starts of successive frames
 * @param center whether frame t is centred on sample {@code t * hopLength}, or starts there
 * @param mfcc mel-frequency cepstral coefficients; 0: none
 * @param contrastBands bands of spectral contrast, which gives one value more than bands; 0: none
 * @param centroid whether the spectral centroid is taken
 * @param chroma pitch classes; 0: none
 * @param mel bands of the mel spectrogram in decibels; 0: none
 * @param fMin Hz where the lowest mel band begins; null: 0
 * @param fMax Hz where the highest mel band ends; null: half the sample rate
 * @param topDb how far mel bands reach below the maximum; null: 80
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FeatureSet(
    @Setting(
            value = "Samples in a frame; even. librosa's `n_fft`.",
            defaultValue = "1024",
            min = 64,
            max = 65_536)
        int nFft,
    @Setting(
            value =
                "Samples between the starts of successive frames. librosa's `hop_length`. With P1's"
                    + " 4,084 a segment of 66,000 has 16 frames.",
            defaultValue = "4084",
            min = 1,
            max = 1_000_000)
        int hopLength,
    @Setting(
            value =
                "Whether frames are centred on multiples of `hopLength`, the segment being padded at"
                    + " both ends, or start there. librosa's `center`.",
            defaultValue = "false")
        boolean center,
    @Setting(
            value = "Mel-frequency cepstral coefficients; 0 leaves them out. librosa's `n_mfcc`.",
            defaultValue = "13",
            min = 0,
            max = 128)
        int mfcc,
    @Setting(
            value =
                "Bands of spectral contrast: 6 give 7 values, since the band below the first counts"
                    + " too; 0 leaves contrast out. librosa's `n_bands`.",
            defaultValue = "6",
            min = 0,
            max = 16)
        int contrastBands,
    @Setting(value = "Whether the spectral centroid is taken.", defaultValue = "true")
        boolean centroid,
    @Setting(
            value = "Chroma pitch classes; 0 leaves them out. librosa's `n_chroma`.",
            defaultValue = "12",
            min = 0,
            max = 96)
        int chroma,
    @Setting(
            value =
                "Bands of the mel spectrogram in decibels, down to `topDb` below the segment's maximum;"
                    + " 0 leaves it out. librosa's `n_mels`. Above 0 it changes other defaults: of"
                    + " `mfcc`, `contrastBands`, `centroid` and `chroma`, those not given are left"
                    + " out, so that `{mel: 128}` has mel bands and nothing else.",
            defaultValue = "0",
            min = 0,
            max = 512)
        int mel,
    @Setting(
            value =
                "Hz where the lowest band of the mel spectrogram begins; by default 0. librosa's"
                    + " `fmin`.",
            min = 0,
            max = 192_000)
        Double fMin,
    @Setting(
            value =
                "Hz where the highest band of the mel spectrogram ends; by default half the sample"
                    + " rate. librosa's `fmax`.",
            above = 0,
            max = 192_000)
        Double fMax,
    @Setting(
            value =
                "Decibels below its maximum that the mel spectrogram reaches; what is lower is lifted"
                    + " to that. By default 80. librosa's `top_db`; 400 limits nothing.",
            above = 0,
            max = 400)
        Double topDb) {

  /** Returns the values of one frame. */
  public int features() {
    return mfcc + (contrastBands > 0 ? contrastBands + 1 : 0) + (centroid ? 1 : 0) + chroma + mel;
  }

  /** Returns what of the sound the mel spectrogram shows, at a sample rate in Hz. */
  public MelRange melRange(int sampleRate) {
    return MelRange.of(sampleRate, fMin, fMax, topDb);
  }

  /** Returns whether a frame is a column of a mel spectrogram and nothing else. */
  public boolean melAlone() {
    return mel > 0 && features() == mel;
  }

  /** Returns the frames of a segment of so many samples. */
  public int frames(int samples) {
    int whole = center ? samples + 2 * (nFft / 2) : samples;
    return whole < nFft ? 0 : 1 + (whole - nFft) / hopLength;
  }
}
