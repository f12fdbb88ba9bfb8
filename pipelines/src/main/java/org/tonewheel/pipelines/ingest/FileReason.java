package org.tonewheel.pipelines.ingest;

import java.util.Locale;

/** Why a file could not even be looked into; what it holds has reasons of its own. */
public enum FileReason {
  /** A manifest names it, and it is not there. */
  MISSING,
  /** It is there and could not be read. */
  UNREADABLE,
  /** It changed between its hashing and its decoding. */
  CHANGED;

  /** The stable name that tables and reports carry, such as {@code unreadable}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
