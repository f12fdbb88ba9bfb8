package org.tonewheel.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.cli.SmallMusic.tonewheel;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.cli.SmallMusic.Outcome;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.PredictionRow;

/** The whole workflow on pictures and on sounds, divided by a published list. */
class PictureRunIT {
  private static final List<String> GENRES = List.of("jazz", "polka", "rock");
  private static final int TRACKS_A_GENRE = 7;
  private static final int SAMPLES = 6000;

  @TempDir static Path folder;
  private static Path run;
  private static String[] command;
  private static Outcome first;

  @BeforeAll
  static void runOnce() throws Exception {
    SoundFolder input = SoundFolder.in(folder);
    List<String> sides = new ArrayList<>(List.of("track,side"));
    int seed = 0;
    for (String genre : GENRES) {
      for (int i = 0; i < TRACKS_A_GENRE; i++) {
        input.png("pictures/%s/%s%d.png".formatted(genre, genre, i), 20, 20, seed);
        input.sound("sounds/%s/%s%d.wav".formatted(genre, genre, i), SAMPLES, seed++);
        String side = i == 6 ? "" : i > 3 ? "test" : i == 3 ? "valid" : "train";
        sides.add("%s%d,%s".formatted(genre, i, side));
      }
    }
    input.text("tracks.csv", sides.toArray(String[]::new));
    Path experiment =
        Files.write(
            folder.resolve("pictures.yaml"),
            List.of(
                "name: pictures",
                "seed: 7",
                "sources:",
                "  - {name: given, content: pictures, folder: pictures, metadata: tracks.csv}",
                "  - {name: sounds, folder: sounds, metadata: tracks.csv}",
                "audio: {segmentSamples: " + SAMPLES / 2 + ", segments: 2}",
                "featureSets: {mel: {nFft: 512, hopLength: 100, mel: 16}}",
                "pictureSets:",
                "  files: {width: 16, height: 12}",
                "  drawn: {width: 16, height: 12, features: mel}",
                "splits: {listed: {protocol: lists, column: side}}",
                "branches:",
                "  - {net: net1, source: given, features: files, epochs: [1, 3], batchSize: 4}",
                "  - {net: net3, source: sounds, features: drawn, epochs: 1, batchSize: 4}",
                "  - {net: house-cnn, source: sounds, epochs: 2, batchSize: 4}"));
    run = folder.resolve("run");
    command =
        new String[] {
          "run", "--experiment=" + experiment, "--input=" + input.input(), "--run=" + run
        };
    first = tonewheel(command);
  }

  @Test
  void wholeRun_trainsEveryNet_andReportsIt() throws Exception {
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat((Map<?, ?>) first.json().get("counts"))
        .extracting("tracks", "branches", "trained", "failed")
        .containsExactly(42, 4, 4, 0);
    JsonNode metrics = Json.read(run.resolve("report/metrics.json"), JsonNode.class);
    assertThat(metrics.path("counts").toString())
        .isEqualTo("{\"tracks\":42,\"segments\":42,\"pictures\":21,\"rejected\":0}");
    for (JsonNode branch : metrics.path("branches")) {
      assertThat(branch.path("state").asText()).isEqualTo("done");
      assertThat(branch.path("protocol").asText()).isEqualTo("lists");
      assertThat(branch.path("safe").asBoolean()).isTrue();
      JsonNode test = branch.path("test");
      boolean picture = !branch.path("net").asText().equals("house-cnn");
      assertThat(test.path("track").path("size").asInt()).isEqualTo(GENRES.size() * 2);
      assertThat(test.path("segment").path("size").asInt())
          .isEqualTo(GENRES.size() * (picture ? 2 : 4));
      assertThat(branch.path("models").get(0).path("keptEpoch").asInt())
          .as("the last is kept")
          .isEqualTo((int) branch.path("epochs").asDouble());
      assertThat(branch.path("settings").path("keep").asText()).isEqualTo("last");
    }
    assertThat(run.resolve("report/index.html")).content().contains("Left out: 6 tracks.");
  }

  @Test
  void pictureModel_saysWhatItSees_andPredictsEachTrackOnce() throws Exception {
    String branch = "net1-adam-0.0001-e3-given-files-listed-s7";
    JsonNode file = Json.read(run.resolve("models/" + branch + "/branch.json"), JsonNode.class);
    assertThat(file.path("row").path("dimensions").toString()).isEqualTo("[3,12,16]");
    assertThat(file.path("pictureSet").path("width").asInt()).isEqualTo(16);
    assertThat(file.has("featureSet")).isFalse();
    assertThat(file.path("trainSegments").asInt()).isEqualTo(GENRES.size() * 3);
    List<PredictionRow> rows = SmallMusic.predictions(run).get(branch + ".parquet");
    assertThat(rows).hasSize(GENRES.size() * 3).allSatisfy(r -> assertThat(r.segment()).isZero());
    assertThat(rows).extracting(PredictionRow::track).doesNotHaveDuplicates();
  }

  @Test
  void modelOfDrawnPictures_saysWhatTheyAreDrawnFrom() throws Exception {
    JsonNode file =
        Json.read(
            run.resolve("models/net3-adam-0.0001-e1-sounds-drawn-listed-s7/branch.json"),
            JsonNode.class);
    assertThat(file.path("featureSet").path("mel").asInt()).isEqualTo(16);
    assertThat(file.path("pictureSet").path("features").asText()).isEqualTo("mel");
  }

  @Test
  void sameCommandAgain_doesNothing() {
    Outcome again = tonewheel(command);
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.err())
        .doesNotContainPattern("-start .* attempt=")
        .doesNotContain("deep nets are");
  }

  @Test
  void describe_showsEachNetOfTheRunOnce() {
    Outcome outcome = tonewheel("train", "--describe", "--run=" + run);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines().filter(line -> line.contains(" on ")))
        .containsExactlyInAnyOrder(
            "net1 on 3 × 12 × 16, 3 genres",
            "net3 on 3 × 12 × 16, 3 genres",
            "house-cnn on 25 × 16, 3 genres");
  }

  @Test
  void dryRun_countsPicturesAndTrainings() throws IOException {
    List<String> dry = new ArrayList<>(List.of(command));
    dry.add("--dry-run");
    Outcome outcome = tonewheel(dry.toArray(String[]::new));
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("pictures files: one a track, 16 × 12 pixels")
        .contains("4 models to be trained in 3 trainings")
        .contains("at most about");
  }
}
