package org.tonewheel.audio.decode;

/**
 * Sound decoded to mono, 16 bit.
 *
 * @param pcm the samples, at least one; the array is the caller's own
 * @param sampleRate of {@code pcm}, in Hz
 * @param sourceSampleRate of the file, in Hz
 * @param sourceChannels of the file
 * @param codec of the file, by FFmpeg's name, such as {@code vorbis} or {@code pcm_s16le}
 */
// a list of a million boxed samples is no alternative; nobody compares two decoded tracks
@SuppressWarnings("ArrayRecordComponent")
public record DecodedAudio(
    short[] pcm, int sampleRate, int sourceSampleRate, int sourceChannels, String codec) {

  /** Length of the sound in seconds. */
  public double seconds() {
    return (double) pcm.length / sampleRate;
  }
}
