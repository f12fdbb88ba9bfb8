package org.tonewheel.pipelines.experiment.branches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.experiment.file.Mistakes.experiment;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Source;
import org.tonewheel.pipelines.experiment.settings.TableSet;
import org.tonewheel.table.OutOfBounds;
import org.tonewheel.table.PreparationSettings;
import org.tonewheel.table.TableColumn;
import org.tonewheel.table.TableLayout;
import org.tonewheel.table.Unknown;

/** A table of an experiment, as the table package is told of it. */
final class RowSettingsTest {
  private static Experiment table(String set) {
    return experiment(
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
        "tableSets: {paper: " + set + "}");
  }

  @Test
  void table_isReadAsTheTablePackageNamesIt() {
    Experiment experiment = table("{log: [energy]}");
    Source table = experiment.table().orElseThrow();
    assertThat(table.name()).isEqualTo("main");
    assertThat(table.content()).isNull();
    TableLayout layout = RowSettings.layout(table);
    assertThat(layout.columns())
        .extracting(TableColumn::name)
        .as("in an order that JSON keeps")
        .containsExactly("artist name", "energy", "genre", "id", "key");
    assertThat(layout.missing()).containsExactly("");
    assertThat(layout.repeats()).containsExactly("energy", "key");
    assertThat(layout.inputs().get(0).bounds()).isEqualTo(OutOfBounds.MISSING);
    assertThat(layout.inputs().get(1).unknown()).isEqualTo(Unknown.REJECT);
    assertThat(layout.inputs().get(1).categories()).containsExactly("A", "A#");
    assertThat(layout.groups().get(0).missing()).isEqualTo(Set.of("nobody"));
    assertThat(RowSettings.groups(table)).containsExactly("artist", "repeat");
    PreparationSettings paper = RowSettings.preparation(experiment.tableSets().get("paper"));
    assertThat(paper.log()).containsExactly("energy");
    assertThat(paper.problems(layout)).isEmpty();
  }

  @Test
  void preparedColumns_areCountedByTheirEncoding() {
    Source table = table("{}").table().orElseThrow();
    TableSet number = table("{}").tableSets().get("paper");
    TableSet oneHot = table("{encode: one-hot}").tableSets().get("paper");
    assertThat(RowSettings.prepared(table, number)).isEqualTo(2);
    assertThat(RowSettings.prepared(table, oneHot)).isEqualTo(3);
  }
}
