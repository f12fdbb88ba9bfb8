package org.tonewheel.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.tonewheel.nets.MemoryRows;
import org.tonewheel.nets.TrainingDataException;

class RepeatTest {
  private static final MemoryRows SET =
      new MemoryRows(new float[][] {{0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}});
  private static final int[] LABELS = {0, 1, 0, 1, 1, 1, 0, 1};
  private static final int[] TRAIN = {0, 1, 3, 4, 5, 6};

  @Test
  void everyRowOfTheGenre_isGivenOnceBeforeAnyIsGivenTwice() {
    Repeat repeat = new Repeat(SET, LABELS, TRAIN, 42);
    List<Float> twice = LongStream.range(0, 8).mapToObj(i -> repeat.sample(1, i)[0]).toList();
    assertThat(twice.subList(0, 4)).containsExactlyInAnyOrder(1f, 3f, 4f, 5f);
    assertThat(twice.subList(4, 8)).isEqualTo(twice.subList(0, 4));
  }

  @Test
  void order_dependsOnTheSeed() {
    int[] labels = new int[100];
    int[] train = LongStream.range(0, 100).mapToInt(i -> (int) i).toArray();
    float[][] rows = new float[100][1];
    for (int i = 0; i < 100; i++) {
      rows[i][0] = i;
    }
    Repeat first = new Repeat(new MemoryRows(rows), labels, train, 1);
    Repeat again = new Repeat(new MemoryRows(rows), labels, train, 1);
    Repeat second = new Repeat(new MemoryRows(rows), labels, train, 2);
    assertThat(order(first)).isEqualTo(order(again)).isNotEqualTo(order(second));
    assertThat(order(first))
        .isNotEqualTo(LongStream.range(0, 100).mapToObj(i -> (float) i).toList());
  }

  @Test
  void sample_doesNotDependOnWhichWereAskedForBefore() {
    Repeat asked = new Repeat(SET, LABELS, TRAIN, 42);
    asked.sample(0, 1);
    asked.sample(1, 0);
    assertThat(asked.sample(1, 2)).isEqualTo(new Repeat(SET, LABELS, TRAIN, 42).sample(1, 2));
  }

  @Test
  void sampleBeyondTheIntegers_isGivenToo() {
    Repeat repeat = new Repeat(SET, LABELS, TRAIN, 42);
    assertThat(repeat.sample(1, 4_000_000_002L)).isEqualTo(repeat.sample(1, 2));
  }

  @Test
  void genreWithoutRows_isAnErrorThatNamesItAndSaysWhatToDo() {
    Repeat repeat = new Repeat(SET, LABELS, TRAIN, 42);
    assertThatThrownBy(() -> repeat.sample(2, 0))
        .isInstanceOf(TrainingDataException.class)
        .hasMessageContaining("genre 2 has 0 rows")
        .hasMessageContaining("add tracks of it");
    assertThatThrownBy(() -> repeat.sample(0, -1)).hasMessageContaining("no number -1");
  }

  @Test
  void sideThatDoesNotFitTheSet_isAnError() {
    assertThatThrownBy(() -> new Repeat(SET, LABELS, new int[0], 42))
        .isInstanceOf(TrainingDataException.class)
        .hasMessageContaining("training side is empty");
    assertThatThrownBy(() -> new Repeat(SET, LABELS, new int[] {3, 8}, 42))
        .isInstanceOf(TrainingDataException.class)
        .hasMessageContaining("row 8");
    assertThatThrownBy(() -> new Repeat(SET, new int[] {0, -1}, new int[] {0, 1}, 42))
        .isInstanceOf(TrainingDataException.class)
        .hasMessageContaining("row 1");
  }

  private static List<Float> order(Repeat repeat) {
    return LongStream.range(0, 100).mapToObj(i -> repeat.sample(0, i)[0]).toList();
  }
}
