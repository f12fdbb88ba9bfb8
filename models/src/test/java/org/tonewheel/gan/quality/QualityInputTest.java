package org.tonewheel.gan.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tonewheel.audio.SegmentStatistics;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.Rows;
import org.tonewheel.nets.TrainingDataException;
import org.tonewheel.nets.engine.CounterRandom;

class QualityInputTest {
  private static final RowShape SHAPE = RowShape.frames(4, 2);
  private static final List<String> GENRES = List.of("blues", "jazz");

  @Test
  void rows_areStatisticsOfTheirSegmentsWithLabelAndTrack() {
    Rows rows = new Numbered(12);
    QualityInput input = read(rows, 12, new Numbered(3));
    assertThat(input.frameMeans()).isEqualTo(2);
    assertThat(input.training().of()).isEqualTo(6);
    float[] segment = new float[8];
    rows.read(5, segment);
    assertThat(input.training().rows().values()[5]).isEqualTo(SegmentStatistics.of(segment, 4, 2));
    assertThat(input.training().rows().labels()[5]).isEqualTo(1);
    assertThat(input.training().tracks()[5]).isEqualTo(2);
    assertThat(input.validation().size()).isEqualTo(3);
    assertThat(input.test().size()).isEqualTo(3);
    assertThat(input.synthetic().size()).isEqualTo(3);
  }

  @Test
  void drawnRows_keepTheSharesOfTheGenres_andDependOnTheSeedAlone() {
    int[] labels = IntStream.range(0, 1_000).map(row -> row % 10 == 0 ? 1 : 0).toArray();
    int[] numbers = IntStream.range(0, 1_000).toArray();
    SideSample drawn = draw(labels, numbers, 1);
    assertThat(drawn.size()).isEqualTo(100);
    assertThat(drawn.of()).isEqualTo(1_000);
    assertThat(Arrays.stream(drawn.rows().labels()).sum()).isEqualTo(10);
    assertThat(drawn.rows().values()).isEqualTo(draw(labels, numbers, 1).rows().values());
    assertThat(drawn.rows().values()).isNotEqualTo(draw(labels, numbers, 2).rows().values());
    assertThat(Arrays.stream(drawn.rows().values()).map(row -> row[0]).distinct()).hasSize(100);
  }

  @Test
  void valueThatIsNotFinite_isAnErrorThatNamesTheRow() {
    Rows broken =
        new Numbered(12) {
          @Override
          public void read(long row, float[] into) {
            super.read(row, into);
            into[3] = row == 7 ? Float.NaN : into[3];
          }
        };
    assertThatThrownBy(() -> read(broken, 12, new Numbered(3)))
        .isInstanceOf(TrainingDataException.class)
        .hasMessageContaining("row 7");
  }

  @Test
  void whatDoesNotFit_isAnError() {
    Rows rows = new Numbered(12);
    assertThatThrownBy(() -> read(rows, 11, new Numbered(3))).hasMessageContaining("11 labels");
    RealSegments real = segments(rows, 12);
    assertThatThrownBy(
            () -> QualityInput.read(GENRES, RowShape.picture(1, 2, 4), real, rows, new int[12], 1))
        .hasMessageContaining("must be frames");
    assertThatThrownBy(() -> QualityInput.read(GENRES, SHAPE, real, rows, new int[11], 1))
        .hasMessageContaining("11 labels for 12 synthetic rows");
    int[] labels = new int[12];
    labels[4] = 2;
    assertThatThrownBy(() -> QualityInput.read(GENRES, SHAPE, real, rows, labels, 1))
        .hasMessageContaining("row 4 has 8 columns and label 2");
  }

  private static QualityInput read(Rows rows, int labels, Rows synthetic) {
    return QualityInput.read(
        GENRES, SHAPE, segments(rows, labels), synthetic, new int[(int) synthetic.rows()], 1);
  }

  private static RealSegments segments(Rows rows, int labels) {
    return new RealSegments(
        rows,
        IntStream.range(0, labels).map(row -> row % 2).toArray(),
        IntStream.range(0, 12).map(row -> row / 2).toArray(),
        new int[] {0, 1, 2, 3, 4, 5},
        new int[] {6, 7, 8},
        new int[] {9, 10, 11});
  }

  private static SideSample draw(int[] labels, int[] numbers, long seed) {
    return SideSample.draw(
        new Numbered(1_000),
        SHAPE,
        labels,
        new int[0],
        numbers,
        100,
        CounterRandom.of(seed, "quality input test"));
  }

  /** Rows of eight values that begin with their number. */
  private static class Numbered implements Rows {
    private final int rows;

    Numbered(int rows) {
      this.rows = rows;
    }

    @Override
    public long rows() {
      return rows;
    }

    @Override
    public int rowFloats() {
      return 8;
    }

    @Override
    public void read(long row, float[] into) {
      for (int i = 0; i < 8; i++) {
        into[i] = row + (float) i * i;
      }
    }
  }
}
