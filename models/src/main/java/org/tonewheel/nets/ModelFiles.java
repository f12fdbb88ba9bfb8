package org.tonewheel.nets;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.tonewheel.nets.checkpoint.AtomicFile;
import org.tonewheel.nets.engine.Parameters;
import org.tonewheel.nets.engine.TorchEngine;

/**
 * A trained net in a folder: {@code model.f32}, all parameters as little-endian floats one after
 * the other; {@code model.json}, their names and shapes in that order, and how the net was built;
 * {@code scaler.json}, means and deviations by feature.
 */
final class ModelFiles {
  private static final int FORMAT = 3;
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  private ModelFiles() {}

  /** One tensor of {@code model.f32}. */
  record Tensor(String name, List<Long> shape) {}

  /**
   * {@code model.json}.
   *
   * @param epoch the epoch whose weights these are
   * @param epochs epochs trained
   */
  record Description(
      int formatVersion,
      String engine,
      NetSettings settings,
      RowShape row,
      int classes,
      int epoch,
      int epochs,
      Ended ended,
      List<Tensor> parameters) {}

  /** Writes the three files, the description last. */
  static void save(
      Path folder,
      LabelledRows data,
      NetSettings settings,
      Progress progress,
      Ended ended,
      Parameters parameters,
      Scaler scaler)
      throws IOException {
    AtomicFile.replace(
        folder.resolve("model.f32"), out -> parameters.write(Channels.newChannel(out)));
    AtomicFile.replace(
        folder.resolve("scaler.json"), out -> out.write(JSON.writeValueAsBytes(scaler)));
    Description description =
        new Description(
            FORMAT,
            TorchEngine.version(),
            settings,
            data.shape(),
            data.classes(),
            progress.kept(settings.keep()),
            progress.epochs(),
            ended,
            tensors(parameters));
    AtomicFile.replace(
        folder.resolve("model.json"), out -> out.write(JSON.writeValueAsBytes(description)));
  }

  /**
   * Reads the description.
   *
   * @throws IOException if it is missing, damaged or of another format
   */
  static Description description(Path folder) throws IOException {
    Path file = folder.resolve("model.json");
    Description description = JSON.readValue(file.toFile(), Description.class);
    if (description.formatVersion() != FORMAT) {
      throw new IOException(
          file + " has format " + description.formatVersion() + "; this version reads " + FORMAT);
    }
    return description;
  }

  static Scaler scaler(Path folder) throws IOException {
    return JSON.readValue(folder.resolve("scaler.json").toFile(), Scaler.class);
  }

  /**
   * Reads the parameters in place.
   *
   * @throws IOException if the description names other tensors or the file has another size
   */
  static void readParameters(Path folder, Description description, Parameters parameters)
      throws IOException {
    Path file = folder.resolve("model.f32");
    if (!description.parameters().equals(tensors(parameters))
        || Files.size(file) != parameters.size() * Float.BYTES) {
      throw new IOException(
          file + " does not hold the parameters of a " + description.settings().net());
    }
    try (var channel = Files.newByteChannel(file)) {
      parameters.read(channel);
    }
  }

  private static List<Tensor> tensors(Parameters parameters) {
    return parameters.entries().stream()
        .map(
            entry ->
                new Tensor(
                    entry.name(),
                    Arrays.stream(entry.array().getShape().getShape()).boxed().toList()))
        .toList();
  }
}
