package org.tonewheel.pipelines.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names of files after genres. */
class FileNamesTest {
  @Test
  void plainGenres_keepTheirNames() {
    assertThat(Stream.of("rock", "drum-bass", "80s").map(FileNames::of))
        .containsExactly("rock", "drum-bass", "80s");
  }

  @Test
  void anyText_becomesAName_thatIsSafeEverywhere() {
    assertThat(Stream.of("R&B", "../../etc", "", ".", "Große Musik", "\u0000", "x".repeat(500)))
        .allSatisfy(genre -> assertThat(FileNames.of(genre)).matches("[a-z0-9-]{1,60}"));
  }

  @Test
  void genresThatLookAlike_haveNamesApart_evenWhereCaseDoesNotCount() {
    assertThat(
            Stream.of("rock", "Rock", "ROCK", "rock ", "r/ock", "r:ock", "real-rock", "-rock")
                .map(FileNames::of)
                .map(name -> name.toLowerCase(Locale.ROOT)))
        .doesNotHaveDuplicates()
        .doesNotContain("real-rock");
  }
}
