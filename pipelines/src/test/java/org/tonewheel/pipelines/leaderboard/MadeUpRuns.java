package org.tonewheel.pipelines.leaderboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tonewheel.pipelines.report.Report;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.data.SampleRun;
import org.tonewheel.pipelines.run.Json;

/** A folder of runs whose reports are real and whose data is made up. */
final class MadeUpRuns {
  /** What {@link SampleRun} has that is chosen, and its leaky arm. */
  static final String CHOSEN = "net5-adam-0.001-artist";

  static final String LEAKY = "net5-adam-0.001-leaky";

  private final Path folder;

  private MadeUpRuns(Path folder) {
    this.folder = folder;
  }

  static MadeUpRuns in(Path folder) throws IOException {
    return new MadeUpRuns(Files.createDirectories(folder));
  }

  Path page() {
    return folder.resolve(Leaderboard.PAGE);
  }

  /** A run with this report. */
  Path run(String name, String created, ReportData data) throws IOException {
    Report.write(data, folder.resolve(name).resolve("report"));
    return describe(name, created, data.experiment(), data.inputFingerprint(), 42);
  }

  /** Its {@code run.json}. */
  Path describe(String name, String created, String experiment, String fingerprint, int epochs)
      throws IOException {
    Path run = Files.createDirectories(folder.resolve(name));
    Json.write(
        run.resolve("run.json"),
        ImmutableMap.builder()
            .put("formatVersion", 1)
            .put("run", name)
            .put(
                "experiment",
                ImmutableMap.of(
                    "name",
                    experiment,
                    "seed",
                    42,
                    "splits",
                    Map.of("artist", Map.of("folds", 5)),
                    "branches",
                    List.of(ImmutableMap.of("net", "net5", "epochs", epochs))))
            .put("seed", 42)
            .put("input", "/data/gtzan/ten")
            .put("inputFingerprint", fingerprint)
            .put("versions", Map.of("Tonewheel", "0.1.0"))
            .put("commit", "6364d03")
            .put("created", created)
            .put("unknownToThisProgram", List.of(1))
            .buildOrThrow());
    return run;
  }

  /** Runs like one that is there, each with other figures, outcomes and settings. */
  void copies(String of, int count) throws IOException {
    Path report = folder.resolve(of).resolve("report");
    String metrics = Files.readString(report.resolve("metrics.json"));
    String outcomes = Files.readString(report.resolve("outcomes.json"));
    SplittableRandom random = new SplittableRandom(7);
    Instant first = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < count; i++) {
      String name = "copy-%03d".formatted(i);
      ObjectNode changed = Json.parse(metrics, ObjectNode.class);
      for (String part : List.of("branches", "baselines")) {
        for (JsonNode entry : changed.get(part)) {
          for (JsonNode level : List.of(entry.at("/test/track"), entry.at("/test/segment"))) {
            if (level instanceof ObjectNode figures) {
              figures.put(
                  "accuracy",
                  Math.min(1, figures.get("accuracy").asDouble() + random.nextDouble(-0.1, 0.1)));
            }
          }
        }
      }
      ObjectNode other = Json.parse(outcomes, ObjectNode.class);
      for (JsonNode outcome : other.get("branches")) {
        ArrayNode said = (ArrayNode) outcome.get("said");
        for (int k = 0; k < said.size() / 8; k++) {
          said.set(random.nextInt(said.size()), random.nextInt(SampleRun.GENRES.size()));
        }
      }
      String created = first.plusSeconds(30_000L * i).toString();
      Path run = describe(name, created, "sweep-" + i % 7, "9b1c6f0e", i);
      Files.createDirectories(run.resolve("report"));
      Files.writeString(
          run.resolve("report/metrics.json"), changed.toPrettyString()); // as large as a real one
      Files.writeString(run.resolve("report/outcomes.json"), other.toString());
    }
  }
}
