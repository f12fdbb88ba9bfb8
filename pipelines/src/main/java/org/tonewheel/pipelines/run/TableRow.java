package org.tonewheel.pipelines.run;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/**
 * A row of a table, typed but not prepared: a row of {@code rows/<source>/}.
 *
 * @param track id: the row's number in its file
 * @param genre label
 * @param values one for each input column, in the columns' alphabetical order: a number, or the
 *     number of a category; NaN where there is none
 */
public record TableRow(String track, String genre, float[] values) {
  private static final Schema SCHEMA =
      SchemaBuilder.record("row")
          .fields()
          .requiredString("track")
          .requiredString("genre")
          .name("values")
          .type()
          .array()
          .items()
          .floatType()
          .noDefault()
          .endRecord();

  public static final Table<TableRow> TABLE =
      new Table<>(
          SCHEMA,
          List.of("values.list.element"),
          (row, avro) -> {
            avro.put("track", row.track);
            avro.put("genre", row.genre);
            avro.put("values", row.values);
          },
          avro ->
              new TableRow(
                  avro.get("track").toString(),
                  avro.get("genre").toString(),
                  SegmentRow.floats((List<?>) avro.get("values"))));
}
