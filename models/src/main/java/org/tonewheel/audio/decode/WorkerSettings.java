package org.tonewheel.audio.decode;

import java.util.List;

/**
 * What a worker is told when it is started.
 *
 * @param sampleRate of the result, in Hz
 * @param limits what a file may hold and cost at most
 */
record WorkerSettings(int sampleRate, DecodeLimits limits) {
  private static final long MIB = 1 << 20;

  /** What a JVM and FFmpeg take by themselves, tables of the resampler and one packet included. */
  private static final long NATIVE_BYTES = 256 * MIB;

  private static final long HEAP_BYTES = 48 * MIB;

  /** As many copies as there are at once while samples are collected and sent. */
  private static final int COPIES_OF_SAMPLES = 3;

  List<String> toArguments() {
    return List.of(
        Integer.toString(sampleRate),
        Double.toString(limits.maxSeconds()),
        Long.toString(limits.maxBytes()),
        Integer.toString(limits.maxChannels()),
        Integer.toString(limits.minSampleRate()),
        Integer.toString(limits.maxSampleRate()),
        Double.toString(limits.maxDecodeSeconds()));
  }

  static WorkerSettings parse(String[] arguments) {
    return new WorkerSettings(
        Integer.parseInt(arguments[0]),
        new DecodeLimits(
            Double.parseDouble(arguments[1]),
            Long.parseLong(arguments[2]),
            Integer.parseInt(arguments[3]),
            Integer.parseInt(arguments[4]),
            Integer.parseInt(arguments[5]),
            Double.parseDouble(arguments[6])));
  }

  /** The heap a worker may grow to: the largest file and its samples. */
  long heapBytes() {
    return HEAP_BYTES + limits.maxBytes() + samplesBytes();
  }

  /** The resident memory beyond which a worker is ended: its heap, the file again, and FFmpeg. */
  long memoryBytes(long fileBytes) {
    return heapBytes() + fileBytes + NATIVE_BYTES;
  }

  private long samplesBytes() {
    double samples = Math.min(limits.maxSeconds() * sampleRate, Integer.MAX_VALUE);
    return (long) (COPIES_OF_SAMPLES * Short.BYTES * samples);
  }
}
