package org.tonewheel.pipelines.run;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/**
 * The features of a segment: a row of {@code segments/<featureSet>/}.
 *
 * @param track id
 * @param genre label
 * @param segment from 0
 * @param origin {@code real} or {@code synthetic}
 * @param frames count
 * @param features values a frame
 * @param values frame-major: frame 0's values, then frame 1's; {@code frames * features} of them
 */
public record SegmentRow(
    String track,
    String genre,
    int segment,
    String origin,
    int frames,
    int features,
    float[] values) {
  public static final String REAL = "real";
  public static final String SYNTHETIC = "synthetic";

  private static final Schema SCHEMA =
      FloatValues.after(
          SchemaBuilder.record("segment")
              .fields()
              .requiredString("track")
              .requiredString("genre")
              .requiredInt("segment")
              .requiredString("origin")
              .requiredInt("frames")
              .requiredInt("features"));

  public static final Table<SegmentRow> TABLE =
      new Table<>(
          SCHEMA,
          List.of(FloatValues.BULK),
          (row, avro) -> {
            avro.put("track", row.track);
            avro.put("genre", row.genre);
            avro.put("segment", row.segment);
            avro.put("origin", row.origin);
            avro.put("frames", row.frames);
            avro.put("features", row.features);
            FloatValues.write(row.values, avro);
          },
          avro ->
              new SegmentRow(
                  avro.get("track").toString(),
                  avro.get("genre").toString(),
                  (int) avro.get("segment"),
                  avro.get("origin").toString(),
                  (int) avro.get("frames"),
                  (int) avro.get("features"),
                  FloatValues.read(avro)));
}
