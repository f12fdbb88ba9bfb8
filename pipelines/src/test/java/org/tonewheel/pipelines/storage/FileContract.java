package org.tonewheel.pipelines.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.tonewheel.nets.checkpoint.AtomicFile;
import org.tonewheel.pipelines.run.AtomicFiles;
import org.tonewheel.pipelines.run.Fingerprint;

/** What the program expects of files, on this machine and elsewhere alike. */
abstract class FileContract {
  private Path folder;

  /** A folder that is there, or may be written to as if it were. */
  abstract Path folder(String name) throws Exception;

  @BeforeEach
  void makeFolder(TestInfo test) throws Exception {
    folder = folder(test.getTestMethod().orElseThrow().getName());
  }

  private Path write(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void written_isReadBack_andReplaced() throws Exception {
    Path file = write("a/b.txt", "one");
    assertThat(file).hasContent("one");
    Files.writeString(file, "another");
    assertThat(Files.readString(file)).isEqualTo("another");
    assertThat(Files.size(file)).isEqualTo(7);
    assertThat(Files.getLastModifiedTime(file).toMillis()).isPositive();
    assertThat(Fingerprint.sha256(file))
        .isEqualTo("ae448ac86c4e8e4dec645729708ef41873ae79c6dff84eff73360989487f08e5");
    try (OutputStream out = Files.newOutputStream(write("empty", ""))) {
      assertThat(out).isNotNull();
    }
    assertThat(Files.readAllBytes(folder.resolve("empty"))).isEmpty();
  }

  @Test
  void filesAndFolders_areToldFromWhatIsNotThere() throws Exception {
    Path file = write("a/b.txt", "one");
    assertThat(Files.isRegularFile(file)).isTrue();
    assertThat(Files.isDirectory(file)).isFalse();
    assertThat(Files.isDirectory(folder.resolve("a"))).isTrue();
    assertThat(Files.isRegularFile(folder.resolve("a"))).isFalse();
    for (String missing : List.of("a/b", "a/b.txt/c", "b.txt", "a/b.txt2")) {
      assertThat(Files.exists(folder.resolve(missing))).as(missing).isFalse();
    }
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> Files.size(missing)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Files.readAllBytes(missing)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Files.delete(missing)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Files.list(missing)).isInstanceOf(NoSuchFileException.class);
    assertThat(Files.deleteIfExists(missing)).isFalse();
  }

  @Test
  void folder_isListed_oneLevelAtATime() throws Exception {
    write("a/one.txt", "");
    write("a/b/two.txt", "");
    write("a/b/c/three.txt", "");
    write("ab/other.txt", "");
    try (Stream<Path> files = Files.list(folder.resolve("a"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("one.txt", "b");
    }
    try (Stream<Path> files = Files.walk(folder.resolve("a"))) {
      assertThat(files.filter(Files::isRegularFile))
          .extracting(file -> folder.relativize(file).toString())
          .containsExactlyInAnyOrder("a/one.txt", "a/b/two.txt", "a/b/c/three.txt");
    }
    FileTree.delete(folder.resolve("a"));
    assertThat(Files.exists(folder.resolve("a"))).isFalse();
    assertThat(Files.exists(folder.resolve("ab/other.txt"))).isTrue();
    FileTree.delete(folder.resolve("a"));
  }

  @Test
  void oddNames_areNamesAndNoPatterns() throws Exception {
    write("odd/plain1.txt", "other");
    for (String name :
        List.of("a b", "a+b%20", "[1]", "{x,y}", "what?", "50 * 2", "é…", "#1", "back\\slash")) {
      Path file = write("odd/" + name + "/" + name + ".txt", name);
      assertThat(Files.readString(file)).isEqualTo(name);
      assertThat(Files.size(file)).isEqualTo(name.getBytes(UTF_8).length);
      assertThat(Storage.path(file.toString())).isEqualTo(file);
      try (Stream<Path> files = Files.list(file.getParent())) {
        assertThat(files).containsExactly(file);
      }
      FileTree.delete(file.getParent());
      assertThat(Files.exists(file)).as(name).isFalse();
    }
    assertThat(folder.resolve("odd/plain1.txt")).hasContent("other");
  }

  @Test
  void channel_readsFromAnyPlace() throws Exception {
    Path file = write("a", "0123456789".repeat(10));
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      assertThat(channel.size()).isEqualTo(100);
      assertThat(read(channel, 95, 5)).isEqualTo("56789");
      assertThat(channel.position()).isEqualTo(100);
      assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
      assertThat(read(channel, 0, 30)).isEqualTo("0123456789".repeat(3));
      assertThat(read(channel, 42, 2)).isEqualTo("23");
      assertThat(channel.position(100).read(ByteBuffer.allocate(1))).isEqualTo(-1);
      assertThat(channel.position(1000).read(ByteBuffer.allocate(1))).isEqualTo(-1);
      assertThat(read(channel, 99, 1)).isEqualTo("9");
    }
  }

  private static String read(SeekableByteChannel channel, int from, int length) throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    channel.position(from);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      assertThat(channel.position()).isEqualTo(from + bytes.position());
    }
    return new String(bytes.array(), UTF_8);
  }

  @Test
  void copyAndMove_replaceOnlyIfAsked() throws Exception {
    Path one = write("one", "1");
    Path two = write("two", "2");
    assertThatThrownBy(() -> Files.copy(one, two)).isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> Files.move(one, two)).isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(
            () ->
                Files.write(
                    one, new byte[0], StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))
        .isInstanceOf(FileAlreadyExistsException.class);
    Files.copy(one, two, StandardCopyOption.REPLACE_EXISTING);
    assertThat(two).hasContent("1");
    Files.writeString(two, "2");
    AtomicFiles.move(two, one);
    assertThat(one).hasContent("2");
    assertThat(Files.exists(two)).isFalse();
  }

  @Test
  void folder_isMovedWithAllThatIsInIt() throws Exception {
    write("checkpoint/last.bin", "1");
    write("checkpoint/deep/before.bin", "2");
    FileTree.move(folder.resolve("checkpoint"), folder.resolve("other"));
    assertThat(folder.resolve("other/last.bin")).hasContent("1");
    assertThat(folder.resolve("other/deep/before.bin")).hasContent("2");
    assertThat(Files.exists(folder.resolve("checkpoint"))).isFalse();
  }

  @Test
  void replacement_thatFails_leavesWhatWasThere() throws Exception {
    Path file = write("model.json", "old");
    assertThatThrownBy(
            () ->
                AtomicFile.replace(
                    file,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IllegalStateException("out of luck");
                    }))
        .hasMessage("out of luck");
    assertThat(file).hasContent("old");
    AtomicFile.replace(file, out -> out.write("new".getBytes(UTF_8)));
    assertThat(file).hasContent("new");
    AtomicFiles.write(file, "newer".getBytes(UTF_8));
    assertThat(file).hasContent("newer");
  }
}
