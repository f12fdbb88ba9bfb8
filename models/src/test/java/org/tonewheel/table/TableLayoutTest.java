package org.tonewheel.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableLayoutTest {
  private static final TableColumn TEMPO = TableColumn.numeric("tempo");
  private static final TableColumn KEY = TableColumn.categorical("key", List.of("A", "B"));
  private static final TableColumn GENRE = TableColumn.label("genre");

  @Test
  void inputs_areNumbersAndCategoriesInTheOrderDeclared() {
    TableLayout layout = layout(GENRE, KEY, TableColumn.ignored("id"), TEMPO);
    assertThat(layout.inputs()).extracting(TableColumn::name).containsExactly("key", "tempo");
    assertThat(layout.label()).hasValue(GENRE);
  }

  @Test
  void repeatColumns_areInTheOrderOfTheColumns_andAllInputsWhereNoneIsNamed() {
    TableLayout named =
        new TableLayout(List.of(TEMPO, KEY, GENRE), Set.of(), List.of("key", "tempo"));
    assertThat(named.repeatColumns()).containsExactly(TEMPO, KEY);
    assertThat(layout(KEY, GENRE, TEMPO).repeatColumns()).containsExactly(KEY, TEMPO);
  }

  @Test
  void aLayoutOfInputsAlone_needsNothingElse() {
    TableLayout without = layout(TableColumn.ignored("artist_name"), TEMPO, KEY);
    assertThat(without.inputs()).containsExactly(TEMPO, KEY);
    assertThat(without.label()).isEmpty();
    assertThat(without.groups()).isEmpty();
    assertThat(new TableRowReader(without, List.of("tempo", "key")).read(List.of("90", "B"), 2))
        .satisfies(row -> assertThat(row.values()).containsExactly(90, 1))
        .satisfies(row -> assertThat(row.label()).isNull());
  }

  @Test
  void aGroup_isCalledAsItsColumnUnlessNamed() {
    assertThat(TableColumn.group("album", null).group()).isEqualTo("album");
    assertThat(TableColumn.group("artist_name", "artist").group()).isEqualTo("artist");
  }

  @Test
  void aNameGroupOrRoleThatIsTakenTwice_isAnErrorThatNamesIt() {
    assertThatThrownBy(() -> layout(TEMPO, TEMPO))
        .hasMessageContaining("column `tempo` is declared twice");
    assertThatThrownBy(() -> layout(TEMPO, GENRE, TableColumn.label("style")))
        .hasMessageContaining("2 columns have the role label");
    assertThatThrownBy(
            () -> layout(TEMPO, TableColumn.group("a", "artist"), TableColumn.group("b", "artist")))
        .hasMessageContaining("column `b` names the group `artist`, which another column names");
    assertThatThrownBy(() -> layout(TEMPO, TableColumn.group("a", "repeat")))
        .hasMessageContaining("is the one of rows that repeat each other");
    assertThatThrownBy(() -> layout(GENRE)).hasMessageContaining("no column is numeric");
  }

  @Test
  void repeats_mustBeColumnsAndNotTheLabel() {
    assertThatThrownBy(() -> new TableLayout(List.of(TEMPO, GENRE), Set.of(), List.of("tempoo")))
        .hasMessageContaining("repeats names `tempoo`, which is not a column")
        .hasMessageContaining("did you mean `tempo`?");
    assertThatThrownBy(() -> new TableLayout(List.of(TEMPO, GENRE), Set.of(), List.of("genre")))
        .hasMessageContaining("the label `genre`");
    assertThatThrownBy(() -> new TableLayout(List.of(TEMPO), Set.of(), List.of("tempo", "tempo")))
        .hasMessageContaining("`tempo` twice");
  }

  @Test
  void settingsOfAColumnThatDoNotGoTogether_areErrorsThatNameIt() {
    assertThatThrownBy(() -> TEMPO.withBounds(3.0, 2.0, OutOfBounds.CLIP))
        .hasMessage("column `tempo` has min 3.0 above max 2.0");
    assertThatThrownBy(() -> TEMPO.withBounds(Double.NaN, null, OutOfBounds.CLIP))
        .hasMessageContaining("has a bound that is not a number");
    assertThatThrownBy(() -> KEY.withBounds(0.0, null, OutOfBounds.CLIP))
        .hasMessageContaining("only a numeric column");
    assertThatThrownBy(() -> TableColumn.categorical("key", List.of()))
        .hasMessageContaining("list its categories");
    assertThatThrownBy(() -> TableColumn.categorical("key", List.of("A", "A")))
        .hasMessageContaining("lists a category twice");
    assertThatThrownBy(() -> GENRE.withUnknown(Unknown.MISSING))
        .hasMessageContaining("the label, which cannot be missing");
    assertThatThrownBy(
            () ->
                new TableColumn(
                    "tempo", ColumnRole.NUMERIC, null, null, null, null, null, null, "artist"))
        .hasMessageContaining("its role is not group");
    assertThatThrownBy(
            () ->
                new TableColumn(
                    "tempo", ColumnRole.NUMERIC, null, null, null, null, List.of("A"), null, null))
        .hasMessageContaining("has categories");
  }

  private static TableLayout layout(TableColumn... columns) {
    return new TableLayout(List.of(columns), Set.of(), List.of());
  }
}
