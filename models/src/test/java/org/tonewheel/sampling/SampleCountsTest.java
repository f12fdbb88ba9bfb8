package org.tonewheel.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tonewheel.nets.TrainingDataException;

class SampleCountsTest {
  private static final int[] LABELS = {0, 1, 2, 1, 1, 0, 2, 2};

  @Test
  void aNumber_isMadeOfEveryGenre() {
    assertThat(SampleCounts.of(LABELS, new int[] {0, 1, 2, 3}, 3, 7)).containsExactly(7, 7, 7);
  }

  @Test
  void balance_bringsEveryGenreUpToTheLargestOfTheTrainingSide() {
    assertThat(SampleCounts.of(LABELS, new int[] {0, 1, 2, 3, 4, 6}, 3, null))
        .containsExactly(2, 0, 1);
  }

  @Test
  void genreWithoutTrainingRows_isAnError() {
    assertThatThrownBy(() -> SampleCounts.of(LABELS, new int[] {0, 1, 3}, 3, null))
        .isInstanceOf(TrainingDataException.class)
        .hasMessageContaining("genre 2 has 0 rows");
    assertThatThrownBy(() -> SampleCounts.of(LABELS, new int[] {0, 1, 3}, 3, 4))
        .isInstanceOf(TrainingDataException.class)
        .hasMessageContaining("genre 2 has 0 rows");
  }

  @Test
  void whatDoesNotFit_isAnError() {
    assertThatThrownBy(() -> SampleCounts.of(LABELS, new int[] {0, 1, 2}, 2, 4))
        .isInstanceOf(TrainingDataException.class)
        .hasMessageContaining("label 2, but there are 2 genres");
    assertThatThrownBy(() -> SampleCounts.of(LABELS, new int[] {0, 1, 2}, 3, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("samples is 0");
  }
}
