package org.tonewheel.pipelines.run;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/**
 * What a branch says of a segment that it was not trained on: a row of {@code
 * predictions/<branch>.parquet}.
 *
 * @param track id
 * @param segment from 0
 * @param fold from 0
 * @param side validation or test
 * @param genre the true one
 * @param probabilities one a genre, in the order of the branch's genres
 */
public record PredictionRow(
    String track, int segment, int fold, String side, String genre, double[] probabilities) {
  private static final Schema SCHEMA =
      SchemaBuilder.record("prediction")
          .fields()
          .requiredString("track")
          .requiredInt("segment")
          .requiredInt("fold")
          .requiredString("side")
          .requiredString("genre")
          .name("probabilities")
          .type()
          .array()
          .items()
          .doubleType()
          .noDefault()
          .endRecord();

  public static final Table<PredictionRow> TABLE =
      new Table<>(
          SCHEMA,
          List.of("probabilities.list.element"),
          (row, avro) -> {
            avro.put("track", row.track);
            avro.put("segment", row.segment);
            avro.put("fold", row.fold);
            avro.put("side", row.side);
            avro.put("genre", row.genre);
            avro.put("probabilities", row.probabilities);
          },
          avro ->
              new PredictionRow(
                  avro.get("track").toString(),
                  (int) avro.get("segment"),
                  (int) avro.get("fold"),
                  avro.get("side").toString(),
                  avro.get("genre").toString(),
                  ((List<?>) avro.get("probabilities"))
                      .stream().mapToDouble(p -> (Double) p).toArray()));
}
