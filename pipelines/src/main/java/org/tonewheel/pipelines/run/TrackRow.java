package org.tonewheel.pipelines.run;

import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/**
 * A track that was decoded: a row of {@code tracks/}. One that is a picture has no seconds, sample
 * rate or channels: all three are 0.
 *
 * @param track id: path under the input
 * @param source the experiment's source it came from
 * @param genre label
 * @param uri where the file lies
 * @param sha256 of the file's bytes
 * @param seconds length of the decoded audio
 * @param sampleRate Hz, of the file
 * @param channels of the file
 * @param groups further columns of the manifest or metadata: column to value
 */
public record TrackRow(
    String track,
    String source,
    String genre,
    String uri,
    String sha256,
    double seconds,
    int sampleRate,
    int channels,
    Map<String, String> groups) {
  private static final Schema SCHEMA =
      SchemaBuilder.record("track")
          .fields()
          .requiredString("track")
          .requiredString("source")
          .requiredString("genre")
          .requiredString("uri")
          .requiredString("sha256")
          .requiredDouble("seconds")
          .requiredInt("sampleRate")
          .requiredInt("channels")
          .name("groups")
          .type()
          .map()
          .values()
          .stringType()
          .noDefault()
          .endRecord();

  public static final Table<TrackRow> TABLE =
      new Table<>(
          SCHEMA,
          List.of(),
          (row, avro) -> {
            avro.put("track", row.track);
            avro.put("source", row.source);
            avro.put("genre", row.genre);
            avro.put("uri", row.uri);
            avro.put("sha256", row.sha256);
            avro.put("seconds", row.seconds);
            avro.put("sampleRate", row.sampleRate);
            avro.put("channels", row.channels);
            avro.put("groups", row.groups);
          },
          avro ->
              new TrackRow(
                  avro.get("track").toString(),
                  avro.get("source").toString(),
                  avro.get("genre").toString(),
                  avro.get("uri").toString(),
                  avro.get("sha256").toString(),
                  (double) avro.get("seconds"),
                  (int) avro.get("sampleRate"),
                  (int) avro.get("channels"),
                  groups((Map<?, ?>) avro.get("groups"))));

  public TrackRow {
    groups = ImmutableSortedMap.copyOf(groups);
  }

  /** Whether the track's file is a picture. */
  public boolean isPicture() {
    return channels == 0;
  }

  /** Samples of the decoded audio at the experiment's rate. */
  public long samples(int rate) {
    return Math.round(seconds * rate);
  }

  private static Map<String, String> groups(Map<?, ?> avro) {
    ImmutableSortedMap.Builder<String, String> groups = ImmutableSortedMap.naturalOrder();
    avro.forEach((column, value) -> groups.put(column.toString(), value.toString()));
    return groups.buildOrThrow();
  }
}
