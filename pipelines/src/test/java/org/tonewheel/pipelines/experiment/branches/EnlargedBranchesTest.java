package org.tonewheel.pipelines.experiment.branches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.experiment.file.Mistakes.experiment;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistake;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistakes;

import com.google.common.collect.ObjectArrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.schema.Problem;
import org.tonewheel.pipelines.experiment.settings.Experiment;

/** What holds between branches and the synthetic sets that enlarge their training sides. */
final class EnlargedBranchesTest {
  private static final String[] BEFORE = {
    "name: a",
    "sources: [{name: sound, folder: s}, {name: files, folder: p, content: pictures}]",
    "featureSets: {x: {}}",
    "pictureSets: {p: {}}",
    "splits: {s: {}}",
    "synthesis:",
    "  admit: always",
    "  sets:",
    "    smote: {method: smote}",
    "    waveform: {method: waveform-gan}",
    "    leaky: {method: jitter, beforeSplit: true}",
    "branches:"
  };

  private static String[] lines(String admit, String... branches) {
    String[] lines = ObjectArrays.concat(BEFORE, branches, String.class);
    lines[6] = "  admit: " + admit;
    return lines;
  }

  private static Problem wrong(String branch) {
    return mistake(lines("always", branch));
  }

  private static List<Branch> right(String admit, String... branches) {
    return Grid.expand(experiment(lines(admit, branches)));
  }

  @Test
  void branchWithoutSynthesis_hasNone() {
    Experiment experiment = experiment(lines("always", "  - {net: net5, source: sound}"));
    assertThat(experiment.branches().get(0).synthesis()).containsExactly("none");
    assertThat(Grid.expand(experiment).get(0).synthesis()).isNull();
    assertThat(Grid.expand(experiment).get(0).generator()).isNull();
  }

  @Test
  void unknownSet_isAnErrorThatSuggestsTheNearOne() {
    Problem problem = wrong("  - {net: net5, source: sound, synthesis: [none, smoth]}");
    assertThat(problem.line()).isEqualTo(13);
    assertThat(problem.field()).isEqualTo("branches[0].synthesis[1]");
    assertThat(problem.what()).isEqualTo("there is no synthetic set `smoth`");
    assertThat(problem.expected()).isEqualTo("one of `smote`, `waveform`, `leaky`");
    assertThat(problem.hint()).isEqualTo("did you mean `smote`?");
  }

  @Test
  void setGivenTwice_isAnError() {
    Problem problem = wrong("  - {net: net5, source: sound, synthesis: [smote, none, smote]}");
    assertThat(problem.field()).isEqualTo("branches[0].synthesis[2]");
    assertThat(problem.what()).isEqualTo("`smote` is given twice");
  }

  @Test
  void net6WithoutASet_isToldWhatItIs() {
    Problem problem = wrong("  - {net: net6, source: sound}");
    assertThat(problem.field()).isEqualTo("branches[0].synthesis");
    assertThat(problem.what())
        .isEqualTo(
            "the field `synthesis` is missing, and `net6` is `net5` on a training side that is"
                + " enlarged");
    assertThat(problem.expected()).isEqualTo("one of `smote`, `waveform`, `leaky`");
  }

  @Test
  void net6WithNone_isToldToBeNet5() {
    Problem problem = wrong("  - {net: net6, source: sound, synthesis: [smote, none]}");
    assertThat(problem.field()).isEqualTo("branches[0].synthesis[1]");
    assertThat(problem.what())
        .isEqualTo(
            "`net6` is `net5` on a training side that is enlarged, and this leaves it as it is");
    assertThat(problem.hint())
        .isEqualTo("`net5` without synthetic segments is a branch of `net: net5`");
    assertThat(wrong("  - {net: net6, source: sound, synthesis: none}").field())
        .isEqualTo("branches[0].synthesis");
  }

  @Test
  void net6WhereThereAreNoSets_isToldWhereToAddOne() {
    Problem problem =
        mistake("name: a", "featureSets: {x: {}}", "splits: {s: {}}", "branches: [{net: net6}]");
    assertThat(problem.expected()).isEqualTo("a set under `synthesis.sets`, which has none");
  }

  @Test
  void setsThatAreWrong_areNotBlamedOnBranches() {
    assertThat(
            mistakes(
                "name: a",
                "featureSets: {x: {}}",
                "splits: {s: {}}",
                "synthesis: {sets: 3}",
                "branches: [{net: net6, synthesis: smote}]"))
        .extracting(Problem::field)
        .containsExactly("synthesis.sets");
  }

  @Test
  void severalWidthsOfNet6_areAnErrorAsOfNet5() {
    assertThat(wrong("  - {net: net6, source: sound, synthesis: smote, hidden: [1, 2]}").what())
        .isEqualTo("the net `net6` has one width for all its layers");
  }

