package org.tonewheel.pipelines.experiment.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.experiment.file.Mistakes.experiment;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistake;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistakes;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.BranchInput;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.branches.RowOptions;
import org.tonewheel.pipelines.experiment.schema.Problem;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Schedule;

/** What holds for an experiment on a table. */
final class TableRulesTest {
  private static final List<String> TABLE =
      List.of(
          "name: a",
          "sources:",
          "  - table: songs.csv",
          "    repeats: [energy, key]",
          "    columns:",
          "      energy: {role: numeric, min: 0, max: 1}",
          "      key: {role: categorical, categories: [A, \"A#\"]}",
          "      artist name: {role: group, group: artist, missing: [nobody]}",
          "      id: {role: ignored}",
          "      genre: {role: label}",
          "tableSets: {paper: {log: [energy]}}",
          "splits: {row: {protocol: row}, artist: {protocol: group, group: artist}}");

  private static String[] with(String... more) {
    List<String> lines = new ArrayList<>(TABLE);
    lines.addAll(List.of(more));
    return lines.toArray(String[]::new);
  }

  private static String[] replaced(int line, String text) {
    List<String> lines = new ArrayList<>(TABLE);
    lines.set(line - 1, text);
    return lines.toArray(String[]::new);
  }

  @Test
  void branchesOnATable_learnFromItsSets_byEveryNetOfRows() {
    Experiment experiment =
        experiment(
            with(
                "branches:",
                "  - {net: ffn, split: [row, artist], smote: true, schedule: one-cycle,"
                    + " labelSmoothing: 0.1, weightDecay: 0.01, seeds: [1, 2]}",
                "  - {net: logistic, split: row}",
                "  - {net: forest, split: row}",
                "  - {net: boosting, split: row, depth: 4}",
                "  - {net: knn, split: row}"));
    assertThat(Grid.expand(experiment)).hasSize(8);
    assertThat(Grid.expand(experiment)).extracting(Branch::features).containsOnly("paper");
    assertThat(Grid.expand(experiment)).extracting(Branch::synthesis).containsOnlyNulls();
    Branch ffn =
        Grid.expand(experiment).stream()
            .filter(branch -> branch.id().equals("ffn-0.001-e100-paper-row-s1"))
            .findFirst()
            .orElseThrow();
    assertThat(ffn.schedule()).isEqualTo(Schedule.ONE_CYCLE);
    assertThat(RowOptions.of(ffn))
        .isEqualTo(new RowOptions(true, 0.1, 0.01, 0, 0, 0, 0, 0, null, List.of()));
    assertThat(BranchInput.row(ffn, experiment).floats()).isEqualTo(2);
    assertThat(BranchInput.rowsPerTrack(ffn, experiment)).isOne();
    assertThat(Grid.expand(experiment))
        .extracting(Branch::id)
        .contains("boosting-0.1-paper-row-s42");
  }

  @Test
  void branchWithoutSuchSettings_isAsBeforeThereWereAny() {
    Experiment audio =
        experiment("name: a", "featureSets: {f: {}}", "splits: {s: {}}", "branches: [{net: ffn}]");
    assertThat(Grid.expand(audio).get(0).rows()).isNull();
    assertThat(Grid.expand(audio).get(0).schedule()).isNull();
  }

  @Test
  void tableBesideAnotherSource_isAnError() {
    Problem problem =
        mistake(
            "name: a",
            "sources:",
            "  - {name: x, table: a.csv, columns: {g: {role: label}, e: {role: numeric}}}",
            "  - {name: y, folder: b}");
    assertThat(problem.what()).isEqualTo("a table stands beside other sources");
  }

