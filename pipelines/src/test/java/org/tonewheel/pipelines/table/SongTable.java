package org.tonewheel.pipelines.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.tonewheel.pipelines.experiment.file.ExperimentException;
import org.tonewheel.pipelines.experiment.file.ExperimentFile;
import org.tonewheel.pipelines.experiment.settings.Experiment;

/**
 * A small table of songs as people have them: genres that two numbers tell apart more often than
 * not, artists of several songs, rows that equal another under the other genre, values that are
 * missing.
 */
public final class SongTable {
  /** The experiment's beginning; splits, sets and branches are to follow. */
  public static final String COLUMNS =
      """
      name: songs
      sources:
        - table: .
          missing: ["?"]
          repeats: [energy, tempo, key]
          columns:
            id: {role: ignored}
            artist: {role: group, missing: [nobody]}
            energy: {role: numeric, min: 0, max: 1, bounds: reject}
            tempo: {role: numeric, missing: ["-1"], min: 20, max: 400}
            key: {role: categorical, categories: [A, "A#", B]}
            genre: {role: label}
      """;

  private static final String HEADER = "id,artist,energy,tempo,key,genre";
  private static final List<String> KEYS = List.of("A", "A#", "B");

  private SongTable() {}

  /**
   * So many songs: every tenth equals the one before in all but the genre; every 13th has no tempo;
   * every 17th no artist. Jazz is half of rock.
   */
  public static List<String> songs(int count) {
    SplittableRandom random = new SplittableRandom(7);
    List<String> rows = new ArrayList<>();
    String values = "";
    boolean jazz = false;
    for (int i = 0; i < count; i++) {
      if (i % 10 == 9) {
        jazz = !jazz;
      } else {
        jazz = i % 3 == 0;
        double energy = random.nextDouble() * 0.6 + (jazz ? 0 : 0.4);
        double tempo = 80 + 60 * random.nextDouble() + (jazz ? 0 : 30);
        values =
            String.format(
                Locale.ROOT,
                "%.4f,%s,%s",
                energy,
                i % 13 == 0
                    ? (i % 2 == 0 ? "-1.0" : "?")
                    : String.format(Locale.ROOT, "%.3f", tempo),
                KEYS.get(random.nextInt(3)));
      }
      String artist = i % 17 == 0 ? "nobody" : "\"Artist, no. " + i / 5 + "\"";
      rows.add(i + "," + artist + "," + values + "," + (jazz ? "jazz" : "rock"));
    }
    return rows;
  }

  /** Writes rows behind the header. */
  public static Path write(Path file, List<String> rows) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(HEADER);
    lines.addAll(rows);
    return Files.write(file, lines);
  }

  /** The experiment of these lines behind the columns. */
  public static Experiment experiment(String more) {
    return parse(COLUMNS + more);
  }

  /** The experiment of a text. */
  static Experiment parse(String yaml) {
    try {
      return ExperimentFile.parse(Path.of("songs.yaml"), yaml).experiment();
    } catch (ExperimentException e) {
      throw new AssertionError(e);
    }
  }
}
