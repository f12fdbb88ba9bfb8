package org.tonewheel.nets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.nets.engine.CounterRandom;

/** Trains in a process whose heap neither holds the set nor one copy of the net's weights. */
class LargerThanHeapIT {
  private static final int FRAMES = 2;
  private static final int FEATURES = 100_000;
  private static final int HIDDEN = 48;
  private static final int ROWS = 400;

  /** The rest of each frame is a hole in the file, which reads as zeros and takes no disk. */
  private static final int WRITTEN = 64;

  private static final long HEAP = 64L << 20;

  @TempDir Path folder;

  @Test
  void setAndNetLargerThanTheHeap_trainStopAndResume() throws Exception {
    Path set = writeSet();
    Path directory = folder.resolve("net");
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP,
                "-XX:MaxDirectMemorySize=24m",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeapTraining.class.getName(),
                set.toString(),
                directory.toString(),
                String.valueOf(FRAMES),
                String.valueOf(FEATURES),
                String.valueOf(HIDDEN))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("it ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(log);
    assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
    assertThat(lines).contains("stopped after epochs 0", "epochs 1 reported 1");
    assertThat(values(lines, "losses ")).hasSize(1).allMatch(Double::isFinite);
    double heap = values(lines, "heap ").get(0);
    assertThat(heap).isLessThanOrEqualTo(HEAP);
    assertThat((double) Files.size(set)).isGreaterThan(4 * heap);
    assertThat((double) Files.size(directory.resolve("model.f32"))).isGreaterThan(heap);
    Set<String> files = Set.of("model.f32", "model.json", "scaler.json", "history.csv");
    assertThat(files).allMatch(file -> Files.exists(directory.resolve(file)));
  }

  private Path writeSet() throws IOException {
    Path file = folder.resolve("rows.f32");
    CounterRandom random = CounterRandom.of(1, "sparse rows");
    ByteBuffer bytes = ByteBuffer.allocate(WRITTEN * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long frameBytes = (long) FEATURES * Float.BYTES;
    long draw = 0;
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.SPARSE,
            StandardOpenOption.WRITE)) {
      for (long frame = 0; frame < (long) ROWS * FRAMES; frame++) {
        bytes.clear();
        for (int i = 0; i < WRITTEN; i++) {
          bytes.putFloat((float) random.uniform(draw++));
        }
        channel.write(bytes.flip(), frame * frameBytes);
      }
      channel.write(ByteBuffer.allocate(1), ROWS * FRAMES * frameBytes - 1);
    }
    return file;
  }

  private static List<Double> values(List<String> lines, String label) {
    String line = lines.stream().filter(one -> one.startsWith(label)).findFirst().orElseThrow();
    String[] values =
        line.substring(label.length()).replaceAll("[\\[\\],]", " ").trim().split(" +");
    return List.of(values).stream().map(Double::valueOf).toList();
  }
}
