package org.tonewheel.pipelines.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract by way of Beam, and what is peculiar to an object store. */
class BeamFilesTest extends FileContract {
  private static final Path BUCKET = Storage.path("mem://bucket/");

  @Override
  Path folder(String name) {
    return BUCKET.resolve(name);
  }

  @Test
  void object_appearsWhenClosed() throws IOException {
    Path file = BUCKET.resolve("late/object");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("all".getBytes(UTF_8));
      assertThat(Files.exists(file)).isFalse();
    }
    assertThat(file).hasContent("all");
  }

  @Test
  void failedWrite_publishesNothing() {
    Path file = Storage.path("mem://full/object");
    assertThatThrownBy(() -> Files.writeString(file, "some"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("mem://full/object cannot be written: no room");
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  void unreachableStore_isNeverTakenForAnAbsentFile() {
    Path file = Storage.path("mem://broken/COMMIT.json");
    assertThatThrownBy(() -> Files.exists(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("mem://broken/COMMIT.json cannot be reached: Unable to execute");
    assertThatThrownBy(() -> Files.isDirectory(file)).isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> Files.readAllBytes(file))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(java.nio.file.NoSuchFileException.class);
  }

  @Test
  void whatStoresCannotDo_isRefused() {
    Path file = BUCKET.resolve("refused");
    assertThatThrownBy(() -> Files.writeString(file, "x", StandardOpenOption.APPEND))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("written anew as a whole");
    assertThatThrownBy(() -> Files.move(file, file, StandardCopyOption.ATOMIC_MOVE))
        .isInstanceOf(AtomicMoveNotSupportedException.class);
    assertThatThrownBy(() -> Files.getFileStore(file))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> Files.createLink(file, file))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(file::toFile).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void unknownScheme_saysWhatToAdd() {
    assertThatThrownBy(() -> Files.exists(Storage.path("nowhere://bucket/a")))
        .isInstanceOf(UnknownStorageException.class)
        .hasMessageContaining("nowhere://bucket")
        .hasMessageContaining("add the Beam module");
    assertThat(
            new UnknownStorageException(
                (BeamFileSystem) Storage.path("s3://b/a").getFileSystem(), null))
        .hasMessageContaining("TONEWHEEL_PROFILES=s3");
  }

  @Test
  void smallFile_costsTwoRequests() throws IOException {
    Path file = BUCKET.resolve("requests/state.json");
    int creations = MemoryStore.requests("create");
    Files.writeString(file, "{}");
    assertThat(MemoryStore.requests("create")).isEqualTo(creations + 1);
    int questions = MemoryStore.requests("match");
    int readings = MemoryStore.requests("open");
    assertThat(Files.readString(file)).isEqualTo("{}");
    assertThat(MemoryStore.requests("match")).isEqualTo(questions + 1);
    assertThat(MemoryStore.requests("open")).isEqualTo(readings + 1);
  }

  @Test
  void tree_isOneListing_withWhatIsKnownOfEachFile() throws IOException {
    for (String name : List.of("b/2.wav", "a/1.wav", "a/deep/3.wav")) {
      Files.writeString(BUCKET.resolve("tree").resolve(name), name);
    }
    Files.writeString(BUCKET.resolve("treehouse"), "");
    int questions = MemoryStore.requests("match");
    List<FoundFile> files = FileTree.below(BUCKET.resolve("tree"));
    assertThat(MemoryStore.requests("match")).isEqualTo(questions + 1);
    assertThat(files)
        .extracting(file -> file.path() + " " + file.size())
        .containsExactly(
            "mem://bucket/tree/a/1.wav 7",
            "mem://bucket/tree/a/deep/3.wav 12",
            "mem://bucket/tree/b/2.wav 7");
  }
}
