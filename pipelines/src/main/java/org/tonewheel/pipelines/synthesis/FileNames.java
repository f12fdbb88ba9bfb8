package org.tonewheel.pipelines.synthesis;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Names of files after genres, whatever these are called. */
final class FileNames {
  private static final int LONGEST = 40;
  private static final int HASH_DIGITS = 8;

  private FileNames() {}

  /**
   * A genre as part of a file's name on any file system: lower-case letters, digits and single
   * dashes. What had to be changed for it ends in a hash of the genre, so that no two genres share
   * a name, and none is called like the real segments of another.
   */
  static String of(String genre) {
    String safe = genre.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    safe = safe.substring(0, Math.min(LONGEST, safe.length()));
    if (safe.equals(genre)
        && !safe.isEmpty()
        && !safe.startsWith("-")
        && !safe.startsWith("real-")) {
      return safe;
    }
    String hash = Hashing.sha256().hashString(genre, StandardCharsets.UTF_8).toString();
    return "genre-" + safe.replaceAll("^-|-$", "") + "-" + hash.substring(0, HASH_DIGITS);
  }
}
