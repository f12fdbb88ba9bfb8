package org.tonewheel.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tonewheel.pipelines.cli.SmallMusic.figures;
import static org.tonewheel.pipelines.cli.SmallMusic.predictions;
import static org.tonewheel.pipelines.cli.SmallMusic.tonewheel;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.cli.SmallMusic.Outcome;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.PredictionRow;
import org.tonewheel.pipelines.run.SplitRow;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.table.SongTable;

/** The whole workflow on a small table, in this process. */
class TableRunIT {
  private static final int SONGS = 600;
  private static final String MORE =
      """
      tableSets:
        plain: {encode: one-hot}
        ranks: {encode: number, scale: normal-quantiles}
      splits:
        row: {protocol: row, fractions: {train: 0.8, validation: 0.1, test: 0.1}}
        artist: {protocol: group, group: artist, fractions: {train: 0.8, validation: 0.1, test: 0.1}}
      branches:
        - {net: ffn, features: plain, split: [row, artist], hidden: [8], epochs: 3, smote: true, seeds: [1, 2]}
        - {net: logistic, features: plain, split: [row, artist], epochs: 5, classWeights: balanced}
        - {net: forest, features: plain, split: row, trees: 5}
        - {net: boosting, features: plain, split: row, trees: 5, depth: 2}
        - {net: knn, features: plain, split: row, neighbours: 5}
        - {net: boosting, name: apart, features: plain, split: row, trees: 5, depth: 2, copies: 2, repeatParts: 2}
        - net: ensemble
          features: plain
          split: [row, artist]
          memberWeights: validation
          members:
            - {net: ffn, features: ranks, hidden: [8], epochs: 3, copies: 2}
            - {net: boosting, features: plain, trees: 5, depth: 2, repeatParts: 2}
      """;

  @TempDir static Path shared;
  static Path table;
  static Path experiment;
  static Path whole;
  static Outcome first;

  @TempDir Path folder;

  @BeforeAll
  static void runOnce() throws Exception {
    List<String> songs = new ArrayList<>(SongTable.songs(SONGS));
    songs.add(3, ",,,,,");
    songs.add("x,y,not a number,100,A,jazz");
    table = SongTable.write(shared.resolve("some songs.csv"), songs);
    experiment = Files.writeString(shared.resolve("songs.yaml"), SongTable.COLUMNS + MORE);
    whole = shared.resolve("whole");
    first = tonewheel(command("run", table, whole));
  }

  private static String[] command(String what, Path input, Path run) {
    return new String[] {what, "--experiment=" + experiment, "--input=" + input, "--run=" + run};
  }

  private static JsonNode metrics(Path run) throws IOException {
    return Json.read(run.resolve("report/metrics.json"), JsonNode.class);
  }

  @Test
  void wholeRun_endsWithZero_andSaysWhatItDid() throws Exception {
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat((Map<?, ?>) first.json().get("counts"))
        .extracting("tracks", "rejected", "branches", "trained")
        .containsExactly(SONGS, 1, 12, 12);
    assertThat(first.err()).contains("1 row was rejected");
    assertThat(whole.resolve("audio")).doesNotExist();
    assertThat(whole.resolve("segments")).doesNotExist();
    assertThat(Files.readString(whole.resolve("report/index.html")))
        .contains("UNSAFE")
        .contains("Safe against leaky")
        .contains("are blank")
        .contains("SMOTE added")
        .contains("id=\"exploration\"")
        .contains("KL divergence");
  }

  @Test
  void explorationThatWasLeftOut_isMadeUpForByTheReport() throws Exception {
    Path run = folder.resolve("late");
    assertThat(tonewheel(command("ingest", table, run)).exit()).isZero();
    assertThat(run.resolve("exploration")).doesNotExist();
    assertThat(tonewheel("report", "--run=" + run).exit()).isZero();
    assertThat(run.resolve("exploration/COMMIT.json")).exists();
    assertThat(Files.readString(run.resolve("report/index.html"))).contains("id=\"exploration\"");
  }

  @Test
  void publishedFigures_canBeAddedToARunThatIsDone() throws Exception {
    Path run = folder.resolve("paper");
    String few = MORE.substring(0, MORE.indexOf("  - {net: forest"));
    Path before = Files.writeString(folder.resolve("before.yaml"), SongTable.COLUMNS + few);
    Path after =
        Files.writeString(
            folder.resolve("after.yaml"),
            SongTable.COLUMNS
                + few.replace(
                    "seeds: [1, 2]}", "seeds: [1, 2], published: [{source: P0, f1: 0.1234}]}"));
    String[] where = {"--input=" + table, "--run=" + run};
    assertThat(tonewheel("run", "--experiment=" + before, where[0], where[1]).exit()).isZero();
    assertThat(metrics(run).findValues("published")).allMatch(JsonNode::isNull);
    Path state = run.resolve("state/ffn-0.001-e3-plain-row-s1.json");
    Path trained = Files.copy(state, folder.resolve("trained.json"));
    Outcome again = tonewheel("run", "--experiment=" + after, where[0], where[1]);
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(state).as("when it was trained").hasSameTextualContentAs(trained);
    assertThat(metrics(run).findPath("published").get(0).path("f1").asDouble()).isEqualTo(0.1234);
    assertThat(Files.readString(run.resolve("report/index.html"))).contains("12.34");
  }

