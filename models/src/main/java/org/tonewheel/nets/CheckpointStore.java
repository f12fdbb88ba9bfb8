package org.tonewheel.nets;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.nets.engine.Optimizer;
import org.tonewheel.nets.engine.Parameters;

/**
 * The checkpoints of one training: the last and the one before, each a file that holds all that the
 * rest of the training depends on, closed by a checksum.
 */
final class CheckpointStore {
  private static final Logger log = LoggerFactory.getLogger(CheckpointStore.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FORMAT = 1;

  private final Path folder;
  private final String fingerprint;

  /**
   * A store in a folder.
   *
   * @param fingerprint of settings and data; checkpoints with another are ignored
   */
  CheckpointStore(Path folder, String fingerprint) {
    this.folder = folder;
    this.fingerprint = fingerprint;
  }

  private record Header(int format, String fingerprint, Progress progress) {}

  /**
   * What a checkpoint held besides the tensors that were read in place.
   *
   * @param best the values of the best epoch, null before the first
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Restored(Progress progress, float[] best) {}

  /** Writes a checkpoint; the last becomes the one before, and that is dropped. */
  void save(Progress progress, Parameters parameters, Optimizer optimizer, float[] best)
      throws IOException {
    Files.createDirectories(folder);
    Path next = folder.resolve("next.bin");
    AtomicFile.replace(
        next,
        file -> {
          CheckedOutputStream checked = new CheckedOutputStream(file, new CRC32C());
          DataOutputStream out = new DataOutputStream(checked);
          byte[] header = JSON.writeValueAsBytes(new Header(FORMAT, fingerprint, progress));
          out.writeInt(header.length);
          out.write(header);
          var channel = Channels.newChannel(out);
          parameters.write(channel);
          optimizer.write(channel);
          if (progress.bestEpoch() > 0) {
            writeFloats(best, out);
          }
          out.writeLong(checked.getChecksum().getValue());
        });
    if (Files.exists(last())) {
      move(last(), before());
    }
    move(next, last());
  }

  /**
   * Reads the newest usable checkpoint into the tensors; they are not touched if there is none.
   * Damaged and foreign ones are named in the log.
   */
  Optional<Restored> restore(Parameters parameters, Optimizer optimizer) throws IOException {
    for (Path file : new Path[] {last(), before()}) {
      if (usable(file)) {
        Restored restored = read(file, parameters, optimizer);
        log.info(
            "resuming from {} at epoch {}, batch {}",
            file,
            restored.progress().epoch(),
            restored.progress().batch());
        return Optional.of(restored);
      }
    }
    return Optional.empty();
  }

  private Path last() {
    return folder.resolve("last.bin");
  }

  private Path before() {
    return folder.resolve("before.bin");
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private boolean usable(Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    if (!intact(file)) {
      log.warn("checkpoint {} is damaged and left aside", file);
      return false;
    }
    Header header;
    try (DataInputStream in = open(file)) {
      header = header(in);
    }
    if (header.format() != FORMAT || !header.fingerprint().equals(fingerprint)) {
      log.warn("checkpoint {} is of other settings, data or version and left aside", file);
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

  private static Restored read(Path file, Parameters parameters, Optimizer optimizer)
      throws IOException {
    try (DataInputStream in = open(file)) {
      Progress progress = header(in).progress();
      var channel = Channels.newChannel(in);
      parameters.read(channel);
      optimizer.read(channel);
      float[] best =
          progress.bestEpoch() > 0 ? readFloats(in, Math.toIntExact(parameters.size())) : null;
      return new Restored(progress, best);
    }
  }

  private static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
  }

  private static Header header(DataInputStream in) throws IOException {
    return JSON.readValue(in.readNBytes(in.readInt()), Header.class);
  }

  private static void writeFloats(float[] values, DataOutputStream out) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    out.write(bytes.array());
  }

  private static float[] readFloats(DataInputStream in, int count) throws IOException {
    float[] values = new float[count];
    ByteBuffer.wrap(in.readNBytes(count * Float.BYTES)).asFloatBuffer().get(values);
    return values;
  }
}
