package org.tonewheel.gan.quality;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Measures as they are taken, and why some could not be. */
final class Taken {
  private final Map<String, String> missing = new TreeMap<>();

  /** The measure; null, with the reason noted, if there are too few rows for it. */
  <T> T measure(String name, Supplier<T> measure) {
    try {
      return measure.get();
    } catch (TooFewRowsException e) {
      missing.put(name, e.getMessage());
      return null;
    }
  }

  /** Notes why a part of a measure is absent, if it is. */
  void explain(String name, boolean absent, String reason) {
    if (absent) {
      missing.put(name, reason);
    }
  }

  /** Name of what is absent → why. */
  Map<String, String> missing() {
    return Collections.unmodifiableMap(missing);
  }
}
