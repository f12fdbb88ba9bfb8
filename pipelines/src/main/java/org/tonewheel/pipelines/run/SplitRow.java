package org.tonewheel.pipelines.run;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/**
 * Where a track or a segment lies: a row of {@code splits/<name>.parquet}.
 *
 * @param track id
 * @param segment from 0, or null for all of the track's
 * @param fold from 0
 * @param side train, validation or test
 */
public record SplitRow(String track, Integer segment, int fold, String side) {
  private static final Schema SCHEMA =
      SchemaBuilder.record("assignment")
          .fields()
          .requiredString("track")
          .optionalInt("segment")
          .requiredInt("fold")
          .requiredString("side")
          .endRecord();

  public static final Table<SplitRow> TABLE =
      new Table<>(
          SCHEMA,
          List.of(),
          (row, avro) -> {
            avro.put("track", row.track);
            avro.put("segment", row.segment);
            avro.put("fold", row.fold);
            avro.put("side", row.side);
          },
          avro ->
              new SplitRow(
                  avro.get("track").toString(),
                  (Integer) avro.get("segment"),
                  (int) avro.get("fold"),
                  avro.get("side").toString()));
}
