package org.tonewheel.pipelines.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/**
 * The decoded audio of a track: a row of {@code audio/}.
 *
 * @param track id
 * @param pcm mono samples at the experiment's rate; stored as little-endian bytes
 */
public record AudioRow(String track, short[] pcm) {
  private static final Schema SCHEMA =
      SchemaBuilder.record("audio")
          .fields()
          .requiredString("track")
          .requiredBytes("pcm")
          .endRecord();

  public static final Table<AudioRow> TABLE =
      new Table<>(
          SCHEMA,
          "pcm",
          (row, avro) -> {
            avro.put("track", row.track);
            ByteBuffer bytes =
                ByteBuffer.allocate(2 * row.pcm.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asShortBuffer().put(row.pcm);
            avro.put("pcm", bytes);
          },
          avro -> {
            ByteBuffer bytes = ((ByteBuffer) avro.get("pcm")).order(ByteOrder.LITTLE_ENDIAN);
            short[] pcm = new short[bytes.remaining() / 2];
            bytes.asShortBuffer().get(pcm);
            return new AudioRow(avro.get("track").toString(), pcm);
          });
}
