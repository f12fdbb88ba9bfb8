package org.tonewheel.pipelines.leaderboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.tonewheel.pipelines.run.Json;

/** What a page needs only when two runs are compared: JSON, compressed, as letters. */
final class Packed {

  private Packed() {}

  /** Returns the value as Base64 of gzip of JSON, which cannot end a script element. */
  static String of(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
      packed.write(Json.line(value).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
