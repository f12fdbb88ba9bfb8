package org.tonewheel.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.audio.decode.AudioRejectedException;
import org.tonewheel.audio.decode.DecodeLimits;
import org.tonewheel.audio.decode.DecodedAudio;
import org.tonewheel.audio.decode.InProcessDecoder;

/**
 * Every feature of real recordings against librosa's, which is asked on the spot: nothing derived
 * from these recordings may lie in the repository. Needs {@code ../shared/data} and {@code
 * -Dtonewheel.librosa=PYTHON}, a Python with librosa 0.11; prints the table in {@code
 * models/docs/features.md}.
 */
class RecordingParityTest {
  private static final int RATE = 22_050;
  private static final double LARGEST = 1e-4;

  /** Every so manieth recording of a folder is taken. */
  private static final int EVERY = 20;

  private static final Path SHARED = Path.of("../../shared/data");

  @Test
  void everyRowOfRealRecordings_equalsLibrosas(@TempDir Path folder) throws Exception {
    String python = System.getProperty("tonewheel.librosa");
    assumeTrue(python != null, "no Python with librosa is given by -Dtonewheel.librosa");
    assumeTrue(Files.exists(SHARED), "the shared data are not there");
    Map<String, String> kinds = new LinkedHashMap<>();
    for (String set : List.of("gtzan/four", "gtzan/ten", "codecs")) {
      for (Path file : recordings(SHARED.resolve(set), set.equals("codecs") ? 1 : EVERY)) {
        String name = file.getFileName().toString();
        String key = set.replace('/', '-') + "-" + name;
        if (write(file, folder.resolve(key + ".pcm"))) {
          kinds.put(key, set);
        }
      }
    }
    assertThat(kinds).isNotEmpty();

    Process librosa =
        new ProcessBuilder(python, "src/test/python/recording_parity.py", folder.toString())
            .inheritIO()
            .start();
    assertThat(librosa.waitFor()).as("exit status of recording_parity.py").isZero();

    ParityTable table = new ParityTable();
    try {
      for (Map.Entry<String, String> recording : kinds.entrySet()) {
        String name = recording.getKey();
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".gz"))) {
          LibrosaGolden golden = LibrosaGolden.read(in);
          table.compare(recording.getValue(), name, golden, (family, frames, own) -> LARGEST);
        }
      }
    } finally {
      table.print();
    }
  }

  private static List<Path> recordings(Path folder, int every) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    List<Path> taken = new ArrayList<>();
    for (int i = 0; i < files.size(); i += every) {
      taken.add(files.get(i));
    }
    return taken;
  }

  private static boolean write(Path file, Path pcm) throws IOException {
    DecodedAudio decoded;
    try {
      decoded = new InProcessDecoder(RATE, DecodeLimits.DEFAULT).decode(Files.readAllBytes(file));
    } catch (AudioRejectedException e) {
      return false;
    }
    ByteBuffer data =
        ByteBuffer.allocate(Integer.BYTES + Short.BYTES * decoded.pcm().length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(RATE);
    data.asShortBuffer().put(decoded.pcm());
    Files.write(pcm, data.array());
    return true;
  }
}
