package org.tonewheel.pipelines.learning;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.tonewheel.nets.RowShape;
import org.tonewheel.pipelines.run.Table;

/**
 * Which row of a mapped file is what: a row of the file of keys beside it.
 *
 * @param key the row's
 * @param shape of its floats; every row's is the same
 */
record KeyRow(TrainingSet.Key key, RowShape shape) {
  private static final Schema SCHEMA =
      SchemaBuilder.record("key")
          .fields()
          .requiredString("track")
          .requiredString("genre")
          .requiredInt("segment")
          .name("shape")
          .type()
          .array()
          .items()
          .intType()
          .noDefault()
          .endRecord();

  static final Table<KeyRow> TABLE =
      new Table<>(
          SCHEMA,
          List.of(),
          (row, avro) -> {
            avro.put("track", row.key.track());
            avro.put("genre", row.key.genre());
            avro.put("segment", row.key.segment());
            avro.put("shape", row.shape.dimensions());
          },
          avro ->
              new KeyRow(
                  new TrainingSet.Key(
                      avro.get("track").toString(),
                      avro.get("genre").toString(),
                      (int) avro.get("segment")),
                  new RowShape(
                      ((List<?>) avro.get("shape")).stream().map(n -> (Integer) n).toList())));

  /** All rows of a file of keys, in their order. */
  static List<KeyRow> readAll(Path file) throws IOException {
    List<KeyRow> rows = new ArrayList<>();
    try (Table<KeyRow>.Reader reader = TABLE.read(file)) {
      for (KeyRow row = reader.next(); row != null; row = reader.next()) {
        rows.add(row);
      }
    }
    return rows;
  }
}
