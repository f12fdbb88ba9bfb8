package org.tonewheel.pipelines.run;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The hash of everything a result depends on. Parts are written as JSON with their names, so that
 * two different lists of parts never give the same text.
 */
public final class Fingerprint {
  private final Hasher hasher = Hashing.sha256().newHasher();

  private Fingerprint() {}

  /**
   * Starts the fingerprint of a kind of result; {@code version} grows when its code's result does.
   */
  public static Fingerprint of(String kind, int version) {
    return new Fingerprint().with("kind", kind).with("version", version);
  }

  /** Adds a part: anything that Jackson writes. */
  public Fingerprint with(String name, Object part) {
    String text = Json.line(name) + ":" + Json.line(part);
    hasher.putInt(text.length()).putString(text, StandardCharsets.UTF_8);
    return this;
  }

  /** 64 hexadecimal digits. */
  public String hex() {
    return hasher.hash().toString();
  }

  /** The SHA-256 of a file's bytes. */
  public static String sha256(Path file) throws IOException {
    return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
  }
}
