package org.tonewheel.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledRowsTest {
  @TempDir Path folder;

  @Test
  void emptySide_isAnError() throws IOException {
    try (MappedSet set = set(0)) {
      assertThatThrownBy(() -> rows(set, new int[] {0, 1}, new int[0], new int[] {1}))
          .isInstanceOf(TrainingDataException.class)
          .hasMessageContaining("training side is empty");
      assertThatThrownBy(() -> rows(set, new int[] {0, 1}, new int[] {0}, new int[0]))
          .hasMessageContaining("validation side is empty");
    }
  }

  @Test
  void labelThatIsNoClass_isAnError() throws IOException {
    try (MappedSet set = set(0)) {
      assertThatThrownBy(() -> rows(set, new int[] {0, 2}, new int[] {0}, new int[] {1}))
          .hasMessageContaining("row 1 has class 2");
    }
  }

  @Test
  void labelOfARowOfNoSide_doesNotMatter() throws IOException {
    try (MappedSet set = set(0)) {
      assertThat(rows(set, new int[] {0, -1}, new int[] {0}, new int[] {0}).classes()).isEqualTo(2);
    }
  }

  @Test
  void rowOutsideTheSet_isAnError() throws IOException {
    try (MappedSet set = set(0)) {
      assertThatThrownBy(() -> rows(set, new int[] {0, 1}, new int[] {2}, new int[] {1}))
          .hasMessageContaining("row 2 of 2");
    }
  }

  @Test
  void otherShape_isAnError() throws IOException {
    try (MappedSet set = set(0)) {
      int[] labels = {0, 1};
      int[] side = {0};
      assertThatThrownBy(() -> new LabelledRows(set, labels, side, side, RowShape.frames(4, 2), 2))
          .hasMessageContaining("rows of 6 floats");
    }
  }

  @Test
  void valueThatIsNotFinite_failsTrainingWithItsPlace() throws IOException {
    try (MappedSet set = set(Float.NaN)) {
      LabelledRows rows = rows(set, new int[] {0, 1}, new int[] {0}, new int[] {1});
      NetSettings settings = NetSettings.net5(1);
      assertThatThrownBy(
              () ->
                  new NetTrainer()
                      .train(
                          rows,
                          settings,
                          TrainingOptions.DEFAULT,
                          folder.resolve("n"),
                          report -> {},
                          () -> false))
          .isInstanceOf(TrainingDataException.class)
          .hasMessageContaining("row 1: value 5, of feature 1, is NaN");
    }
  }

  private static LabelledRows rows(MappedSet set, int[] labels, int[] train, int[] validation) {
    return new LabelledRows(set, labels, train, validation, RowShape.frames(3, 2), 2);
  }

  /** Two rows of three frames of two features; the very last value is given. */
  private MappedSet set(float last) throws IOException {
    Path file = folder.resolve("rows.f32");
    try (MappedSet.Writer writer = MappedSet.Writer.create(file, 6)) {
      writer.append(new float[] {1, 2, 3, 4, 5, 6});
      writer.append(new float[] {6, 5, 4, 3, 2, last});
    }
    return MappedSet.open(file, 6);
  }
}
