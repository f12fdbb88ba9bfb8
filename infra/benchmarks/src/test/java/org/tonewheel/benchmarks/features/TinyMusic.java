package org.tonewheel.benchmarks.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tonewheel.audio.AudioEncoder;
import org.tonewheel.audio.AudioFormat;

/** Recordings of tones that differ, in two genres' folders. */
final class TinyMusic {
  static final int RATE = 22_050;

  private TinyMusic() {}

  static short[] tone(int number, int samples) {
    short[] pcm = new short[samples];
    for (int i = 0; i < samples; i++) {
      double sweep = 1 + 0.2 * Math.sin(3.0 * (number + 1) * i / RATE);
      pcm[i] = (short) (9_000 * Math.sin(2 * Math.PI * 180 * (number + 1) * sweep * i / RATE));
    }
    return pcm;
  }

  static Path write(Path folder, int recordings, int samples) throws IOException {
    for (int i = 0; i < recordings; i++) {
      Path genre = Files.createDirectories(folder.resolve(i % 2 == 0 ? "blues" : "rock"));
      Files.write(
          genre.resolve(i + ".wav"),
          new AudioEncoder().encode(tone(i, samples), RATE, AudioFormat.WAV));
    }
    return folder;
  }
}
