package org.tonewheel.pipelines.run;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/**
 * A picture as a net sees it: a row of {@code images/<pictureSet>/}.
 *
 * @param track id
 * @param genre label
 * @param segment from 0, or null for the whole track
 * @param origin {@code real} or {@code synthetic}
 * @param png a PNG file of the picture set's size, 24 bits a pixel
 */
public record ImageRow(String track, String genre, Integer segment, String origin, byte[] png) {
  private static final Schema SCHEMA =
      SchemaBuilder.record("image")
          .fields()
          .requiredString("track")
          .requiredString("genre")
          .optionalInt("segment")
          .requiredString("origin")
          .requiredBytes("png")
          .endRecord();

  public static final Table<ImageRow> TABLE =
      new Table<>(
          SCHEMA,
          List.of("png"),
          (row, avro) -> {
            avro.put("track", row.track);
            avro.put("genre", row.genre);
            avro.put("segment", row.segment);
            avro.put("origin", row.origin);
            avro.put("png", ByteBuffer.wrap(row.png));
          },
          avro ->
              new ImageRow(
                  avro.get("track").toString(),
                  avro.get("genre").toString(),
                  (Integer) avro.get("segment"),
                  avro.get("origin").toString(),
                  Table.bytes((ByteBuffer) avro.get("png"))));
}
