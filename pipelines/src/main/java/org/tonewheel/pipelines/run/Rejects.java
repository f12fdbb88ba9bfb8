package org.tonewheel.pipelines.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The inputs of a run that could not be used. */
public final class Rejects {
  private Rejects() {}

  /** Reads the lines that stages committed, in their order. */
  public static List<RejectedRow> read(RunDirectory run) throws IOException {
    List<RejectedRow> rows = new ArrayList<>();
    for (String stage : List.of("ingest", "features")) {
      Optional<Commit> commit = Commit.read(run.rejectedCommit(stage));
      if (commit.isPresent()) {
        for (Part part : commit.get().parts()) {
          Path file = run.rejected().resolve(part.file());
          for (String line : Files.readAllLines(file)) {
            rows.add(Json.parse(line, RejectedRow.class));
          }
        }
      }
    }
    return rows;
  }
}