  @Test
  void whatOnlyFilesHave_isAnErrorOfATable() {
    assertThat(
            mistake(
                    "name: a",
                    "sources:",
                    "  - table: s.csv",
                    "    content: audio",
                    "    columns: {g: {role: label}, e: {role: numeric}}")
                .field())
        .isEqualTo("sources[0].content");
    assertThat(mistake(with("exclude: [a]")).field()).isEqualTo("exclude");
    assertThat(mistake(with("featureSets: {f: {}}")).field()).isEqualTo("featureSets.f");
    assertThat(mistake(with("synthesis: {sets: {s: {method: smote, samples: 3}}}")).expected())
        .contains("smote: true");
    Problem split =
        mistake(
            replaced(12, "splits: {t: {protocol: track}, a: {protocol: group, group: artist}}"));
    assertThat(split.field()).isEqualTo("splits.t.protocol");
    assertThat(split.expected()).contains("`group`").contains("unsafe `row`");
  }

  @Test
  void whatOnlyTablesHave_isAnErrorOfFiles() {
    assertThat(mistake("name: a", "sources: [{folder: ., repeats: [x]}]").field())
        .isEqualTo("sources[0].repeats");
    assertThat(mistake("name: a", "tableSets: {t: {}}").what()).contains("no source is one");
    assertThat(mistake("name: a", "splits: {s: {protocol: row}}").what())
        .isEqualTo("`row` is of a table, and no source is one");
    assertThat(
            mistake(
                    "name: a",
                    "featureSets: {f: {}}",
                    "splits: {s: {}}",
                    "branches: [{net: ffn, smote: true}]")
                .field())
        .isEqualTo("branches[0].smote");
  }

  @Test
  void groupThatNoColumnNames_isAnError_withTheOneThatWasMeant() {
    Problem problem = mistake(replaced(12, "splits: {a: {protocol: group, group: artists}}"));
    assertThat(problem.field()).isEqualTo("splits.a.group");
    assertThat(problem.expected()).isEqualTo("one of `artist`, `repeat`");
    assertThat(problem.hint()).contains("`artist`");
    assertThat(experiment(replaced(12, "splits: {r: {protocol: group, group: repeat}}")).splits())
        .hasSize(1);
  }

  @Test
  void columns_areHeldToTheirRoles() {
    assertThat(mistake(replaced(6, "      energy: {role: numeric, min: 2, max: 1}")).field())
        .isEqualTo("sources[0].columns.energy.min");
    assertThat(mistake(replaced(7, "      key: {role: categorical, categories: [A]}")).what())
        .isEqualTo("there are fewer than two");
    assertThat(mistake(replaced(9, "      id: {role: ignored, min: 3}")).what())
        .isEqualTo("a column of role `ignored` does not take it");
    assertThat(mistake(replaced(8, "      artist name: {role: group, group: repeat}")).field())
        .isEqualTo("sources[0].columns.artist name.group");
    assertThat(mistake(replaced(9, "      id: {role: label}")).what())
        .isEqualTo("2 columns have the role `label`");
    Problem repeats = mistake(replaced(4, "    repeats: [energie]"));
    assertThat(repeats.field()).isEqualTo("sources[0].repeats[0]");
    assertThat(repeats.hint()).contains("`energy`");
  }

  @Test
  void logarithmOfWhatMayLieBelowMinusOne_isAnError() {
    Problem problem = mistake(replaced(6, "      energy: {role: numeric}"));
    assertThat(problem.field()).isEqualTo("tableSets.paper.log");
    assertThat(problem.what()).contains("energy").contains("min");
  }

  @Test
  void netThatHearsAudio_isAnErrorOnATable() {
    Problem problem = mistake(with("branches:", "  - {net: net5, split: row}"));
    assertThat(problem.line()).isEqualTo(14);
    assertThat(problem.expected()).contains("`ffn`", "`boosting`", "`knn`");
  }

  @Test
  void schedules_areThoseOfTheNet() {
    assertThat(mistake(with("branches: [{net: ffn, split: row, schedule: plateau}]")).what())
        .isEqualTo("the net `ffn` has no schedule `plateau`");
    assertThat(
            mistakes(
                "name: a",
                "featureSets: {f: {}}",
                "splits: {s: {}}",
                "branches: [{net: net5, schedule: one-cycle}]"))
        .extracting(Problem::field)
        .containsExactly("branches[0].schedule");
  }
}
