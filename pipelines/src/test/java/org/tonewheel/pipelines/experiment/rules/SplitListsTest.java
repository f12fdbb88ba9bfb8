package org.tonewheel.pipelines.experiment.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tonewheel.pipelines.experiment.file.Mistakes.experiment;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistake;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistakes;

import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.schema.Problem;
import org.tonewheel.pipelines.experiment.settings.Lists;
import org.tonewheel.pipelines.experiment.settings.Split;

/** Splits that published lists decide. */
final class SplitListsTest {
  private static final String METADATA = "sources: [{folder: ., metadata: tracks.csv}]";
  private static final String LISTS = "lists: {train: a.txt, validation: b.txt, test: c.txt}";

  private static Split only(String fields) {
    return experiment("name: a", "splits: {s: {" + fields + "}}").splits().get("s");
  }

  private static Problem wrong(String fields) {
    return mistake("name: a", "splits: {s: {" + fields + "}}");
  }

  @Test
  void column_isAllThatIsNeeded() {
    assertThat(only("protocol: lists, column: side"))
        .isEqualTo(new Split(Split.Protocol.LISTS, null, "side", null, null, null, null));
    assertThat(only("protocol: lists, column: side").models()).isEqualTo(1);
  }

  @Test
  void files_mayStandInItsPlaceAndGroupsBeKeptWhole() {
    assertThat(only("protocol: lists, group: artist, " + LISTS))
        .isEqualTo(
            new Split(
                Split.Protocol.LISTS,
                "artist",
                null,
                new Lists("a.txt", "b.txt", "c.txt"),
                null,
                null,
                null));
  }

  @Test
  void neitherOrBoth_areAnError() {
    Problem neither = wrong("protocol: lists");
    assertThat(neither.field()).isEqualTo("splits.s");
    assertThat(neither.what()).isEqualTo("says not which tracks train, validate and test");
    assertThat(neither.expected()).isEqualTo("exactly one of `column`, `lists`");
    assertThat(wrong("protocol: lists, column: side, " + LISTS).what())
        .isEqualTo("`column`, `lists` are given together");
  }

  @Test
  void listWithoutAFileForASide_isAnError() {
    assertThat(wrong("protocol: lists, lists: {train: a.txt, test: c.txt}").field())
        .isEqualTo("splits.s.lists.validation");
  }

  @Test
  void whatIsForDrawing_isAnErrorBesideLists() {
    assertThat(
            mistakes(
                "name: a",
                "splits:",
                "  s:",
                "    protocol: lists",
                "    column: side",
                "    folds: 5",
                "    seed: 1",
                "    fractions: {train: 0.7, validation: 0.2, test: 0.1}"))
        .extracting(Problem::line, Problem::field)
        .containsExactly(
            tuple(6, "splits.s.folds"), tuple(7, "splits.s.seed"), tuple(8, "splits.s.fractions"));
    assertThat(wrong("protocol: lists, column: side, folds: 5").what())
        .isEqualTo("is given with `protocol: lists`, which leaves nothing to draw");
  }

  @Test
  void listsWithoutTheirProtocol_areAnError() {
    assertThat(wrong("column: side").what()).isEqualTo("is given without `protocol: lists`");
    assertThat(wrong("protocol: segment, " + LISTS).field()).isEqualTo("splits.s.lists");
  }

  @Test
  void columnOfASourceWithoutMetadata_isAnError() {
    String[] lines = {
      "name: a",
      METADATA,
      "featureSets: {x: {}}",
      "splits: {s: {protocol: lists, column: side}, t: {protocol: lists, group: artist, " + LISTS,
      "  }}",
      "branches: [{net: net5, split: [s, t]}]"
    };
    assertThat(Grid.expand(experiment(lines))).hasSize(2);
    lines[1] = "sources: [{folder: .}]";
    assertThat(mistakes(lines))
        .extracting(Problem::what)
        .containsExactly(
            "the split `s` needs a column, and the source `main` has no metadata",
            "the split `t` needs a column, and the source `main` has no metadata");
  }

  @Test
  void filesOfASourceWithoutMetadata_areEnough() {
    assertThat(
            Grid.expand(
                experiment(
                    "name: a",
                    "featureSets: {x: {}}",
                    "splits: {s: {protocol: lists, " + LISTS + "}}",
                    "branches: [{net: net5}]")))
        .hasSize(1);
  }
}
