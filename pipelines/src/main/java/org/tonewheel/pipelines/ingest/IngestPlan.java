package org.tonewheel.pipelines.ingest;

import java.io.Serializable;
import org.tonewheel.audio.decode.AudioDecoder;
import org.tonewheel.audio.decode.DecodeLimits;
import org.tonewheel.audio.decode.InProcessDecoder;
import org.tonewheel.audio.decode.IsolatedDecoder;
import org.tonewheel.pipelines.experiment.settings.Audio;
import org.tonewheel.pipelines.experiment.settings.FileLimits;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageException;

/**
 * What the workers of an ingest need to know.
 *
 * @param run where to
 * @param fingerprint of the whole ingest
 * @param sampleRate Hz
 * @param limits what a file may hold and cost
 * @param isolate whether files are decoded in processes of their own
 * @param repeats what each track's sound is to be recognised by
 * @param parts how many parts the tracks are cut into
 */
record IngestPlan(
    RunDirectory run,
    String fingerprint,
    int sampleRate,
    DecodeLimits limits,
    boolean isolate,
    Audio.Repeats repeats,
    int parts)
    implements Serializable {
  /** Grows when decoding gives other samples than before: nothing decoded earlier is reused. */
  static final int DECODER_VERSION = 2;

  /** Grows when the same samples give another fingerprint than before. */
  static final int FINGERPRINT_VERSION = 1;

  private static final int TRACKS_A_PART = 24;
  private static final int FEWEST_PARTS = 8;
  private static final double BYTES_A_MEGABYTE = 1 << 20;

  /**
   * How many parts so many files make: a power of two, so that a few more files rarely change it.
   */
  static int partsFor(int files) {
    int wanted = Math.max(FEWEST_PARTS, files / TRACKS_A_PART);
    return Integer.highestOneBit(2 * wanted - 1);
  }

  /** What an experiment says of its files, as the decoder takes it. */
  static DecodeLimits limits(Audio audio) {
    FileLimits limits = audio.limits();
    return new DecodeLimits(
        audio.maxSeconds(),
        Math.max(1, Math.round(limits.maxMegabytes() * BYTES_A_MEGABYTE)),
        limits.maxChannels(),
        limits.minSampleRate(),
        limits.maxSampleRate(),
        limits.maxDecodeSeconds());
  }

  /**
   * What decodes the files.
   *
   * @throws StageException (78) if it is to be a process, and none can be started here
   */
  AudioDecoder decoder() {
    if (!isolate) {
      return new InProcessDecoder(sampleRate, limits);
    }
    try {
      return new IsolatedDecoder(sampleRate, limits);
    } catch (IllegalStateException e) {
      throw new StageException(Exit.CONFIGURATION, e.getMessage(), e);
    }
  }
}
