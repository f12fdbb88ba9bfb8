package org.tonewheel.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.Rows;
import org.tonewheel.nets.TrainingDataException;

class GanDataTest {
  private static final RowShape SHAPE = RowShape.frames(2, 3);

  @Test
  void classWithoutATrainingRow_isNamedWithWhatToDo() {
    assertThatThrownBy(() -> data(new int[] {0, 2, 1, 0}, new int[] {0, 1, 3}, 3))
        .isInstanceOf(TrainingDataException.class)
        .hasMessageContaining("class 1 has no training row")
        .hasMessageContaining("give it more tracks");
  }

  @Test
  void singleClass_isAnError() {
    assertThatThrownBy(() -> data(new int[] {0, 0}, new int[] {0, 1}, 1))
        .isInstanceOf(TrainingDataException.class)
        .hasMessageContaining("at least 2 classes, not 1");
  }

  @Test
  void singleTrainingRow_isAnError() {
    assertThatThrownBy(() -> data(new int[] {0, 1}, new int[] {1}, 2))
        .isInstanceOf(TrainingDataException.class)
        .hasMessageContaining("at least 2 training rows, not 1");
  }

  @Test
  void rowsAndLabelsThatDoNotFit_areNamed() {
    assertThatThrownBy(() -> data(new int[] {0, 1}, new int[] {0, 2}, 2))
        .hasMessageContaining("row 2 of 2");
    assertThatThrownBy(() -> data(new int[] {0, 5}, new int[] {0, 1}, 2))
        .hasMessageContaining("row 1 has class 5");
    assertThatThrownBy(() -> new GanData(rows(2, -1), new int[1], new int[] {0, 0}, SHAPE, 2, true))
        .hasMessageContaining("1 labels for 2 rows");
    RowShape other = RowShape.frames(2, 2);
    assertThatThrownBy(() -> new GanData(rows(2, -1), new int[2], new int[] {0, 1}, other, 2, true))
        .hasMessageContaining("rows of 6 floats are not 2 × 2");
  }

  @Test
  void valueThatIsNotFinite_isNamedByRowAndFeature() {
    GanData data =
        new GanData(rows(3, 2), new int[] {0, 1, 0}, new int[] {0, 1, 2}, SHAPE, 2, true);
    assertThatThrownBy(data::fingerprint)
        .isInstanceOf(TrainingDataException.class)
        .hasMessageContaining("row 2: value 4, of feature 1, is NaN");
  }

  @Test
  void fingerprint_tellsDataApart() {
    int[] labels = {0, 1, 0, 1};
    String first = data(labels, new int[] {0, 1, 2}, 2).fingerprint();
    assertThat(data(labels, new int[] {0, 1, 2}, 2).fingerprint()).isEqualTo(first);
    assertThat(data(labels, new int[] {0, 1, 3}, 2).fingerprint()).isNotEqualTo(first);
    assertThat(new GanData(rows(4, -1), labels, new int[] {0, 1, 2}, SHAPE, 2, false).fingerprint())
        .isNotEqualTo(first);
  }

  private static GanData data(int[] labels, int[] trainRows, int classes) {
    return new GanData(rows(labels.length, -1), labels, trainRows, SHAPE, classes, true);
  }

  /** Rows of their own number, one of them with a value that is none. */
  private static Rows rows(int count, int broken) {
    return new Rows() {
      @Override
      public long rows() {
        return count;
      }

      @Override
      public int rowFloats() {
        return 6;
      }

      @Override
      public void read(long row, float[] into) {
        Arrays.fill(into, (float) row);
        if (row == broken) {
          into[4] = Float.NaN;
        }
      }
    };
  }
}
