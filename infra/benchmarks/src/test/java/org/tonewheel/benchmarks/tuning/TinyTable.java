package org.tonewheel.benchmarks.tuning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A table in the shape of the second paper's: two genres, which popularity mostly tells apart. */
final class TinyTable {
  private static final String HEADER =
      "instance_id,artist_name,track_name,popularity,acousticness,danceability,duration_ms,energy,"
          + "instrumentalness,key,liveness,loudness,mode,speechiness,tempo,obtained_date,valence,"
          + "music_genre";

  private TinyTable() {}

  /** Writes the table: as many rows of each genre, and a blank one after them. */
  static Path write(Path file, int ofGenre) throws IOException {
    Random random = new Random(1);
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (int row = 0; row < 2 * ofGenre; row++) {
      lines.add(row(row, random));
    }
    lines.add(",".repeat(17));
    return Files.write(file, lines);
  }

  private static String row(int number, Random random) {
    boolean blues = number % 2 == 0;
    List<Object> cells = new ArrayList<>(List.of(number, "artist", "\"track, one\""));
    cells.add((blues ? 30 : 60) + random.nextInt(20));
    cells.add(random.nextDouble());
    cells.add(random.nextDouble());
    cells.add(number % 5 == 0 ? "-1.0" : 200_000 + random.nextInt(1000));
    cells.add(random.nextDouble());
    cells.add(random.nextDouble());
    cells.add(blues ? "C#" : "A");
    cells.add(random.nextDouble());
    cells.add(-random.nextInt(20));
    cells.add(random.nextBoolean() ? "Minor" : "Major");
    cells.add(random.nextDouble());
    cells.add(number % 7 == 0 ? "?" : 80 + random.nextInt(80));
    cells.add("4-Apr");
    cells.add(random.nextDouble());
    cells.add(blues ? "Blues" : "Rap");
    return String.join(",", cells.stream().map(Object::toString).toList());
  }
}
