package org.tonewheel.pipelines.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tonewheel.pipelines.SoundFolder.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;

/** What splits need beside the tracks is missed when the input is listed, before any work. */
class SplitNeedsTest {
  @TempDir Path folder;
  private SoundFolder sounds;

  @BeforeEach
  void makeFolder() throws IOException {
    sounds = SoundFolder.in(folder);
    sounds.fake("rock/a.wav");
    sounds.text("m.csv", "track,artist,side", "a,Ann,train");
  }

  private Listing list(String split) throws IOException {
    return Lister.list(
        experiment(
            "sources: [{folder: ., metadata: m.csv}]",
            "featureSets: {f: {}}",
            "splits: {s: " + split + ", unused: {protocol: lists, column: nowhere}}",
            "branches: [{net: logistic, split: s}]"),
        sounds.input());
  }

  private StageException refused(String split) {
    StageException e = catchThrowableOfType(StageException.class, () -> list(split));
    assertThat(e).as("the split is refused").isNotNull();
    assertThat(e.exit()).as(e.getMessage()).isEqualTo(Exit.CONFIGURATION);
    return e;
  }

  @Test
  void groupColumnThatTheSourceLacks_isWrongConfiguration() {
    assertThat(refused("{protocol: group, group: album}"))
        .hasMessageContaining("split 's' keeps column 'album' whole")
        .hasMessageContaining("[artist, side]");
  }

  @Test
  void columnOfSidesThatTheSourceLacks_isWrongConfiguration() throws IOException {
    assertThat(refused("{protocol: lists, column: sides}"))
        .hasMessageContaining("split 's' takes sides from column 'sides'")
        .hasMessageContaining("[artist, side]");
    assertThat(list("{protocol: lists, column: side}").files()).hasSize(1);
  }

  @Test
  void listThatIsNotThere_isWrongConfiguration() throws IOException {
    String lists = "{protocol: lists, lists: {train: a.txt, validation: ../b.txt, test: c.txt}}";
    sounds.text("a.txt", "a");
    sounds.text("c.txt", "a");
    assertThat(refused(lists))
        .hasMessageContaining("split 's', lists.validation")
        .hasMessageContaining("b.txt is not a file");
    Files.writeString(folder.resolve("b.txt"), "a");
    assertThat(list(lists).files()).hasSize(1);
  }
}
