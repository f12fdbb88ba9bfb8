package org.tonewheel.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.cli.SmallMusic.figures;
import static org.tonewheel.pipelines.cli.SmallMusic.predictions;
import static org.tonewheel.pipelines.cli.SmallMusic.tonewheel;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.cli.SmallMusic.Outcome;
import org.tonewheel.pipelines.rejects.RejectedRow;
import org.tonewheel.pipelines.rejects.Rejects;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.PredictionRow;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.SplitRow;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.Table;

/** The whole workflow on a little synthetic music, in this process. */
class WorkflowIT {
  @TempDir static Path shared;
  static SmallMusic music;
  static Path whole;
  static Outcome first;

  @TempDir Path folder;

  @BeforeAll
  static void runOnce() throws Exception {
    music = SmallMusic.in(shared);
    whole = shared.resolve("whole");
    first = tonewheel(music.run(whole));
  }

  @Test
  void wholeRun_endsWithZero_andSaysWhatItDid() throws Exception {
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.json().get("state")).isEqualTo("done");
    assertThat(first.json().get("run")).isEqualTo(whole.toString());
    assertThat((Map<?, ?>) first.json().get("counts"))
        .extracting("tracks", "rejected", "branches", "trained")
        .containsExactly(120, 2, 15, 15);
    assertThat(Path.of((String) first.json().get("report"))).exists();
    assertThat(first.err().strip().lines().reduce((one, next) -> next).orElseThrow())
        .isEqualTo(
            "2 files were rejected (1 not-audio, 1 truncated); see " + whole.resolve("rejected"));
  }

  @Test
  void brokenFiles_areRejectedWithTheirReasons() throws Exception {
    assertThat(Rejects.read(RunDirectory.at(whole)))
        .extracting(RejectedRow::reason)
        .containsExactlyInAnyOrder("truncated", "not-audio");
  }

  @Test
  void figures_sayTheirProtocol_andTheBestIsOfTheSafestSplit() throws Exception {
    JsonNode metrics = Json.read(whole.resolve("report/metrics.json"), JsonNode.class);
    assertThat(metrics.path("branches")).hasSize(9);
    assertThat(metrics.path("baselines")).hasSize(3);
    for (JsonNode branch : metrics.path("branches")) {
      assertThat(branch.path("safe").asBoolean())
          .isEqualTo(!branch.path("protocol").asText().equals("segment"));
      double accuracy = branch.path("test").path("track").path("accuracy").asDouble();
      assertThat(accuracy).as(branch.path("branch").asText()).isBetween(0.05, 1.0);
    }
    assertThat(metrics.path("best").path("branch").asText()).contains("artist");
    assertThat(metrics.path("rejected"))
        .extracting(cause -> cause.path("stage").asText() + " " + cause.path("reason").asText())
        .containsExactly("ingest not-audio", "ingest truncated");
    assertThat(metrics.at("/rejected/0/genres").elements().next().asInt()).isOne();
    assertThat(metrics.at("/rejected/0/first/0/uri").asText()).doesNotStartWith("/");
  }

  @Test
  void sameCommandAgain_doesNothingTwice() throws Exception {
    Map<String, List<PredictionRow>> before = predictions(whole);
    Outcome again = tonewheel(music.run(whole));
    assertThat(again.exit()).as(again.err()).isZero();
    try (Stream<Path> states = Files.list(whole.resolve("state"))) {
      for (Path state : states.filter(f -> f.toString().endsWith(".json")).toList()) {
        assertThat(StageState.read(state).orElseThrow().attempt()).as(state.toString()).isOne();
      }
    }
    assertThat(predictions(whole)).usingRecursiveComparison().isEqualTo(before);
  }

  @Test
  void stageByStage_givesTheSameFiguresAsOneRun() throws Exception {
    Path run = folder.resolve("stages");
    String[] ingest = music.run(run);
    ingest[0] = "ingest";
    assertThat(tonewheel(ingest).exit()).isZero();
    assertThat(tonewheel("features", "--run=" + run).exit()).isZero();
    List<String> branches = new ArrayList<>();
    for (JsonNode branch : listed(run).path("branches")) {
      branches.add(branch.path("id").asText());
    }
    assertThat(branches).hasSize(15);
    for (String branch : branches) {
      Outcome train = tonewheel("train", "--run=" + run, "--branch=" + branch);
      assertThat(train.exit()).as(train.err()).isZero();
    }
    assertThat(tonewheel("report", "--run=" + run).exit()).isZero();
    assertThat(predictions(run)).usingRecursiveComparison().isEqualTo(predictions(whole));
    assertThat(figures(run)).isEqualTo(figures(whole));
  }

  private static JsonNode listed(Path run) throws IOException {
    Outcome outcome = tonewheel("train", "--list", "--run=" + run);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return Json.parse(outcome.out().lines().reduce((first, last) -> last).get(), JsonNode.class);
  }

  @Test
  void listOfBranches_isATableAndALineOfJson() throws Exception {
    Outcome outcome = tonewheel("train", "--list", "--run=" + whole);
    assertThat(outcome.out().lines()).hasSize(15 + 1).contains("done     forest-frames33-track-s7");
    JsonNode list = listed(whole);
    assertThat(list.path("run").asText()).isEqualTo(whole.toString());
    assertThat(list.path("stage").asText()).isEqualTo("train");
    Map<String, JsonNode> byId = new TreeMap<>();
    list.path("branches").forEach(branch -> byId.put(branch.path("id").asText(), branch));
    assertThat(byId).hasSize(15);
    JsonNode forest = byId.get("forest-frames33-track-s7");
    assertThat(forest.path("kind").asText()).isEqualTo("tribuo");
    assertThat(forest.path("state").asText()).isEqualTo("done");
    assertThat(forest.path("configuration").asText()).isEqualTo("forest-frames33-track");
    assertThat(forest.path("memoryBytes").asLong()).isPositive();
    JsonNode longer = byId.get("net5-adam-0.001-e8-frames33-artist-f2-s7");
    assertThat(longer.path("kind").asText()).isEqualTo("deep");
    assertThat(longer.path("family").asText())
        .isEqualTo("net5-adam-0.001-e4-frames33-artist-f2-s7");
    assertThat(longer.path("memoryBytes").asLong()).isPositive();
  }

  @Test
  void listBeforeFeatures_knowsNoMemoryYet_andASynthesisIsListedAlike() throws Exception {
    Path experiment = folder.resolve("early.yaml");
    Files.writeString(
        experiment,
        """
        name: early
        featureSets: {frames33: {}}
        splits: {track: {protocol: track}}
        synthesis: {sets: {smote: {method: smote, samples: 5}}}
        branches: [{net: logistic, split: track, synthesis: smote}]
        """);
    Path run = folder.resolve("run");
    assertThat(
            tonewheel(
                    "ingest",
                    "--experiment=" + experiment,
                    "--input=" + music.input,
                    "--run=" + run)
                .exit())
        .isZero();
    JsonNode branch = listed(run).path("branches").get(0);
    assertThat(branch.path("state").asText()).isEqualTo("pending");
    assertThat(branch.has("memoryBytes")).isFalse();
    Map<?, ?> syntheses = tonewheel("synthesize", "--list", "--run=" + run).json();
    assertThat(syntheses.get("stage")).isEqualTo("synthesize");
    assertThat(syntheses.get("branches"))
        .isEqualTo(
            List.of(
                Map.of(
                    "id", "smote-frames33-track-s42",
                    "configuration", "smote",
                    "family", "smote-frames33-track-s42",
                    "kind", "smote",
                    "state", "pending")));
  }

  @Test
  void oneFileMore_andAnEqualFile_redoLittle() throws Exception {
    Path input = folder.resolve("music");
    SmallMusic.copy(music.input, input);
    Path run = folder.resolve("run");
    String[] ingest = {
      "ingest", "--experiment=" + music.experiment, "--input=" + input, "--run=" + run
    };
    assertThat(tonewheel(ingest).exit()).isZero();
    Path some = firstTrack(input);
    Files.copy(some, some.resolveSibling("again-" + some.getFileName()));

    Outcome second = tonewheel(ingest);
    assertThat(second.exit()).as(second.err()).isZero();
    assertThat((Map<?, ?>) second.json().get("counts"))
        .extracting("tracks", "decoded", "reused")
        .as("the equal file is a track of its own, and nothing good is decoded again")
        .containsExactly(121, 0, 120); // 120 hashes, each once
    assertThat(tonewheel("features", "--run=" + run).exit()).isZero();
  }

  @Test
  void stageThatSomeoneElseWrites_endsWith75() throws Exception {
    Path run = folder.resolve("run");
    String[] ingest = music.run(run);
    ingest[0] = "ingest";
    assertThat(tonewheel(ingest).exit()).isZero();
    try (Lease other = Lease.take(RunDirectory.at(run).lease("features"))) {
      Outcome held = tonewheel("features", "--run=" + run);
      assertThat(held.exit()).isEqualTo(75);
      assertThat(held.err()).contains("features is being written by process");
      other.check();
    }
    assertThat(tonewheel("features", "--run=" + run).exit()).isZero();
  }

  @Test
  void splitThatBreaksItsPromise_failsBeforeTraining() throws Exception {
    Path run = folder.resolve("run");
    SmallMusic.copy(whole, run);
    Path split = run.resolve("splits/track.parquet");
    List<SplitRow> rows = new ArrayList<>();
    try (Table<SplitRow>.Reader reader = SplitRow.TABLE.read(split)) {
      for (SplitRow row = reader.next(); row != null; row = reader.next()) {
        rows.add(row);
      }
    }
    SplitRow moved = rows.remove(0);
    String elsewhere = moved.side().equals("train") ? "test" : "train";
    rows.add(new SplitRow(moved.track(), 0, 0, moved.side()));
    rows.add(new SplitRow(moved.track(), 1, 0, elsewhere));
    Path tampered = folder.resolve("tampered");
    try (Table<SplitRow>.Writer writer = SplitRow.TABLE.write(tampered)) {
      for (SplitRow row : rows) {
        writer.add(row);
      }
    }
    Files.move(tampered, split, StandardCopyOption.REPLACE_EXISTING);
    Outcome train = tonewheel("train", "--run=" + run);
    assertThat(train.exit()).isEqualTo(65);
    assertThat(train.err()).contains("split 'track'").contains(moved.track());
  }

  @Test
  void wrongCalls_endWithTheirCodes() throws Exception {
    assertThat(tonewheel("run", "--input=x").exit()).isEqualTo(64);
    assertThat(tonewheel(music.run(whole, "--nosuch=1")).exit()).isEqualTo(64);
    assertThat(tonewheel("features", "--run=" + folder).exit()).isEqualTo(64);
    assertThat(tonewheel("synthesize").exit()).isEqualTo(64);
    assertThat(tonewheel("synthesize", "--run=" + whole).exit()).isEqualTo(99);
    assertThat(tonewheel("train", "--run=" + whole, "--branch=nosuch").exit()).isEqualTo(64);

    Path wrong = folder.resolve("wrong.yaml");
    Files.writeString(wrong, "name: wrong\nbranches:\n  - {net: net5, epoch: 3}\n");
    Outcome typo =
        tonewheel("run", "--experiment=" + wrong, "--input=" + music.input, "--run=" + folder);
    assertThat(typo.exit()).isEqualTo(78);
    assertThat(typo.err()).contains("wrong.yaml:3").contains("epochs");
    assertThat(folder.resolve("run.json")).as("nothing was begun").doesNotExist();
  }

  @Test
  void genreWithoutADecodableTrack_endsWith65() throws Exception {
    Path input = folder.resolve("music");
    SmallMusic.copy(music.input, input);
    Files.createDirectories(input.resolve("polka"));
    Files.writeString(input.resolve("polka/a.mp3"), "this is no music");
    Path run = folder.resolve("run");
    Outcome ingest =
        tonewheel("ingest", "--experiment=" + music.experiment, "--input=" + input, "--run=" + run);
    assertThat(ingest.exit()).isEqualTo(65);
    assertThat(ingest.err()).contains("polka");
  }

  @Test
  void experimentWithoutBranches_endsAfterFeatures() throws Exception {
    Path experiment = folder.resolve("features.yaml");
    Files.writeString(experiment, "name: features\nfeatureSets: {frames33: {}}\n");
    Path run = folder.resolve("run");
    Outcome features =
        tonewheel("run", "--experiment=" + experiment, "--input=" + music.input, "--run=" + run);
    assertThat(features.exit()).as(features.err()).isZero();
    assertThat(run.resolve("segments/frames33/COMMIT.json")).exists();
    assertThat(run.resolve("repeats/repeats.json")).exists();
    assertThat(Files.readString(run.resolve("report/index.html"))).contains("<h3>Repeats</h3>");
    assertThat(tonewheel("train", "--run=" + run).exit()).isEqualTo(99);
  }

  @Test
  void sameOutput_findsItsRunAgain_andFreshStartsAnother() throws Exception {
    Path experiment = folder.resolve("features.yaml");
    Files.writeString(experiment, "name: features\nfeatureSets: {frames33: {}}\n");
    String[] command = {
      "ingest",
      "--experiment=" + experiment,
      "--input=" + music.input,
      "--output=" + folder.resolve("runs")
    };
    Object run = tonewheel(command).json().get("run");
    assertThat(tonewheel(command).json().get("run")).isEqualTo(run);
    List<String> fresh = new ArrayList<>(List.of(command));
    fresh.add("--fresh");
    assertThat(tonewheel(fresh.toArray(String[]::new)).json().get("run")).isEqualTo(run + "-2");
    Outcome list = tonewheel("runs", "--output=" + folder.resolve("runs"));
    assertThat(list.out().lines()).hasSize(3);
  }

  @Test
  void demosMusicAlone_isMadeWithoutARun() throws Exception {
    Path audio = folder.resolve("only music");
    Outcome outcome = tonewheel("demo", "--audio-only=" + audio, "--tracks=1");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.json().get("audio")).isEqualTo(audio.toString());
    assertThat(audio.resolve("tracks.csv")).exists();
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(audio));
  }

  private static Path firstTrack(Path input) throws IOException {
    try (Stream<Path> files = Files.walk(input)) {
      return files
          .filter(file -> file.toString().endsWith(".wav"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }
}
