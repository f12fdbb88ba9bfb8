package org.tonewheel.pipelines.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Ints;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.learning.Sides;

/** How synthetic segments are put on sides where augmentation comes before the split. */
class EnlargementTest {
  private static final Sides REAL =
      new Sides(
          IntStream.range(0, 70).toArray(),
          IntStream.range(70, 90).toArray(),
          IntStream.range(90, 100).toArray());

  @Test
  void segmentsMadeBeforeTheSplit_lieOnAllSides_inTheSharesOfTheRealOnes() {
    Sides made = Enlargement.divided(200, REAL, 7);
    assertThat(made.train()).hasSize(140);
    assertThat(made.validation()).hasSize(40);
    assertThat(made.test()).hasSize(20);
    assertThat(Ints.asList(Ints.concat(made.train(), made.validation(), made.test())))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 200).boxed().toList());
    assertThat(made.test()).as("drawn at random").isNotEqualTo(IntStream.range(180, 200).toArray());
  }

  @Test
  void theirSides_dependOnTheSeedAlone() {
    assertThat(Enlargement.divided(50, REAL, 7).test())
        .isEqualTo(Enlargement.divided(50, REAL, 7).test())
        .isNotEqualTo(Enlargement.divided(50, REAL, 8).test());
  }
}
