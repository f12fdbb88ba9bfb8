package org.tonewheel.flink;

import java.io.IOException;
import java.nio.file.Path;
import org.tonewheel.pipelines.demo.DemoAudio;

/** Makes the demo's music for {@code scale}, which calls this file without compiling it first. */
final class MakeMusic {
  private static final long SEED = 7;

  private MakeMusic() {}

  /** Takes a folder, the number of tracks of each genre, and their length in seconds. */
  public static void main(String[] args) throws IOException {
    DemoAudio.write(Path.of(args[0]), SEED, Integer.parseInt(args[1]), Double.parseDouble(args[2]));
  }
}
