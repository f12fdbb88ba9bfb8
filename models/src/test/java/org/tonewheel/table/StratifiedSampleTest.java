package org.tonewheel.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StratifiedSampleTest {
  private static final int[] LABELS =
      IntStream.range(0, 1000).map(row -> row % 10 < 6 ? 0 : row % 10 < 9 ? 1 : 2).toArray();

  @Test
  void eachLabelHasItsShare_withoutRepetition_inAscendingOrder() {
    int[] sample = StratifiedSample.of(LABELS, 100, 1);
    assertThat(sample).doesNotHaveDuplicates().isSorted();
    int[] counts = new int[3];
    for (int row : sample) {
      counts[LABELS[row]]++;
    }
    assertThat(counts).containsExactly(60, 30, 10);
  }

  @Test
  void sharesThatAreNotWhole_areRoundedSoThatTheSumHolds() {
    int[] counts = new int[3];
    for (int row : StratifiedSample.of(LABELS, 14, 1)) {
      counts[LABELS[row]]++;
    }
    // 8.4, 4.2 and 1.4: the one left over goes to the smaller of two equal remainders.
    assertThat(counts).containsExactly(9, 4, 1);
  }

  @Test
  void theSeedAlone_decidesWhichRows() {
    assertThat(StratifiedSample.of(LABELS, 50, 3)).isEqualTo(StratifiedSample.of(LABELS, 50, 3));
    assertThat(StratifiedSample.of(LABELS, 50, 4)).isNotEqualTo(StratifiedSample.of(LABELS, 50, 3));
  }

  @Test
  void moreThanThereAre_isAll_andNegativeIsAnError() {
    assertThat(StratifiedSample.of(new int[] {1, 0}, 5, 1)).containsExactly(0, 1);
    assertThat(StratifiedSample.of(LABELS, 0, 1)).isEmpty();
    assertThatThrownBy(() -> StratifiedSample.of(LABELS, -1, 1))
        .hasMessageContaining("a sample of -1 rows");
    int[] bad = Arrays.copyOf(LABELS, 3);
    bad[1] = -1;
    assertThatThrownBy(() -> StratifiedSample.of(bad, 2, 1))
        .hasMessageContaining("row 1 has label -1");
  }
}
