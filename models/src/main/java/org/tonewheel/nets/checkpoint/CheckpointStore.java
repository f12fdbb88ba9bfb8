package org.tonewheel.nets.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.hash.Hashing;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest checkpoints of one training, each a file that holds all that the rest of the training
 * depends on, closed by a checksum: {@code last.bin}, {@code before.bin}, {@code before-2.bin} and
 * so on. A new one is whole and on the disk, as {@code next.bin}, before an old one is touched.
 *
 * <p>Tensors pass through it in blocks; it needs little heap for nets of any size.
 *
 * @param <P> how far the training has come
 */
public final class CheckpointStore<P extends Place> {
  private static final Logger log = LoggerFactory.getLogger(CheckpointStore.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FORMAT = 2;

  private final Class<P> place;
  private final Path folder;
  private final String fingerprint;
  private final int epochs;
  private final int count;
  private final List<Path> leftAside = new ArrayList<>();

  /**
   * A store in a folder.
   *
   * @param place the record of how far the training has come
   * @param fingerprint of settings and data; checkpoints with another are left aside
   * @param epochs of the whole training; checkpoints from beyond are left aside
   * @param count how many are kept, at least 1
   */
  public CheckpointStore(Class<P> place, Path folder, String fingerprint, int epochs, int count) {
    this.place = place;
    this.folder = folder;
    this.fingerprint = fingerprint;
    this.epochs = epochs;
    this.count = count;
  }

  /**
   * What tells checkpoints of one training from those of others.
   *
   * @param course what of the settings the course of the training depends on
   * @param data the hash of all that it sees
   */
  public static String fingerprint(Object course, String data) {
    return Hashing.sha256().hashString(course + data, StandardCharsets.UTF_8).toString();
  }

  private record Header<P>(int format, String fingerprint, P progress) {}

  /** Writes a checkpoint; each older one moves on by one name, and those beyond are deleted. */
  public void save(P progress, Tensors<P> tensors) throws IOException {
    Files.createDirectories(folder);
    AtomicFile.replace(
        next(),
        file -> {
          CheckedOutputStream checked = new CheckedOutputStream(file, new CRC32C());
          DataOutputStream out = new DataOutputStream(checked);
          byte[] header = JSON.writeValueAsBytes(new Header<>(FORMAT, fingerprint, progress));
          out.writeInt(header.length);
          out.write(header);
          tensors.write(progress, Channels.newChannel(out));
          out.writeLong(checked.getChecksum().getValue());
        });
    for (Path useless : leftAside) {
      if (!useless.equals(next())) {
        Files.deleteIfExists(useless);
      }
    }
    leftAside.clear();
    for (int age = count - 1; age > 0; age--) {
      if (Files.exists(file(age - 1))) {
        AtomicFile.move(file(age - 1), file(age));
      }
    }
    AtomicFile.move(next(), file(0));
    for (int age = count; Files.deleteIfExists(file(age)); age++) {
      log.debug("dropped {}", file(age));
    }
  }

  /**
   * Reads the newest usable checkpoint into the tensors; they are not touched if there is none.
   * Those that cannot be used are named in the log, and deleted once another is written.
   */
  public Optional<P> restore(Tensors<P> tensors) throws IOException {
    for (Path file : files()) {
      if (usable(file)) {
        P progress = read(file, tensors);
        log.info(
            "resuming from {} at epoch {}, batch {}", file, progress.epoch(), progress.batch());
        return Optional.of(progress);
      }
      leftAside.add(file);
    }
    return Optional.empty();
  }

  /** Those there are, the newest first; {@code next.bin} if a process ended while renaming. */
  private List<Path> files() {
    List<Path> files = new ArrayList<>();
    if (Files.exists(next())) {
      files.add(next());
    }
    for (int age = 0; age < count || Files.exists(file(age)); age++) {
      if (Files.exists(file(age))) {
        files.add(file(age));
      }
    }
    return files;
  }

  private Path file(int age) {
    return folder.resolve(
        switch (age) {
          case 0 -> "last.bin";
          case 1 -> "before.bin";
          default -> "before-" + age + ".bin";
        });
  }

  private Path next() {
    return folder.resolve("next.bin");
  }

  private boolean usable(Path file) throws IOException {
    if (!intact(file)) {
      log.warn("checkpoint {} is damaged and left aside", file);
      return false;
    }
    JsonNode header;
    try (DataInputStream in = open(file)) {
      header = header(in);
    }
    // before the rest is read, which another version may have written otherwise
    if (header.path("format").asInt() != FORMAT
        || !header.path("fingerprint").asText().equals(fingerprint)) {
      log.warn("checkpoint {} is of other settings, data or version and left aside", file);
      return false;
    }
    P progress = progress(header);
    if (!progress.within(epochs)) {
      log.warn(
          "checkpoint {} is in epoch {}, beyond the {} asked for, and left aside",
          file,
          progress.epoch(),
          epochs);
      return false;
    }
    return true;
  }

  /** Whether the checksum at the end is that of all before it. */
  private static boolean intact(Path file) throws IOException {
    long content = Files.size(file) - Long.BYTES;
    if (content < Integer.BYTES) {
      return false;
    }
    try (DataInputStream in = open(file)) {
      CRC32C sum = new CRC32C();
      InputStream checked = new CheckedInputStream(in, sum);
      checked.skipNBytes(content);
      return in.readLong() == sum.getValue();
    }
  }

  private P read(Path file, Tensors<P> tensors) throws IOException {
    try (DataInputStream in = open(file)) {
      P progress = progress(header(in));
      tensors.read(progress, Channels.newChannel(in));
      return progress;
    }
  }

  private P progress(JsonNode header) throws IOException {
    return JSON.treeToValue(header.path("progress"), place);
  }

  private static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
  }

  private static JsonNode header(DataInputStream in) throws IOException {
    return JSON.readTree(in.readNBytes(in.readInt()));
  }
}
