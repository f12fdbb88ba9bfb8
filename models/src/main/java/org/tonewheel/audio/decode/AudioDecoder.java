package org.tonewheel.audio.decode;

/**
 * Decodes audio files to mono, 16 bit, at one sample rate, or says why one cannot be used.
 *
 * <p>Read are WAV, W64, AIFF, AU, MP3, Ogg (Vorbis, Opus, FLAC), FLAC, M4A and raw AAC. A file's
 * bytes are all that is looked at: no format that names other files is opened, and no protocol is.
 * Every implementation gives the same samples and, but for a file that ends the process it is
 * decoded in, the same reasons.
 */
public interface AudioDecoder extends AutoCloseable {
  /**
   * Decodes one file's bytes.
   *
   * @throws AudioRejectedException if they cannot be used as audio, with the reason
   */
  DecodedAudio decode(byte[] file) throws AudioRejectedException;

  /** Lets go of what is kept between files. */
  @Override
  void close();
}
