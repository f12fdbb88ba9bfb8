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
      FloatValues.after(
          SchemaBuilder.record("row").fields().requiredString("track").requiredString("genre"));

  public static final Table<TableRow> TABLE =
      new Table<>(
          SCHEMA,
          List.of(FloatValues.BULK),
          (row, avro) -> {
            avro.put("track", row.track);
            avro.put("genre", row.genre);
            FloatValues.write(row.values, avro);
          },
          avro ->
              new TableRow(
                  avro.get("track").toString(),
                  avro.get("genre").toString(),
                  FloatValues.read(avro)));
}
