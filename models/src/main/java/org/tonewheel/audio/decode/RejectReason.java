package org.tonewheel.audio.decode;

import java.util.Locale;

/** Why a file could not be used as audio. */
public enum RejectReason {
  /** No bytes at all. */
  EMPTY_FILE,
  /** More bytes than allowed. */
  TOO_LARGE,
  /** No audio format that is read here. */
  NOT_AUDIO,
  /** A readable container without a stream of audio. */
  NO_AUDIO_STREAM,
  /** A stream whose codec is not read here. */
  UNSUPPORTED_CODEC,
  /** A sample rate outside the allowed range. */
  BAD_RATE,
  /** No channel, or more than allowed. */
  BAD_CHANNELS,
  /** More sound than allowed. */
  TOO_LONG,
  /** Clearly less sound than the file's own header promises. */
  TRUNCATED,
  /** A well-formed file without a sample in it. */
  NO_SAMPLES,
  /** Data the decoder could not make sense of. */
  CORRUPT,
  /** Samples that are infinite or not numbers. */
  NOT_FINITE,
  /** A tag with compressed frames, which could unfold without limit. */
  COMPRESSED_TAG,
  /** More time to decode than allowed. */
  DECODE_TIMEOUT,
  /** The process that decoded it ended. */
  DECODER_CRASHED,
  /** More memory to decode than the process that decoded it was given. */
  DECODER_MEMORY;

  /** The stable name that tables and reports carry, such as {@code not-audio}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
