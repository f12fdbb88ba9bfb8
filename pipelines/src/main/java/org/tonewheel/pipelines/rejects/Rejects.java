package org.tonewheel.pipelines.rejects;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.RunDirectory;

/** The inputs of a run that could not be used. */
public final class Rejects {
  private static final List<String> STAGES = List.of("ingest", "features");

  private Rejects() {}

  /** Reads the lines that stages committed, in the stages' order and theirs. */
  public static List<RejectedRow> read(RunDirectory run) throws IOException {
    List<RejectedRow> rows = new ArrayList<>();
    each(run, rows::add);
    return rows;
  }

  /** As {@link #read}, one at a time: a table may have many. */
  static void each(RunDirectory run, Consumer<RejectedRow> to) throws IOException {
    for (String stage : STAGES) {
      Optional<Commit> commit = Commit.read(run.rejectedCommit(stage));
      for (Part part : commit.map(Commit::parts).orElse(List.of())) {
        try (BufferedReader lines = Files.newBufferedReader(run.rejected().resolve(part.file()))) {
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            to.accept(Json.parse(line, RejectedRow.class));
          }
        }
      }
    }
  }

  /** Hash of all lines. */
  public static String content(RunDirectory run) throws IOException {
    Fingerprint content = Fingerprint.of("rejects", 1);
    for (String stage : STAGES) {
      content.with(
          stage, Commit.read(run.rejectedCommit(stage)).map(Commit::content).orElse("none"));
    }
    return content.hex();
  }
}
