package org.tonewheel.pipelines.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.RunDirectory;

/** Which files of a training's folder its commit promises. */
final class FolderCommitTest {
  @TempDir Path folder;

  private void leave(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, name);
  }

  private Commit commit() throws IOException {
    FolderCommit.write(folder, "fingerprint");
    return Commit.read(RunDirectory.commit(folder)).orElseThrow();
  }

  @Test
  void filesOfTheFolderAndOfThoseInIt_arePartsNamedFromIt() throws IOException {
    leave("model.pb");
    leave("member-0/part-1/model.pb");
    Commit commit = commit();
    assertThat(commit.fingerprint()).isEqualTo("fingerprint");
    assertThat(commit.parts())
        .extracting(Part::file)
        .containsExactly("member-0/part-1/model.pb", "model.pb");
    assertThat(commit.isWhole(folder)).isTrue();
    Files.delete(folder.resolve("member-0/part-1/model.pb"));
    assertThat(commit.isWhole(folder)).isFalse();
  }

  @Test
  void checkpoints_leftoversAndAnEarlierCommit_areNoParts() throws IOException {
    leave("model.pb");
    leave("checkpoint/epoch-3.params");
    leave(".model.pb.tmp");
    leave("member-0/.model.pb.tmp");
    leave("COMMIT.json");
    assertThat(commit().parts()).extracting(Part::file).containsExactly("model.pb");
    assertThat(commit().parts()).as("again").hasSize(1);
  }
}
