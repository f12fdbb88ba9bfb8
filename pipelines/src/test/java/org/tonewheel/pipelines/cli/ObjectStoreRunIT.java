package org.tonewheel.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.cli.SmallMusic.figures;
import static org.tonewheel.pipelines.cli.SmallMusic.predictions;
import static org.tonewheel.pipelines.cli.SmallMusic.tonewheel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.cli.SmallMusic.Outcome;
import org.tonewheel.pipelines.demo.DemoAudio;
import org.tonewheel.pipelines.storage.Storage;
import org.tonewheel.pipelines.table.SongTable;

/** Every stage with its input and results in an object store that a test's class plays. */
class ObjectStoreRunIT {
  @TempDir Path folder;

  @Test
  void everyStage_givesTheFiguresOfThisMachine() throws Exception {
    Path music = folder.resolve("music");
    DemoAudio.write(music, 7, 6, 6.2);
    Path experiment = folder.resolve("objects.yaml");
    Files.write(
        experiment,
        List.of(
            "name: objects",
            "seed: 7",
            "sources: [{folder: ., metadata: tracks.csv}]",
            "featureSets: {frames33: {}}",
            "splits:",
            "  track: {protocol: track, fractions: {train: 0.5, validation: 0.25, test: 0.25}}",
            "branches:",
            "  - {net: logistic, split: track, epochs: 5}",
            "  - {net: net5, split: track, epochs: [1, 2], hidden: 16, batchSize: 8}"));
    Path local = folder.resolve("run");
    assertThat(run(experiment, music, local).exit()).isZero();

    Path elsewhere = Storage.path("mem://bucket/music");
    SmallMusic.copy(music, elsewhere);
    Path run = Storage.path("mem://bucket/runs/objects");
    Outcome outcome = run(experiment, elsewhere, run);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(predictions(run)).usingRecursiveComparison().isEqualTo(predictions(local));
    assertThat(figures(run)).isEqualTo(figures(local));
    assertThat(tonewheel("runs", "--output=mem://bucket/runs").out()).contains("3 of 3");
    try (Stream<Path> files = Files.walk(run)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as("nothing is left of attempts, and no checkpoint that nobody wants")
          .noneMatch(name -> name.startsWith(".") || name.endsWith(".lease"))
          .doesNotContain("checkpoint");
    }
  }

  @Test
  void tableInAStore_givesTheFiguresOfThisMachine() throws Exception {
    Path table = SongTable.write(folder.resolve("songs.csv"), SongTable.songs(300));
    Path experiment =
        Files.writeString(
            folder.resolve("songs.yaml"),
            SongTable.COLUMNS
                + """
                tableSets: {plain: {encode: one-hot}}
                splits:
                  artist: {protocol: group, group: artist, fractions: {train: 0.8, validation: 0.1, test: 0.1}}
                branches:
                  - {net: ffn, features: plain, split: artist, hidden: [8], epochs: 2}
                  - net: ensemble
                    features: plain
                    split: artist
                    members:
                      - {net: forest, features: plain, trees: 5, copies: 2}
                      - {net: knn, features: plain, neighbours: 5}
                """);
    Path local = folder.resolve("run-of-songs");
    assertThat(run(experiment, table, local).exit()).isZero();

    Path elsewhere = Storage.path("mem://bucket/tables/songs.csv");
    Files.copy(table, elsewhere);
    Path run = Storage.path("mem://bucket/runs/songs");
    Outcome outcome = run(experiment, elsewhere, run);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(predictions(run)).usingRecursiveComparison().isEqualTo(predictions(local));
    assertThat(figures(run)).isEqualTo(figures(local));
  }

  private static Outcome run(Path experiment, Path input, Path run) {
    return tonewheel("run", "--experiment=" + experiment, "--input=" + input, "--run=" + run);
  }

  @Test
  void storeThatIsNotOnTheClassPath_endsWith78() {
    for (List<String> command :
        List.of(
            List.of("features", "--run=nowhere://bucket/run"),
            List.of("runs", "--output=nowhere://bucket/runs"))) {
      Outcome outcome = tonewheel(command.toArray(String[]::new));
      assertThat(outcome.exit()).as(outcome.err()).isEqualTo(78);
      assertThat(outcome.err()).contains("nowhere://bucket").contains("add the Beam module");
    }
  }

  @Test
  void runsOnThisMachine_takeNoOptionsOfBeam() {
    assertThat(tonewheel("runs", "--output=" + folder, "--awsRegion=x").exit()).isEqualTo(64);
  }
}
