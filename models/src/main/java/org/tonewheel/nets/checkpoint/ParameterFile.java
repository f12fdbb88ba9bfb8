package org.tonewheel.nets.checkpoint;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.tonewheel.nets.engine.Parameters;

/**
 * All parameters of a net in one file: little-endian floats, tensor after tensor, nothing else.
 * What they are stands in a description beside it.
 */
public final class ParameterFile {
  private ParameterFile() {}

  /** One tensor of the file, as the description names it. */
  public record Tensor(String name, List<Long> shape) {}

  /** Writes the file, replacing it whole. */
  public static void write(Path file, Parameters parameters) throws IOException {
    AtomicFile.replace(file, out -> parameters.write(Channels.newChannel(out)));
  }

  /** The tensors in the order of the file. */
  public static List<Tensor> tensors(Parameters parameters) {
    return parameters.entries().stream()
        .map(
            entry ->
                new Tensor(
                    entry.name(),
                    Arrays.stream(entry.array().getShape().getShape()).boxed().toList()))
        .toList();
  }

  /**
   * Reads the parameters in place.
   *
   * @param described the tensors that the description names
   * @param otherwise what follows the file's name in the error
   * @throws IOException if the description names other tensors or the file has another size
   */
  public static void read(
      Path file, List<Tensor> described, Parameters parameters, String otherwise)
      throws IOException {
    if (!described.equals(tensors(parameters))
        || Files.size(file) != parameters.size() * Float.BYTES) {
      throw new IOException(file + " " + otherwise);
    }
    try (var channel = Files.newByteChannel(file)) {
      parameters.read(channel);
    }
  }
}
