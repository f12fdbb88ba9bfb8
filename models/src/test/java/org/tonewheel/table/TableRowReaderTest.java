package org.tonewheel.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableRowReaderTest {
  private static final TableColumn TEMPO = TableColumn.numeric("tempo");
  private static final TableColumn DURATION = TableColumn.numeric("duration_ms").withMissing("-1");
  private static final TableColumn KEY = TableColumn.categorical("key", List.of("A", "A#", "B"));
  private static final TableColumn GENRE = TableColumn.label("genre");
  private static final TableColumn ARTIST =
      TableColumn.group("artist_name", "artist").withMissing("empty_field");

  @Test
  void aRow_becomesNumbersInTheLayoutsOrderWhateverTheFilesIs() {
    TableRowReader reader =
        new TableRowReader(
            layout(TEMPO, KEY, ARTIST, GENRE), List.of("genre", "artist_name", "key", "tempo"));
    ParsedRow row = reader.read(List.of("Jazz", " Monk ", "B", "1.2e2"), 7);
    assertThat(row.state()).isEqualTo(RowState.USABLE);
    assertThat(row.row()).isEqualTo(7);
    assertThat(row.values()).containsExactly(120f, 2f);
    assertThat(row.label()).isEqualTo("Jazz");
    assertThat(row.groups()).isEqualTo(Map.of("artist", "Monk"));
    assertThat(row.notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "-1.0", "-1e0", " -1.00 ", "", "  ", "?"})
  void markersOfColumnAndTable_compareAsNumbers(String cell) {
    ParsedRow row = read(List.of(DURATION, GENRE), cell, "Jazz");
    assertThat(row.values()).containsExactly(Float.NaN);
    assertThat(row.notes()).containsExactly(new CellNote("duration_ms", CellFate.MISSING));
  }

  @Test
  void aMarkerOfOneColumn_isAValueInAnother() {
    ParsedRow row = read(List.of(DURATION, TEMPO, GENRE), "-1", "-1", "Jazz");
    assertThat(row.values()).containsExactly(Float.NaN, -1f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fast", "NaN", "Infinity", "1d", "0x1p3", "1,5", "1e39", "-", ".", "1e"})
  void whatIsNoFiniteNumber_rejectsTheRowByRowAndColumn(String cell) {
    ParsedRow row = read(List.of(TEMPO, GENRE), cell, "Jazz");
    assertThat(row.state()).isEqualTo(RowState.REJECTED);
    assertThat(row.problem().reason().code()).isEqualTo("not-a-number");
    assertThat(row.problem().column()).isEqualTo("tempo");
    assertThat(row.problem().detail()).contains("row 2, column `tempo`: `" + cell + "`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "+5", "5.", "5.0", "0.5e1", "50E-1", "005"})
  void numbers_mayBeWrittenInManyWays(String cell) {
    assertThat(read(List.of(TEMPO, GENRE), cell, "Jazz").values()).containsExactly(5f);
  }

  @Test
  void longRubbishInANumericCell_isShortenedInTheMessage() {
    ParsedRow row = read(List.of(TEMPO, GENRE), "1".repeat(100_000) + "x", "Jazz");
    assertThat(row.problem().detail()).hasSizeLessThan(250).contains("1…`");
  }

  @Test
  void numbersOutsideOfTheBounds_goAsDeclared() {
    TableColumn bounded = TEMPO.withBounds(40.0, 200.0, OutOfBounds.MISSING);
    ParsedRow missing = read(List.of(bounded, GENRE), "39.9", "Jazz");
    assertThat(missing.values()).containsExactly(Float.NaN);
    assertThat(missing.notes()).containsExactly(new CellNote("tempo", CellFate.OUT_OF_BOUNDS));
    TableColumn clipped = TEMPO.withBounds(40.0, 200.0, OutOfBounds.CLIP);
    assertThat(read(List.of(clipped, GENRE), "1", "Jazz").values()).containsExactly(40f);
    ParsedRow above = read(List.of(clipped, GENRE), "201", "Jazz");
    assertThat(above.values()).containsExactly(200f);
    assertThat(above.notes()).containsExactly(new CellNote("tempo", CellFate.CLIPPED));
    TableColumn strict = TEMPO.withBounds(40.0, null, OutOfBounds.REJECT);
    RowProblem problem = read(List.of(strict, GENRE), "-3", "Jazz").problem();
    assertThat(problem.reason()).isEqualTo(RowReason.OUT_OF_BOUNDS);
    assertThat(problem.detail())
        .contains("row 2, column `tempo`: `-3`; its bounds are 40.0 to none");
    assertThat(read(List.of(strict, GENRE), "40", "Jazz").values()).containsExactly(40f);
  }

  @Test
  void unknownCategories_goAsDeclared() {
    RowProblem problem = read(List.of(KEY, GENRE), "H", "Jazz").problem();
    assertThat(problem.reason()).isEqualTo(RowReason.UNKNOWN_CATEGORY);
    assertThat(problem.detail())
        .contains("row 2, column `key`: `H`; the declared categories are [A, A#, B]");
    ParsedRow missing = read(List.of(KEY.withUnknown(Unknown.MISSING), GENRE), "a", "Jazz");
    assertThat(missing.values()).containsExactly(Float.NaN);
    assertThat(missing.notes()).containsExactly(new CellNote("key", CellFate.UNKNOWN));
    assertThatThrownBy(() -> read(List.of(KEY.withUnknown(Unknown.FAIL), GENRE), "H", "Jazz"))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("row 2, column `key`: `H`")
        .hasMessageContaining("add it to them");
  }

  @Test
  void aRowWithoutALabel_isRejected_asIsAnUndeclaredLabel() {
    assertThat(read(List.of(TEMPO, GENRE), "90", "?").problem().reason())
        .isEqualTo(RowReason.MISSING_LABEL);
    TableColumn two =
        new TableColumn(
            "genre", ColumnRole.LABEL, null, null, null, null, List.of("Jazz", "Rap"), null, null);
    assertThat(read(List.of(TEMPO, two), "90", "Blues").problem().reason())
        .isEqualTo(RowReason.UNKNOWN_LABEL);
    assertThat(read(List.of(TEMPO, two), "90", "Rap").label()).isEqualTo("Rap");
  }

  @ParameterizedTest
  @ValueSource(strings = {"empty_field", "", "?"})
  void aRowWithoutAGroup_belongsToNone_andIsCounted(String artist) {
    ParsedRow row = read(List.of(TEMPO, ARTIST, GENRE), "90", artist, "Jazz");
    assertThat(row.groups()).isEmpty();
    assertThat(row.notes()).containsExactly(new CellNote("artist_name", CellFate.MISSING));
  }

  @Test
  void blankRows_areNoFault_butRowsOfAnotherLengthAre() {
    assertThat(read(List.of(TEMPO, GENRE), " ", "").state()).isEqualTo(RowState.BLANK);
    assertThat(read(List.of(TEMPO, GENRE), "").state()).isEqualTo(RowState.BLANK);
    ParsedRow row = read(List.of(TEMPO, GENRE), "90", "Jazz", "more");
    assertThat(row.problem().reason()).isEqualTo(RowReason.WRONG_LENGTH);
    assertThat(row.problem().detail()).contains("row 2 has 3 cells, the header has 2");
  }

  @Test
  void theHeader_tellsAllThatIsWrongAtOnce_withNamesNearby() {
    assertThatThrownBy(
            () ->
                new TableRowReader(
                    layout(TEMPO, KEY, GENRE), List.of("\uFEFFtemp", "genre", "mode", "genre")))
        .isInstanceOf(TableException.class)
        .hasMessageContaining(
            "column 1 of the file, `temp`, is not declared; did you mean `tempo`?")
        .hasMessageContaining("column 3 of the file, `mode`, is not declared: declare it")
        .hasMessageContaining("column `genre` stands twice, as columns 2 and 4")
        .hasMessageContaining(
            "column `tempo` (numeric) is missing from the file; did you mean `temp`?")
        .hasMessageContaining("column `key` (categorical) is missing from the file");
  }

  @Test
  void ignoredColumns_mayBeAbsent_unlessRowsRepeatByThem() {
    TableColumn id = TableColumn.ignored("id");
    assertThat(new TableRowReader(layout(id, TEMPO), List.of("\uFEFFtempo")).read(List.of("1"), 2))
        .extracting(ParsedRow::state)
        .isEqualTo(RowState.USABLE);
    TableLayout byId = new TableLayout(List.of(id, TEMPO), Set.of(), List.of("id"));
    assertThatThrownBy(() -> new TableRowReader(byId, List.of("tempo")))
        .hasMessageContaining("column `id` (ignored) is missing");
  }

  @Test
  void theRepeatKey_isOfValuesNotOfSpelling() {
    String key = key("1", "A", "x");
    assertThat(key).matches("[0-9a-f]{64}");
    assertThat(key("1.0", "A", "y")).isEqualTo(key);
    assertThat(key("1e0", " A", "z")).isEqualTo(key);
    assertThat(key("0", "A", "x")).isEqualTo(key("-0.0", "A", "x"));
    assertThat(key("?", "A", "x")).isEqualTo(key("", "A", "x"));
    assertThat(key("1", "A#", "x")).isNotEqualTo(key);
    assertThat(key("2", "A", "x")).isNotEqualTo(key);
    assertThat(key("", "A", "x")).isNotEqualTo(key("0", "A", "x"));
  }

  @Test
  void theRepeatKey_tellsNumbersApartThatTheBoundsMakeEqual_andThatAFloatCannotHold() {
    TableColumn clipped = TEMPO.withBounds(null, 100.0, OutOfBounds.CLIP);
    assertThat(read(List.of(clipped, GENRE), "101", "Jazz").repeatKey())
        .isNotEqualTo(read(List.of(clipped, GENRE), "102", "Jazz").repeatKey());
    assertThat(read(List.of(TEMPO, GENRE), "0.1", "Jazz").repeatKey())
        .isNotEqualTo(read(List.of(TEMPO, GENRE), "0.1000000001", "Jazz").repeatKey());
  }

  private static String key(String tempo, String key, String artist) {
    TableLayout layout =
        new TableLayout(List.of(TEMPO, KEY, ARTIST, GENRE), Set.of("?"), List.of("key", "tempo"));
    return new TableRowReader(layout, List.of("artist_name", "key", "tempo", "genre"))
        .read(List.of(artist, key, tempo, "Jazz"), 2)
        .repeatKey();
  }

  private static ParsedRow read(List<TableColumn> columns, String... cells) {
    TableLayout layout = layout(columns.toArray(TableColumn[]::new));
    return new TableRowReader(layout, columns.stream().map(TableColumn::name).toList())
        .read(List.of(cells), 2);
  }

  private static TableLayout layout(TableColumn... columns) {
    return new TableLayout(List.of(columns), Set.of("?"), List.of());
  }
}
