package org.tonewheel.pipelines.demo;

/** Names of made-up artists. */
final class ArtistNames {
  private static final String[] FIRST = {
    "Velvet",
    "Paper",
    "Copper",
    "Silent",
    "Northern",
    "Hollow",
    "Crimson",
    "Winter",
    "Glass",
    "Wild"
  };
  private static final String[] SECOND = {
    "Larks", "Engines", "Orchard", "Lanterns", "Parade", "Tides"
  };

  private ArtistNames() {}

  /** The name of a genre's artist; different for each. */
  static String of(int genre, int artist) {
    return FIRST[(genre + artist) % FIRST.length] + " " + SECOND[artist];
  }
}
