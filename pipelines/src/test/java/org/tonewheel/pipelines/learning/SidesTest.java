package org.tonewheel.pipelines.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tonewheel.sampling.Assignment;
import org.tonewheel.sampling.Side;

/** Which rows of a training set lie on which side. */
class SidesTest {
  private static final List<TrainingSet.Key> KEYS =
      List.of(
          new TrainingSet.Key("a", "rock", 0),
          new TrainingSet.Key("a", "rock", 1),
          new TrainingSet.Key("b", "jazz", 0),
          new TrainingSet.Key("c", "rock", 0),
          new TrainingSet.Key("c", "rock", 1));

  @Test
  void trackOnASide_takesAllItsSegmentsThere() {
    Sides sides =
        Sides.of(
            KEYS,
            List.of(
                new Assignment("a", null, 0, Side.TRAIN),
                new Assignment("b", null, 0, Side.VALIDATION),
                new Assignment("c", null, 0, Side.TEST)),
            0);
    assertThat(sides.train()).containsExactly(0, 1);
    assertThat(sides.validation()).containsExactly(2);
    assertThat(sides.test()).containsExactly(3, 4);
  }

  @Test
  void segmentsOnSides_goTheirOwnWays() {
    Sides sides =
        Sides.of(
            KEYS,
            List.of(
                new Assignment("a", 1, 0, Side.TRAIN),
                new Assignment("a", 0, 0, Side.TEST),
                new Assignment("b", 0, 0, Side.TRAIN),
                new Assignment("c", 1, 0, Side.VALIDATION),
                new Assignment("c", 0, 0, Side.TRAIN)),
            0);
    assertThat(sides.train()).containsExactly(1, 2, 3);
    assertThat(sides.validation()).containsExactly(4);
    assertThat(sides.test()).containsExactly(0);
  }

  @Test
  void otherFolds_doNotCount() {
    List<Assignment> rows =
        List.of(
            new Assignment("a", null, 0, Side.TRAIN),
            new Assignment("a", null, 1, Side.TEST),
            new Assignment("b", null, 0, Side.TEST),
            new Assignment("b", null, 1, Side.TRAIN));
    assertThat(Sides.of(KEYS, rows, 0).train()).containsExactly(0, 1);
    assertThat(Sides.of(KEYS, rows, 1).train()).containsExactly(2);
    assertThat(Sides.of(KEYS, rows, 2).train()).isEmpty();
  }

  @Test
  void rowsOfOtherSources_lieOnNoSide() {
    Sides sides = Sides.of(KEYS, List.of(new Assignment("b", null, 0, Side.TRAIN)), 0);
    assertThat(sides.train()).containsExactly(2);
    assertThat(sides.validation()).isEmpty();
    assertThat(sides.test()).isEmpty();
  }

  @Test
  void segmentThatWasRejected_isMissedByNoSide() {
    List<Assignment> rows = List.of(new Assignment("a", 7, 0, Side.TRAIN));
    assertThat(Sides.of(KEYS, rows, 0).train()).isEmpty();
  }

  @Test
  void pictureOfATrackCutIntoSegments_liesWhereSegment0Does() {
    List<TrainingSet.Key> pictures =
        List.of(new TrainingSet.Key("a", "rock", 0), new TrainingSet.Key("b", "jazz", 0));
    List<Assignment> rows =
        List.of(
            new Assignment("a", 0, 0, Side.TRAIN),
            new Assignment("a", 1, 0, Side.TEST),
            new Assignment("b", 1, 0, Side.TRAIN),
            new Assignment("b", 0, 0, Side.TEST));
    Sides sides = Sides.of(pictures, rows, 0);
    assertThat(sides.train()).containsExactly(0);
    assertThat(sides.test()).containsExactly(1);
  }

  @Test
  void rowsOfAnotherSet_followOnTheirSides() {
    Sides both =
        new Sides(new int[] {0, 2}, new int[] {1}, new int[] {3})
            .and(new Sides(new int[] {0}, new int[] {}, new int[] {1}), 4);
    assertThat(both.train()).containsExactly(0, 2, 4);
    assertThat(both.validation()).containsExactly(1);
    assertThat(both.test()).containsExactly(3, 5);
  }
}
