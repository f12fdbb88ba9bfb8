package org.tonewheel.audio;

import java.util.Locale;

/** A file format that sound can be written in. */
public enum AudioFormat {
  /** 16-bit PCM. */
  WAV("wav", "pcm_s16le"),
  /** Lossless, 16 bit. */
  FLAC("flac", "flac"),
  /** Lossy, 128 kbit/s. */
  MP3("mp3", "libmp3lame");

  private final String muxer;
  private final String encoder;

  AudioFormat(String muxer, String encoder) {
    this.muxer = muxer;
    this.encoder = encoder;
  }

  /** The file name's ending, without a dot. */
  public String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  String muxer() {
    return muxer;
  }

  String encoder() {
    return encoder;
  }
}
