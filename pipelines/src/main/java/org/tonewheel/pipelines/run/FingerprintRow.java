package org.tonewheel.pipelines.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/**
 * What a track's sound is recognised by: a row of {@code fingerprints/}.
 *
 * @param track id
 * @param samples SHA-256 of the decoded samples as {@code audio/} has them; null where it is not
 *     wanted, and of a picture
 * @param words the fingerprint of the sound, stored as little-endian bytes; empty where it is not
 *     wanted, and of a picture
 */
public record FingerprintRow(String track, String samples, int[] words) {
  private static final Schema SCHEMA =
      SchemaBuilder.record("fingerprint")
          .fields()
          .requiredString("track")
          .optionalString("samples")
          .requiredBytes("words")
          .endRecord();

  public static final Table<FingerprintRow> TABLE =
      new Table<>(
          SCHEMA,
          List.of("samples", "words"),
          (row, avro) -> {
            avro.put("track", row.track);
            avro.put("samples", row.samples);
            ByteBuffer bytes =
                ByteBuffer.allocate(Integer.BYTES * row.words.length)
                    .order(ByteOrder.LITTLE_ENDIAN);
            bytes.asIntBuffer().put(row.words);
            avro.put("words", bytes);
          },
          avro -> {
            ByteBuffer bytes = ((ByteBuffer) avro.get("words")).order(ByteOrder.LITTLE_ENDIAN);
            int[] words = new int[bytes.remaining() / Integer.BYTES];
            bytes.asIntBuffer().get(words);
            Object samples = avro.get("samples");
            return new FingerprintRow(
                avro.get("track").toString(), samples == null ? null : samples.toString(), words);
          });
}
