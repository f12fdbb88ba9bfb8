package org.tonewheel.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {

  private static final Offset<Double> EXACT = within(1e-12);

  /** Two classes; each example is right or wrong as told. */
  private static ClusteredScores scores(int[] truth, int[] clusters, boolean... right) {
    double[][] probabilities = new double[truth.length][];
    for (int row = 0; row < truth.length; row++) {
      boolean zero = (truth[row] == 0) == right[row];
      probabilities[row] = zero ? new double[] {0.75, 0.25} : new double[] {0.25, 0.75};
    }
    return new ClusteredScores(new Scores(truth, probabilities), clusters);
  }

  /** Tracks of five segments, of which every model gets a share right. */
  private static ClusteredScores random(int tracks, double skill, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] truth = new int[5 * tracks];
    int[] clusters = new int[5 * tracks];
    boolean[] right = new boolean[5 * tracks];
    for (int row = 0; row < truth.length; row++) {
      clusters[row] = row / 5;
      truth[row] = clusters[row] % 2;
      right[row] = random.nextDouble() < skill;
    }
    return scores(truth, clusters, right);
  }

  @Test
  void equalPredictions_differByNothing_andSurely() {
    List<ClusteredScores> arm = List.of(random(20, 0.6, 1), random(20, 0.6, 2));
    PairedDifference difference = PairedDifference.of(arm, arm, 20, 500, 9);
    assertThat(difference.accuracy().mean()).isZero();
    assertThat(difference.accuracy().interval()).isEqualTo(new Interval(0, 0));
    assertThat(difference.accuracy().bySeed()).containsExactly(0.0, 0.0);
    assertThat(difference.macroAccuracy().interval()).isEqualTo(new Interval(0, 0));
  }

  @Test
  void smallCase_equalsWhatIsWorkedOutByHand() {
    int[] truth = {0, 0, 0, 1};
    int[] clusters = {0, 0, 0, 1};
    // of class 0 the arm has 3 right and the other 1; of class 1 the arm 0 and the other 1
    ClusteredScores arm = scores(truth, clusters, true, true, true, false);
    ClusteredScores against = scores(truth, clusters, false, true, false, true);
    PairedDifference difference = PairedDifference.of(List.of(arm), List.of(against), 2, 2000, 7);
    assertThat(difference.examples()).isEqualTo(4);
    assertThat(difference.accuracy().mean()).isEqualTo(1 / 4.0, EXACT);
    assertThat(difference.macroAccuracy().mean()).isEqualTo((2 / 3.0 - 1) / 2, EXACT);
    // a quarter of the resamples holds the first cluster alone, a quarter the second alone
    assertThat(difference.accuracy().interval().low()).isEqualTo(-1, EXACT);
    assertThat(difference.accuracy().interval().high()).isEqualTo(2 / 3.0, EXACT);
    assertThat(difference.macroAccuracy().interval().low()).isEqualTo(-1, EXACT);
    assertThat(difference.macroAccuracy().interval().high()).isEqualTo(2 / 3.0, EXACT);
    assertThat(difference.accuracy().p()).isCloseTo(2 / 4.0, within(0.05));
  }

  @Test
  void armsOfOneSkill_areRarelyFoundToDiffer_andAnEqualArmNever() {
    int found = 0;
    for (int study = 0; study < 300; study++) {
      List<ClusteredScores> arms = List.of(random(60, 0.6, study), random(60, 0.6, 1000 + study));
      PairedDifference difference =
          PairedDifference.of(arms.subList(0, 1), arms.subList(1, 2), 60, 199, study);
      found += difference.accuracy().p() < 0.05 ? 1 : 0;
    }
    assertThat(found / 300.0).isBetween(0.02, 0.1);
    List<ClusteredScores> one = List.of(random(60, 0.6, 1));
    assertThat(PairedDifference.of(one, one, 60, 199, 1).accuracy().p()).isEqualTo(1);
    List<ClusteredScores> better = List.of(random(60, 0.95, 2));
    assertThat(PairedDifference.of(better, one, 60, 199, 1).accuracy().p()).isEqualTo(2 / 200.0);
  }

  @Test
  void everyFigureWithoutResampling_equalsNumpys() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    JsonNode golden;
    try (InputStream file =
        PairedDifferenceTest.class.getResourceAsStream("/PairedDifferenceTest/golden.json")) {
      golden = mapper.readTree(file);
    }
    int[] truth = mapper.convertValue(golden.get("truth"), int[].class);
    int[] clusters = mapper.convertValue(golden.get("clusters"), int[].class);
    List<List<ClusteredScores>> arms = new ArrayList<>();
    for (String name : List.of("arm", "against")) {
      List<ClusteredScores> seeds = new ArrayList<>();
      for (JsonNode seed : golden.get(name)) {
        seeds.add(
            new ClusteredScores(
                new Scores(truth, mapper.convertValue(seed, double[][].class)), clusters));
      }
      arms.add(seeds);
    }
    int count = Arrays.stream(clusters).max().orElseThrow() + 1;
    PairedDifference difference = PairedDifference.of(arms.get(0), arms.get(1), count, 1000, 3);
    assertFigure(difference.accuracy(), golden.at("/expected/accuracy"));
    assertFigure(difference.macroAccuracy(), golden.at("/expected/macroAccuracy"));
  }

  private static void assertFigure(PairedDifference.Figure figure, JsonNode expected) {
    assertThat(figure.mean()).isEqualTo(expected.get("mean").asDouble(), EXACT);
    assertThat(figure.bySeed()).hasSize(expected.get("bySeed").size());
    for (int seed = 0; seed < figure.bySeed().size(); seed++) {
      assertThat(figure.bySeed().get(seed))
          .isEqualTo(expected.get("bySeed").get(seed).asDouble(), EXACT);
    }
    assertThat(figure.interval().low()).isLessThan(figure.mean());
    assertThat(figure.interval().high()).isGreaterThan(figure.mean());
  }

  @Test
  void sameSeed_drawsTheSame_andAnotherDrawsAnother() {
    List<ClusteredScores> arm = List.of(random(30, 0.7, 1));
    List<ClusteredScores> against = List.of(random(30, 0.5, 2));
    PairedDifference once = PairedDifference.of(arm, against, 30, 500, 9);
    assertThat(PairedDifference.of(arm, against, 30, 500, 9)).isEqualTo(once);
    assertThat(PairedDifference.of(arm, against, 30, 500, 10)).isNotEqualTo(once);
  }

  @Test
  void mistakesThatBothMake_doNotWidenTheInterval() {
    // half the tracks are wrong in both arms; the arm has one more segment right in each track
    int tracks = 40;
    int[] truth = new int[5 * tracks];
    int[] clusters = new int[5 * tracks];
    boolean[] more = new boolean[5 * tracks];
    boolean[] less = new boolean[5 * tracks];
    for (int row = 0; row < truth.length; row++) {
      clusters[row] = row / 5;
      truth[row] = clusters[row] % 2;
      boolean easy = clusters[row] < tracks / 2;
      more[row] = row % 5 == 0 || easy;
      less[row] = row % 5 != 0 && easy;
    }
    PairedDifference difference =
        PairedDifference.of(
            List.of(scores(truth, clusters, more)),
            List.of(scores(truth, clusters, less)),
            tracks,
            500,
            1);
    assertThat(difference.accuracy().mean()).isEqualTo(0.2, EXACT);
    assertThat(difference.accuracy().interval().low()).isEqualTo(0.2, EXACT);
    assertThat(difference.accuracy().interval().high()).isEqualTo(0.2, EXACT);
  }

  @Test
  void oneCluster_hasADifferenceButNoInterval() {
    int[] truth = {0, 1};
    int[] clusters = {0, 0};
    PairedDifference difference =
        PairedDifference.of(
            List.of(scores(truth, clusters, true, true)),
            List.of(scores(truth, clusters, true, false)),
            1,
            100,
            1);
    assertThat(difference.accuracy().mean()).isEqualTo(0.5, EXACT);
    assertThat(difference.accuracy().interval()).isNull();
  }

  @Test
  void armsOfOtherExamples_areRefused() {
    ClusteredScores one = scores(new int[] {0, 1}, new int[] {0, 1}, true, true);
    ClusteredScores otherTruth = scores(new int[] {0, 0}, new int[] {0, 1}, true, true);
    ClusteredScores otherClusters = scores(new int[] {0, 1}, new int[] {0, 0}, true, true);
    for (ClusteredScores other : List.of(otherTruth, otherClusters)) {
      assertThatThrownBy(() -> PairedDifference.of(List.of(one), List.of(other), 2, 100, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("different examples");
    }
    assertThatThrownBy(() -> PairedDifference.of(List.of(one, one), List.of(one), 2, 100, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 seeds of one arm but 1 of the other");
  }
}