  @Test
  void figures_areOfRows_andTheRandomSplitIsUnsafeEverywhere() throws Exception {
    JsonNode metrics = metrics(whole);
    assertThat(metrics.path("branches")).hasSize(10);
    for (JsonNode branch : metrics.path("branches")) {
      boolean row = branch.path("split").asText().equals("row");
      assertThat(branch.path("safe").asBoolean()).isEqualTo(!row);
      assertThat(branch.path("protocol").asText()).isEqualTo(row ? "row" : "group");
      assertThat(branch.path("test").has("segment")).isFalse();
      assertThat(branch.path("test").has("track")).isFalse();
      JsonNode test = branch.path("test").path("row");
      assertThat(test.path("accuracy").asDouble()).isBetween(0.6, 1.0);
      assertThat(test.path("weighted").path("recall").asDouble())
          .isEqualTo(test.path("accuracy").asDouble());
      JsonNode file =
          Json.read(
              whole.resolve(
                  "models/" + branch.path("models").get(0).path("id").asText() + "/branch.json"),
              JsonNode.class);
      assertThat(file.path("safe").asBoolean()).isEqualTo(!row);
    }
    assertThat(metrics.path("best").path("split").asText()).isEqualTo("artist");
    JsonNode facts = metrics.path("table");
    assertThat(facts.path("read").asInt()).isEqualTo(SONGS + 2);
    assertThat(facts.path("blank").asInt()).isOne();
    assertThat(facts.path("contradictory").asInt()).isEqualTo(SONGS / 5);
    assertThat(facts.path("ceiling").asDouble()).isEqualTo(0.9);
    for (JsonNode overlap : facts.path("overlaps")) {
      boolean row = overlap.path("split").asText().equals("row");
      assertThat(overlap.path("seen").asInt() > 0).isEqualTo(row);
    }
    assertThat(facts.path("smote").get(0).path("added").asInt())
        .as("jazz is brought up to rock")
        .isBetween(50, 300);
  }

  @Test
  void sameCommandAgain_doesNothingTwice() throws Exception {
    Outcome again = tonewheel(command("run", table, whole));
    assertThat(again.exit()).as(again.err()).isZero();
    try (Stream<Path> states = Files.list(whole.resolve("state"))) {
      for (Path state : states.filter(f -> f.toString().endsWith(".json")).toList()) {
        assertThat(StageState.read(state).orElseThrow().attempt()).as(state.toString()).isOne();
      }
    }
  }

  @Test
  void stageByStage_givesTheSameFiguresAsOneRun() throws Exception {
    Path run = folder.resolve("stages");
    assertThat(tonewheel(command("ingest", table, run)).exit()).isZero();
    Outcome features = tonewheel("features", "--run=" + run);
    assertThat(features.exit()).as(features.err()).isZero();
    assertThat((Map<?, ?>) features.json().get("counts"))
        .extracting("rows", "columns", "sampled")
        .containsExactly(SONGS, 3, SONGS);
    assertThat(run.resolve("exploration/exploration.json"))
        .hasSameTextualContentAs(whole.resolve("exploration/exploration.json"));
    assertThat(tonewheel("train", "--run=" + run).exit()).isZero();
    assertThat(tonewheel("report", "--run=" + run).exit()).isZero();
    assertThat(predictions(run)).usingRecursiveComparison().isEqualTo(predictions(whole));
    assertThat(figures(run)).isEqualTo(figures(whole));
  }

  @Test
  void whatTestRowsHold_changesNoModel() throws Exception {
    Set<String> test = new HashSet<>();
    try (Table<SplitRow>.Reader reader = SplitRow.TABLE.read(whole.resolve("splits/row.parquet"))) {
      for (SplitRow row = reader.next(); row != null; row = reader.next()) {
        if (row.side().equals("test")) {
          test.add(row.track());
        }
      }
    }
    List<String> changed = new ArrayList<>();
    List<String> lines = Files.readAllLines(table);
    for (int line = 2; line <= lines.size(); line++) {
      String text = lines.get(line - 1);
      String genre = text.substring(text.lastIndexOf(','));
      changed.add(test.contains("%08d".formatted(line)) ? line + ",z,0.999,399,B" + genre : text);
    }
    Path other = SongTable.write(folder.resolve("other.csv"), changed);
    Path run = folder.resolve("other");
    assertThat(tonewheel(command("run", other, run)).exit()).isZero();
    for (String branch : List.of("ffn-0.001-e3-plain-row-s1", "knn-plain-row-s42")) {
      assertThat(run.resolve("models/" + branch + "/preparation.json"))
          .hasSameTextualContentAs(whole.resolve("models/" + branch + "/preparation.json"));
      assertThat(side(run, branch, "validation"))
          .usingRecursiveComparison()
          .isEqualTo(side(whole, branch, "validation"));
      assertThat(side(run, branch, "test"))
          .usingRecursiveComparison()
          .isNotEqualTo(side(whole, branch, "test"));
    }
    String ensemble = "ensemble-plain-row-s42";
    assertThat(run.resolve("models/" + ensemble + "/weights.json"))
        .hasSameTextualContentAs(whole.resolve("models/" + ensemble + "/weights.json"));
    assertThat(side(run, ensemble, "validation"))
        .usingRecursiveComparison()
        .isEqualTo(side(whole, ensemble, "validation"));
  }

