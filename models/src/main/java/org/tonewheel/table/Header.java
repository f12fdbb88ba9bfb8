package org.tonewheel.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The first line of a table against its layout. */
final class Header {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private Header() {}

  /**
   * Where each column of the file stands, from 0, by name.
   *
   * @throws TableException as {@link TableRowReader} says
   */
  static Map<String, Integer> places(TableLayout layout, List<String> header) {
    Map<String, Integer> places = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    Set<String> declared =
        layout.columns().stream().map(TableColumn::name).collect(Collectors.toUnmodifiableSet());
    for (int place = 0; place < header.size(); place++) {
      String name = plain(header.get(place), place);
      if (places.putIfAbsent(name, place) != null) {
        problems.add(
            "column `%s` stands twice, as columns %d and %d of the file: rename or remove one"
                .formatted(name, places.get(name) + 1, place + 1));
      } else if (!declared.contains(name)) {
        problems.add(
            "column %d of the file, `%s`, is not declared%s: declare it, as ignored if it is not needed"
                .formatted(place + 1, name, NearName.ending(name, declared)));
      }
    }
    List<TableColumn> repeats = layout.repeatColumns();
    for (TableColumn column : layout.columns()) {
      boolean needed = column.role() != ColumnRole.IGNORED || repeats.contains(column);
      if (needed && !places.containsKey(column.name())) {
        problems.add(
            "column `%s` (%s) is missing from the file%s"
                .formatted(
                    column.name(),
                    column.role().name().toLowerCase(Locale.ROOT),
                    NearName.ending(column.name(), places.keySet())));
      }
    }
    if (!problems.isEmpty()) {
      throw new TableException("the header (line 1): " + String.join("; ", problems));
    }
    return places;
  }

  /** Some programs begin a file with a mark of its encoding, which is no part of the first name. */
  private static String plain(String name, int place) {
    boolean marked = place == 0 && name.startsWith(BYTE_ORDER_MARK);
    return (marked ? name.substring(1) : name).strip();
  }
}
