package org.tonewheel.pipelines.tracking;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What MLflow takes: names of few characters, and texts that are not too long. */
final class MlflowLimits {
  /** Characters of a parameter; servers before 2.10 take no more. */
  static final int PARAM = 500;

  /** Characters of a tag; servers before 2.19 take no more. */
  static final int TAG = 5000;

  /** Parameters, or tags, in a request. */
  static final int TEXTS_AT_ONCE = 100;

  /** Metrics in a request, which takes 1000 of all kinds. */
  static final int METRICS_AT_ONCE = 800;

  private static final int KEY = 250;
  private static final Pattern STRANGE = Pattern.compile("[^A-Za-z0-9_. -]");
  private static final String CUT = "...";

  private MlflowLimits() {}

  /**
   * A name that MLflow takes. One that had to be changed ends in a hash of what it was, so that two
   * never become one.
   */
  static String key(String text) {
    String plain = STRANGE.matcher(text).replaceAll("_");
    if (plain.equals(text) && plain.length() <= KEY) {
      return plain;
    }
    String hash = Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
    return plain.substring(0, Math.min(plain.length(), KEY - 9)) + "_" + hash.substring(0, 8);
  }

  /** A text on one line that is not longer than so many characters. */
  static String value(String text, int longest) {
    String line = text.replaceAll("[\\p{Cntrl}&&[^\n]]", " ");
    if (line.length() <= longest) {
      return line;
    }
    int end = longest - CUT.length();
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + CUT;
  }
}
