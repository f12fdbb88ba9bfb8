package org.tonewheel.pipelines.experiment.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.experiment.file.Mistakes.experiment;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistake;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistakes;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.branches.SynthesisGrid;
import org.tonewheel.pipelines.experiment.schema.Problem;
import org.tonewheel.pipelines.experiment.settings.Optimizer;
import org.tonewheel.pipelines.experiment.settings.Synthesis;
import org.tonewheel.pipelines.experiment.settings.SyntheticSet;

/** What holds between the fields of a synthetic set. */
final class SynthesisRulesTest {

  private static String[] lines(String set) {
    return new String[] {"name: a", "synthesis:", "  sets:", "    x: {" + set + "}"};
  }

  private static SyntheticSet set(String set) {
    return experiment(lines(set)).synthesis().sets().get("x");
  }

  private static Problem wrong(String set) {
    return mistake(lines(set));
  }

  @Test
  void leftOut_thereAreNoSetsAndAllIsAdmitted() {
    assertThat(experiment("name: a").synthesis())
        .isEqualTo(new Synthesis(Synthesis.Admit.ALWAYS, Map.of()));
    assertThat(SynthesisGrid.expand(experiment("name: a"))).isEmpty();
  }

  @Test
  void repeat_hasNoSettingOfItsOwn() {
    assertThat(set("method: repeat"))
        .isEqualTo(
            new SyntheticSet(
                SyntheticSet.Method.REPEAT,
                null,
                true,
                SyntheticSet.Per.SEED,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
  }

  @Test
  void waveformGan_isP1sWithWhatItLeavesUnsaid() {
    assertThat(set("method: waveform-gan, samples: 50"))
        .isEqualTo(
            new SyntheticSet(
                SyntheticSet.Method.WAVEFORM_GAN,
                50,
                null,
                SyntheticSet.Per.FOLD,
                false,
                null,
                null,
                null,
                100,
                SyntheticSet.Output.TANH,
                SyntheticSet.GanLoss.CROSS_ENTROPY,
                Optimizer.ADAM,
                2e-4,
                2e-4,
                0.5,
                32,
                100,
                0.0,
                false,
                0.0));
  }

  @Test
  void otherMethods_haveDefaultsOfTheirOwn() {
    assertThat(set("method: jitter").sigma()).isEqualTo(0.1);
    assertThat(set("method: smote").neighbours()).isEqualTo(5);
    SyntheticSet gan = set("method: feature-gan");
    assertThat(gan.net()).isEqualTo(SyntheticSet.GanNet.DENSE);
    assertThat(gan.output()).isEqualTo(SyntheticSet.Output.LINEAR);
    assertThat(gan.per()).isEqualTo(SyntheticSet.Per.SEED);
  }

  @Test
  void discriminatorRate_isTheGeneratorsUnlessGiven() {
    assertThat(set("method: feature-gan, rate: 0.01").discriminatorRate()).isEqualTo(0.01);
    assertThat(set("method: waveform-gan, rate: 0.01, discriminatorRate: 0.04").discriminatorRate())
        .isEqualTo(0.04);
  }

  @Test
  void settingOfAnotherMethod_isAnErrorAtItsKey() {
    Problem problem =
        mistake(
            "name: a",
            "synthesis:",
            "  sets:",
            "    x:",
            "      method: smote",
            "      sigma: 0.1");
    assertThat(problem.line()).isEqualTo(6);
    assertThat(problem.column()).isEqualTo(7);
    assertThat(problem.field()).isEqualTo("synthesis.sets.x.sigma");
    assertThat(problem.what()).isEqualTo("the method `smote` does not take it");
    assertThat(problem.expected())
        .isEqualTo("one of `method`, `samples`, `balance`, `per`, `beforeSplit`, `neighbours`");
    assertThat(wrong("method: repeat, discriminatorRate: 0.1").what())
        .isEqualTo("the method `repeat` does not take it");
    assertThat(wrong("method: waveform-gan, net: dense").field()).isEqualTo("synthesis.sets.x.net");
  }

  @Test
  void samplesAndBalance_excludeEachOther() {
    Problem problem = wrong("method: smote, samples: 5, balance: true");
    assertThat(problem.field()).isEqualTo("synthesis.sets.x.balance");
    assertThat(problem.what()).isEqualTo("`samples` and `balance` are given together");
    assertThat(set("method: smote, samples: 5, balance: false").balance()).isNull();
  }

  @Test
  void neitherSamplesNorBalance_isBalance() {
    assertThat(set("method: smote").balance()).isTrue();
    assertThat(set("method: smote, balance: true").samples()).isNull();
    assertThat(wrong("method: smote, balance: false").expected()).isEqualTo("`samples`, or `true`");
  }

  @Test
  void setNamedNone_isAnErrorWhateverItsCase() {
    Problem problem = mistake("name: a", "synthesis:", "  sets:", "    None: {method: smote}");
    assertThat(problem.line()).isEqualTo(4);
    assertThat(problem.column()).isEqualTo(5);
    assertThat(problem.what()).isEqualTo("is how a branch says that it wants no set");
  }

  @Test
  void namesThatDifferInCaseAlone_areAnError() {
    Problem problem =
        mistake(
            "name: a",
            "synthesis:",
            "  sets:",
            "    x: {method: smote}",
            "    X: {method: repeat}");
    assertThat(problem.line()).isEqualTo(5);
    assertThat(problem.what()).isEqualTo("differs from `synthesis.sets.x` in case alone");
  }

  @Test
  void unknownMethodAndAdmission_areErrorsThatSuggestTheNearOne() {
    assertThat(wrong("method: smotes").hint()).isEqualTo("did you mean `smote`?");
    assertThat(mistake("name: a", "synthesis: {admit: ifbetter}").hint())
        .isEqualTo("did you mean `if-better`?");
  }

  @Test
  void missingMethod_isAnError() {
    assertThat(wrong("samples: 3").what()).isEqualTo("the field `method` is missing");
  }

  @Test
  void valuesOutOfRange_areErrors() {
    assertThat(
            mistakes(
                lines(
                    "method: feature-gan, samples: 0, batchSize: 1, beta1: 1, noise: 0,"
                        + " labelSmoothing: 0.5, averaging: 1, epochs: 0, rate: 0")))
        .hasSize(8)
        .allMatch(problem -> problem.what().matches("`.*` is too (small|large)"));
  }

  @Test
  void everyMistakeOfASet_isReported() {
    assertThat(
            mistakes(lines("method: jitter, samples: 1, balance: true, neighbours: 3, epochs: 2")))
        .extracting(Problem::field)
        .containsExactly(
            "synthesis.sets.x.balance", "synthesis.sets.x.neighbours", "synthesis.sets.x.epochs");
  }
}
