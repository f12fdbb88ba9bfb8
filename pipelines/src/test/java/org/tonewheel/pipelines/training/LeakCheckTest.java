package org.tonewheel.pipelines.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableSetMultimap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.Rows;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.learning.Sides;
import org.tonewheel.pipelines.learning.TrainingSet;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.synthesis.SeenSegments;

/** What proves that synthetic segments bring a branch nothing of what it is tested on. */
class LeakCheckTest {
  private static final Branch BRANCH =
      Grid.expand(
              SoundFolder.experiment(
                  "featureSets: {small: {}}", "splits: {whole: {}}", "branches: [{net: logistic}]"))
          .get(0);

  private static final List<TrainingSet.Key> KEYS =
      List.of(
          new TrainingSet.Key("a", "rock", 0),
          new TrainingSet.Key("b", "rock", 0),
          new TrainingSet.Key("c", "rock", 0),
          new TrainingSet.Key("synthetic:x/rock", "rock", 0),
          new TrainingSet.Key("synthetic:x/rock", "rock", 1));

  /** Never read. */
  private static final Rows VALUES =
      new Rows() {
        @Override
        public long rows() {
          return KEYS.size();
        }

        @Override
        public int rowFloats() {
          return 1;
        }

        @Override
        public void read(long row, float[] into) {}
      };

  private static BranchRows rows(List<TrainingSet.Key> keys, int real, Sides sides) {
    return new BranchRows(VALUES, keys, RowShape.frames(1, 1), sides, real);
  }

  private static Sides sides(int[] train, int validation, int test) {
    return new Sides(train, new int[] {validation}, new int[] {test});
  }

  private static SeenSegments seen(Object... trackAndSegment) {
    ImmutableSetMultimap.Builder<String, Integer> seen = ImmutableSetMultimap.builder();
    for (int i = 0; i < trackAndSegment.length; i += 2) {
      seen.put((String) trackAndSegment[i], (Integer) trackAndSegment[i + 1]);
    }
    return new SeenSegments(seen.build());
  }

  private static final BranchRows GOOD = rows(KEYS, 3, sides(new int[] {0, 3, 4}, 1, 2));

  @Test
  void segmentsMadeFromTheTrainingSide_onTheTrainingSide_pass() {
    assertThatCode(() -> LeakCheck.verify(BRANCH, GOOD, seen("a", 0), true))
        .doesNotThrowAnyException();
  }

  @Test
  void segmentsMadeFromATrackThatTestsOrValidates_endTheRun() {
    for (String track : List.of("b", "c")) {
      StageException e =
          catchThrowableOfType(
              StageException.class,
              () -> LeakCheck.verify(BRANCH, GOOD, seen("a", 0, track, 0), true));
      assertThat(e.exit()).isEqualTo(Exit.BAD_DATA);
      assertThat(e).hasMessageContaining("track " + track).hasMessageContaining("made from it");
    }
  }

  @Test
  void anotherSegmentOfATestTrack_isALeak_whereTracksAreWhole_andNotElsewhere() {
    assertThatExceptionOfType(StageException.class)
        .isThrownBy(() -> LeakCheck.verify(BRANCH, GOOD, seen("c", 5), true));
    assertThatCode(() -> LeakCheck.verify(BRANCH, GOOD, seen("c", 5), false))
        .doesNotThrowAnyException();
  }

  @Test
  void syntheticSegmentThatTests_endsTheRun() {
    BranchRows leaking = rows(KEYS, 3, sides(new int[] {0, 3}, 1, 4));
    assertThatExceptionOfType(StageException.class)
        .isThrownBy(() -> LeakCheck.verify(BRANCH, leaking, seen("a", 0), true))
        .withMessageContaining("tests, though it is synthetic");
  }

  @Test
  void syntheticSegmentAmongRealOnes_endsTheRun() {
    BranchRows mixed = rows(KEYS, 4, sides(new int[] {0, 3, 4}, 1, 2));
    assertThatExceptionOfType(StageException.class)
        .isThrownBy(() -> LeakCheck.verify(BRANCH, mixed, seen("a", 0), true))
        .withMessageContaining("synthetic");
  }

  @Test
  void scalerRows_areTheRealOnesAlone() {
    assertThat(GOOD.realTrain()).containsExactly(0);
    assertThat(GOOD.syntheticTrain()).isEqualTo(2);
  }
}
