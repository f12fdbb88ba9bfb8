package org.tonewheel.pipelines.experiment.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tonewheel.pipelines.experiment.file.Mistakes.experiment;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistake;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.BranchCost;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.branches.RowOptions;
import org.tonewheel.pipelines.experiment.schema.Problem;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.MemberWeights;

/** What holds for ensembles, and for several models in place of one. */
final class MemberRulesTest {
  private static final List<String> TABLE =
      List.of(
          "name: a",
          "sources:",
          "  - table: songs.csv",
          "    columns:",
          "      energy: {role: numeric, min: 0, max: 1}",
          "      key: {role: categorical, categories: [A, B]}",
          "      genre: {role: label}",
          "tableSets: {paper: {}, ranks: {encode: one-hot, scale: normal-quantiles}}",
          "splits: {row: {protocol: row}}");

  private static final List<String> AUDIO =
      List.of("name: a", "featureSets: {f: {}, g: {}}", "splits: {s: {}}");

  private static String[] with(List<String> first, String... more) {
    List<String> lines = new ArrayList<>(first);
    lines.addAll(List.of(more));
    return lines.toArray(String[]::new);
  }

  private static String[] ensemble(List<String> first, String features, String members) {
    return with(
        first,
        "branches:",
        "  - {net: ensemble, features: " + features + ", members: " + members + "}");
  }

  @Test
  void members_areBranchesWithTheirDefaults_andTheSeedAndSplitOfTheEnsemble() {
    Experiment experiment =
        experiment(
            with(
                TABLE,
                "branches:",
                "  - net: ensemble",
                "    features: paper",
                "    seeds: [3, 4]",
                "    memberWeights: validation",
                "    members:",
                "      - {net: ffn, features: ranks, rate: 0.003, copies: 5}",
                "      - {net: boosting, repeatParts: 4}"));
    assertThat(Grid.expand(experiment))
        .extracting(Branch::id)
        .containsExactlyInAnyOrder("ensemble-paper-row-s3", "ensemble-paper-row-s4");
    Branch ensemble = Grid.expand(experiment).get(0);
    RowOptions rows = RowOptions.of(ensemble);
    assertThat(rows.memberWeights()).isEqualTo(MemberWeights.VALIDATION);
    Branch net = rows.members().get(0);
    assertThat(net.features()).isEqualTo("ranks");
    assertThat(net.rate()).isEqualTo(0.003);
    assertThat(net.epochs()).as("the net's default").isEqualTo(100);
    assertThat(net.seed()).isEqualTo(ensemble.seed());
    assertThat(net.split()).isEqualTo("row");
    assertThat(RowOptions.of(net).copies()).isEqualTo(5);
    Branch boosting = rows.members().get(1);
    assertThat(boosting.features()).as("the ensemble's").isEqualTo("paper");
    assertThat(RowOptions.of(boosting).repeatParts()).isEqualTo(4);
  }

  @Test
  void costOfAnEnsemble_isThatOfAllItsModels() {
    Experiment experiment =
        experiment(
            with(
                TABLE,
                "branches:",
                "  - {net: ffn, features: ranks}",
                "  - {net: boosting, features: paper}",
                "  - {net: boosting, features: paper, name: parts, copies: 2, repeatParts: 4}",
                "  - net: ensemble",
                "    features: paper",
                "    members: [{net: ffn, features: ranks, copies: 5}, {net: boosting}]"));
    double[] cost = new double[4];
    for (int i = 0; i < 4; i++) {
      Branch branch = Grid.expand(experiment, experiment.branches().get(i)).get(0);
      cost[i] = BranchCost.perTrack(branch, experiment);
    }
    assertThat(cost[2] / cost[1])
        .as("each of 4 parts has 3/4 of the rows")
        .isCloseTo(6, within(1e-9));
    assertThat(cost[3]).isCloseTo(5 * cost[0] + cost[1], within(1e-6));
  }

  @Test
  void ensembleWithoutMembers_orWithOne_isAnError() {
    assertThat(mistake(with(TABLE, "branches: [{net: ensemble, features: paper}]")).what())
        .contains("`members` is missing");
    Problem one = mistake(ensemble(TABLE, "paper", "[{net: ffn}]"));
    assertThat(one.field()).isEqualTo("branches[0].members");
    assertThat(one.what()).isEqualTo("has too few items");
  }

  @Test
  void whatAMemberCannotBe_orHave_isAnErrorWithItsPlace() {
    assertThat(mistake(ensemble(TABLE, "paper", "[{net: ffn}, {net: net5}]")).what())
        .contains("`net5` is no net for rows");
    assertThat(mistake(ensemble(TABLE, "paper", "[{net: ffn}, {net: ensemble}]")).field())
        .isEqualTo("branches[0].members[1].net");
    assertThat(mistake(ensemble(TABLE, "paper", "[{net: ffn}, {net: knn, seeds: 3}]")).field())
        .isEqualTo("branches[0].members[1].seeds");
    assertThat(
            mistake(ensemble(TABLE, "paper", "[{net: ffn, rate: [0.1, 0.2]}, {net: knn}]")).what())
        .isEqualTo("a member is one model, not one for each value");
    assertThat(mistake(ensemble(TABLE, "paper", "[{net: ffn}, {net: knn, features: rank}]")).hint())
        .contains("`ranks`");
    assertThat(mistake(with(TABLE, "branches: [{net: ffn, features: paper, members: []}]")).what())
        .isEqualTo("is empty");
    assertThat(
            mistake(
                    with(
                        TABLE,
                        "branches:",
                        "  - {net: ffn, features: paper, members: [{net: ffn}, {net: knn}]}"))
                .what())
        .isEqualTo("the net `ffn` does not take it");
  }

  @Test
  void membersOnAudio_haveTheFeaturesOfTheirEnsemble() {
    Experiment experiment = experiment(ensemble(AUDIO, "g", "[{net: ffn}, {net: forest}]"));
    assertThat(RowOptions.of(Grid.expand(experiment).get(0)).members())
        .extracting(Branch::features)
        .containsExactly("g", "g");
    assertThat(mistake(ensemble(AUDIO, "g", "[{net: ffn}, {net: forest, features: f}]")).field())
        .isEqualTo("branches[0].members[1].features");
  }

  @Test
  void partsOfRepeats_areOfTables_andNotWithSmote() {
    assertThat(mistake(with(AUDIO, "branches: [{net: ffn, features: f, repeatParts: 3}]")).field())
        .isEqualTo("branches[0].repeatParts");
    assertThat(
            mistake(
                    with(
                        TABLE,
                        "branches: [{net: ffn, features: paper, repeatParts: 3, smote: true}]"))
                .expected())
        .contains("`smote: false`");
  }

  @Test
  void oneCopyOfOnePart_isTheModelItself() {
    Experiment experiment =
        experiment(
            with(TABLE, "branches: [{net: boosting, features: paper, copies: 1, repeatParts: 1}]"));
    assertThat(RowOptions.of(Grid.expand(experiment).get(0)).severalModels()).isFalse();
  }

  @Test
  void ensembleIsNotSearched() {
    Problem problem =
        mistake(
            with(
                TABLE,
                "tuning:",
                "  s:",
                "    branch: {net: ensemble, features: paper}",
                "    space: {memberWeights: {choices: [equal, validation]}}"));
    assertThat(problem.field()).isEqualTo("tuning.s.branch.net");
  }
}
