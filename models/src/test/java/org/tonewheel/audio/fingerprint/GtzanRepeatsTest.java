package org.tonewheel.audio.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tonewheel.audio.decode.AudioDecoder;
import org.tonewheel.audio.decode.DecodeLimits;
import org.tonewheel.audio.decode.InProcessDecoder;

/** Repeats among real recordings; skipped where they are not there. */
class GtzanRepeatsTest {
  private static final Path SHARED = Path.of("../../shared/data/gtzan");
  private static final String[] METAL = {
    "metal.00004 metal.00013", // the same recording of B. Sturm's catalogue, 0.14 s apart
    "metal.00034 metal.00094",
    "metal.00040 metal.00061",
    "metal.00041 metal.00062",
    "metal.00042 metal.00063",
    "metal.00043 metal.00064",
    "metal.00044 metal.00065",
    "metal.00045 metal.00066",
  };

  @Test
  void knownRepeats_areFound_andNothingElse() throws Exception {
    assertThat(repeats("four/metal")).containsExactlyInAnyOrder(METAL);
  }

  @Test
  @Tag("full")
  void inFourGenres_thereAreNoOthers() throws Exception {
    assertThat(repeats("four")).containsExactlyInAnyOrder(METAL);
  }

  @Test
  @Tag("full")
  void ofTwoSeconds_theOneRepeatIsFound() throws Exception {
    assertThat(repeats("ten")).containsExactly("metal.00040 metal.00061");
  }

  private static List<String> repeats(String folder) throws Exception {
    assumeTrue(Files.isDirectory(SHARED), SHARED + " is not there");
    List<Path> files;
    try (Stream<Path> all = Files.walk(SHARED.resolve(folder))) {
      files = all.filter(file -> file.toString().endsWith(".ogg")).sorted().toList();
    }
    AudioDecoder decoder = new InProcessDecoder(MadeUpMusic.RATE, DecodeLimits.DEFAULT);
    Fingerprinter fingerprinter = new Fingerprinter(MadeUpMusic.RATE);
    RepeatSearch search = new RepeatSearch();
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      short[] pcm = decoder.decode(Files.readAllBytes(file)).pcm();
      for (NearRepeat pair : search.add(fingerprinter.words(pcm))) {
        found.add(name(files.get(pair.earlier())) + " " + name(file));
      }
    }
    return found;
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".ogg", "");
  }
}
