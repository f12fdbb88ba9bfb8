package org.tonewheel.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableCountsTest {
  private static final TableLayout LAYOUT =
      new TableLayout(
          List.of(
              TableColumn.numeric("tempo").withBounds(0.0, 300.0, OutOfBounds.MISSING),
              TableColumn.numeric("energy").withBounds(0.0, 1.0, OutOfBounds.CLIP),
              TableColumn.categorical("key", List.of("A")).withUnknown(Unknown.MISSING),
              TableColumn.group("artist", null),
              TableColumn.label("genre")),
          Set.of("?"),
          List.of());

  @Test
  void everyFateIsCountedByColumn_andRowsByState() {
    TableCounts counts =
        counts(
            List.of("?", "2", "H", "", "Jazz"),
            List.of("400", "0.5", "A", "Monk", "Jazz"),
            List.of("", "", "", "", ""),
            List.of("fast", "0.5", "A", "Monk", "Jazz"),
            List.of("90", "0.5", "A", "Monk", "?"),
            List.of("90"));
    assertThat(counts.rows()).isEqualTo(2);
    assertThat(counts.blank()).isEqualTo(1);
    assertThat(counts.read()).isEqualTo(6);
    assertThat(counts.rejected())
        .containsOnlyKeys("missing-label", "not-a-number", "wrong-length")
        .allSatisfy((reason, count) -> assertThat(count).isEqualTo(1));
    assertThat(counts.column("tempo")).isEqualTo(new ColumnCounts(1, 1, 0, 0, 1));
    assertThat(counts.column("tempo").absent()).isEqualTo(2);
    assertThat(counts.column("energy")).isEqualTo(new ColumnCounts(0, 0, 1, 0, 0));
    assertThat(counts.column("key")).isEqualTo(new ColumnCounts(0, 0, 0, 1, 0));
    assertThat(counts.column("artist")).isEqualTo(new ColumnCounts(1, 0, 0, 0, 0));
    assertThat(counts.column("genre")).isEqualTo(new ColumnCounts(0, 0, 0, 0, 1));
  }

  @Test
  void partsAddUpToTheWhole() {
    List<String> one = List.of("?", "2", "H", "", "Jazz");
    List<String> two = List.of("fast", "0.5", "A", "", "Jazz");
    assertThat(counts(one).plus(counts(two, one))).isEqualTo(counts(one, one, two));
    assertThat(TableCounts.NONE.plus(counts(two))).isEqualTo(counts(two));
  }

  @SafeVarargs
  private static TableCounts counts(List<String>... rows) {
    TableRowReader reader =
        new TableRowReader(LAYOUT, LAYOUT.columns().stream().map(TableColumn::name).toList());
    TableCounts counts = TableCounts.NONE;
    for (List<String> row : rows) {
      counts = counts.plus(reader.read(row, 2));
    }
    return counts;
  }
}