  @Test
  void ensemble_isTheWeightedMeanOfModelsThatLieInItsFolder() throws Exception {
    Path folder = whole.resolve("models/ensemble-plain-artist-s42");
    JsonNode weights = Json.read(folder.resolve("weights.json"), JsonNode.class);
    assertThat(weights).hasSize(2);
    assertThat(weights.findValuesAsText("folder")).containsExactly("member-0", "member-1");
    assertThat(weights.get(0).path("weight").asDouble() + weights.get(1).path("weight").asDouble())
        .isCloseTo(1, within(1e-9));
    Commit commit = Commit.read(folder.resolve("COMMIT.json")).orElseThrow();
    assertThat(commit.parts())
        .extracting(Part::file)
        .contains(
            "weights.json",
            "member-0/preparation.json",
            "member-0/part-0/member-1/model.protobuf",
            "member-1/preparation.json",
            "member-1/part-1/member-0/model.protobuf");
    assertThat(folder.resolve("member-0/preparation.json"))
        .as("features of its own")
        .content()
        .isNotEqualTo(Files.readString(folder.resolve("member-1/preparation.json")));
    assertThat(Files.readString(whole.resolve("report/index.html")))
        .contains("boosting (features plain")
        .contains("repeatParts 2");
  }

  @Test
  void lostFileOfAMember_isMadeAnew() throws Exception {
    Path run = folder.resolve("lost");
    String ensemble =
        MORE.substring(0, MORE.indexOf("  - {net: ffn"))
            + MORE.substring(MORE.indexOf("  - net: ensemble"));
    Path few = Files.writeString(folder.resolve("few.yaml"), SongTable.COLUMNS + ensemble);
    String[] command = {"run", "--experiment=" + few, "--input=" + table, "--run=" + run};
    assertThat(tonewheel(command).exit()).isZero();
    Path lost =
        run.resolve("models/ensemble-plain-row-s42/member-1/part-0/member-0/model.protobuf");
    Files.delete(lost);
    assertThat(tonewheel(command).exit()).isZero();
    assertThat(lost).isNotEmptyFile();
    assertThat(predictions(run).get("ensemble-plain-row-s42.parquet"))
        .usingRecursiveComparison()
        .isEqualTo(predictions(whole).get("ensemble-plain-row-s42.parquet"));
  }

  private static List<PredictionRow> side(Path run, String branch, String side) throws IOException {
    return predictions(run).get(branch + ".parquet").stream()
        .filter(row -> row.side().equals(side))
        .toList();
  }

  @Test
  void dryRun_countsRows_andTrainsNothing() throws Exception {
    Outcome dry = tonewheel("run", "--experiment=" + experiment, "--input=" + table, "--dry-run");
    assertThat(dry.exit()).as(dry.err()).isZero();
    assertThat(dry.out())
        .containsPattern("songs: about (59|60)\\d rows")
        .contains("table: 3 of 6 columns are learnt from, prepared as plain, ranks")
        .contains("12 models to be trained");
  }

  @Test
  void badTables_endWithTheirCodes() throws Exception {
    Path run = folder.resolve("bad");
    Path none = folder.resolve("none.csv");
    assertThat(tonewheel(command("run", none, run)).exit()).isEqualTo(78);
    Path header = Files.writeString(folder.resolve("header.csv"), "id,artist\n1,2\n");
    Outcome missing = tonewheel(command("run", header, run));
    assertThat(missing.exit()).isEqualTo(78);
    assertThat(missing.err()).contains("`energy`").contains("is missing");
    assertThat(run.resolve("run.json")).as("nothing was begun").doesNotExist();
    List<String> open = new ArrayList<>(SongTable.songs(50));
    open.add("51,\"never closed,0.5,100,A,jazz");
    Path broken = SongTable.write(folder.resolve("broken.csv"), open);
    Outcome quote = tonewheel(command("run", broken, run));
    assertThat(quote.exit()).isEqualTo(65);
    assertThat(quote.err()).contains("line 52");
  }
}
