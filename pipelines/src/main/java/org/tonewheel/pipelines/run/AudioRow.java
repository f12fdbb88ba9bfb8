package org.tonewheel.pipelines.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/**
 * The decoded input of a track: a row of {@code audio/}.
 *
 * @param track id
 * @param pcm mono samples at the experiment's rate, stored as little-endian bytes; empty for a
 *     picture
 * @param picture the bytes of a picture's file, PNG or JPEG, as they are; null for audio
 */
public record AudioRow(String track, short[] pcm, byte[] picture) {
  private static final Schema SCHEMA =
      SchemaBuilder.record("audio")
          .fields()
          .requiredString("track")
          .requiredBytes("pcm")
          .optionalBytes("picture")
          .endRecord();

  public static final Table<AudioRow> TABLE =
      new Table<>(
          SCHEMA,
          List.of("pcm", "picture"),
          (row, avro) -> {
            avro.put("track", row.track);
            ByteBuffer bytes =
                ByteBuffer.allocate(2 * row.pcm.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asShortBuffer().put(row.pcm);
            avro.put("pcm", bytes);
            avro.put("picture", row.picture == null ? null : ByteBuffer.wrap(row.picture));
          },
          avro -> {
            ByteBuffer bytes = ((ByteBuffer) avro.get("pcm")).order(ByteOrder.LITTLE_ENDIAN);
            short[] pcm = new short[bytes.remaining() / 2];
            bytes.asShortBuffer().get(pcm);
            ByteBuffer picture = (ByteBuffer) avro.get("picture");
            return new AudioRow(
                avro.get("track").toString(), pcm, picture == null ? null : Table.bytes(picture));
          });

  /** A recording's row. */
  public static AudioRow ofSamples(String track, short[] pcm) {
    return new AudioRow(track, pcm, null);
  }

  /** A picture's row. */
  public static AudioRow ofPicture(String track, byte[] file) {
    return new AudioRow(track, new short[0], file);
  }

  /** The same of another track. */
  public AudioRow named(String id) {
    return new AudioRow(id, pcm, picture);
  }
}