  @Test
  void netsThatSeePictures_takeNoSynthesis() {
    Problem problem = wrong("  - {net: net2, source: files, synthesis: none}");
    assertThat(problem.field()).isEqualTo("branches[0].synthesis");
    assertThat(problem.what()).isEqualTo("the net `net2` does not take it");
    assertThat(problem.expected()).doesNotContain("synthesis");
    assertThat(problem.hint())
        .isEqualTo("synthetic segments are audio or its features, and this net sees pictures");
  }

  @Test
  void samplesAreMadeOfAudioAlone() {
    Problem problem = wrong("  - {net: net6, source: files, synthesis: waveform}");
    assertThat(problem.what()).isEqualTo("`files` holds pictures, and the net `net6` hears audio");
  }

  @Test
  void everyNetThatHearsAudio_takesSynthesis() {
    assertThat(
            right(
                "always",
                "  - {net: ffn, source: sound, synthesis: [none, smote]}",
                "  - {net: logistic, source: sound, synthesis: [none, waveform]}",
                "  - {net: forest, source: sound, synthesis: [none, leaky]}"))
        .hasSize(6);
  }

  @Test
  void ifBetter_needsTheSameModelWithout() {
    String alone = "  - {net: net5, source: sound, split: s, synthesis: smote, seeds: [1, 2]}";
    Problem problem = mistake(lines("if-better", alone));
    assertThat(problem.field()).isEqualTo("branches[0].synthesis");
    assertThat(problem.what())
        .isEqualTo(
            "`admit: if-better` compares `net5-adam-0.001-e100-sound-x-smote-s-s1` with the same"
                + " model without synthetic segments, which no branch trains");
    assertThat(problem.expected()).isEqualTo("`none` in the list as well");

    assertThat(right("always", alone)).hasSize(2);
    assertThat(right("if-better", alone.replace("smote", "[smote, none]"))).hasSize(4);
    assertThat(right("if-better", alone, "  - {net: net5, source: sound, seeds: [2, 1]}"))
        .hasSize(4);
  }

  @Test
  void ifBetter_aModelOfAnotherSettingOrSeedIsNoTwin() {
    String own = "  - {net: net5, source: sound, synthesis: smote, seeds: [1, 2]}";
    for (String other : List.of("seeds: [1, 3]", "dropout: 0.1, seeds: [1, 2]")) {
      assertThat(mistake(lines("if-better", own, "  - {net: net5, source: sound, " + other + "}")))
          .extracting(Problem::field)
          .isEqualTo("branches[0].synthesis");
    }
  }

  @Test
  void ifBetter_net6IsComparedWithNet5() {
    String net6 = "  - {net: net6, source: sound, synthesis: waveform, epochs: 50}";
    Problem problem = mistake(lines("if-better", net6));
    assertThat(problem.expected())
        .isEqualTo("a branch of `net: net5` with the same settings and seeds, and no `synthesis`");
    assertThat(right("if-better", net6, "  - {net: net5, source: sound, epochs: 50}")).hasSize(2);
    assertThat(mistakes(lines("if-better", net6, "  - {net: net5, source: sound, epochs: 60}")))
        .hasSize(1);
  }

  @Test
  void ifBetter_whatIsUnsafeIsNeverAdmittedAndNeedsNoTwin() {
    assertThat(right("if-better", "  - {net: net5, source: sound, synthesis: leaky}")).hasSize(1);
  }

  @Test
  void setsThatWouldMakeSegmentsUnderOneId_areAnError() {
    Problem problem =
        mistake(
            "name: a",
            "featureSets: {x: {}, b-x: {}}",
            "splits: {s: {}}",
            "synthesis:",
            "  sets:",
            "    a: {method: smote}",
            "    a-b: {method: smote}",
            "branches:",
            "  - {net: net5, features: b-x, synthesis: a}",
            "  - {net: ffn, features: x, synthesis: a-b}");
    assertThat(problem.line()).isEqualTo(7);
    assertThat(problem.field()).isEqualTo("synthesis.sets.a-b");
    assertThat(problem.what())
        .isEqualTo("makes segments under the id `a-b-x-s-s42`, as `a` does for other branches");
  }

  @Test
  void setNamedLikeAModel_isAnError() {
    Problem problem =
        mistake(
            "name: a",
            "featureSets: {x: {}}",
            "splits: {s: {}}",
            "synthesis:",
            "  sets:",
            "    forest: {method: smote}",
            "branches: [{net: forest, synthesis: [none, forest]}]");
    assertThat(problem.line()).isEqualTo(6);
    assertThat(problem.what())
        .isEqualTo("makes segments under the id `forest-x-s-s42`, as branches[0] has");
  }
}
