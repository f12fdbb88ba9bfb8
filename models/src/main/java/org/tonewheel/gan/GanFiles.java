package org.tonewheel.gan;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tonewheel.nets.Ended;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.Scaler;
import org.tonewheel.nets.checkpoint.AtomicFile;
import org.tonewheel.nets.checkpoint.ParameterFile;
import org.tonewheel.nets.engine.Parameters;
import org.tonewheel.nets.engine.TorchEngine;

/**
 * A trained generator in a folder: {@code generator.f32}, all parameters as little-endian floats
 * one after the other; {@code generator.json}, their names and shapes in that order, and how it was
 * built and trained; {@code scaler.json} if rows were scaled; {@code history.csv}.
 */
final class GanFiles {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  private GanFiles() {}

  /**
   * {@code generator.json}.
   *
   * @param shape what a row is
   * @param epochs epochs trained
   * @param scaled whether {@code scaler.json} gives rows their units back
   */
  record Description(
      int formatVersion,
      String engine,
      GanSettings settings,
      RowShape shape,
      int classes,
      int epochs,
      Ended ended,
      boolean scaled,
      List<GanReport> history,
      List<ParameterFile.Tensor> parameters) {}

  /** Writes the generator's files, the description last. */
  static void save(
      Path folder,
      GanData data,
      GanSettings settings,
      GanProgress progress,
      Ended ended,
      Parameters parameters,
      Optional<Scaler> scaler)
      throws IOException {
    ParameterFile.write(folder.resolve("generator.f32"), parameters);
    if (scaler.isPresent()) {
      byte[] text = JSON.writeValueAsBytes(scaler.get());
      AtomicFile.replace(folder.resolve("scaler.json"), out -> out.write(text));
    }
    Description description =
        new Description(
            FORMAT,
            TorchEngine.version(),
            settings,
            data.shape(),
            data.classes(),
            progress.history().size(),
            ended,
            scaler.isPresent(),
            progress.history(),
            ParameterFile.tensors(parameters));
    AtomicFile.replace(
        folder.resolve("generator.json"), out -> out.write(JSON.writeValueAsBytes(description)));
  }

  /** Writes a line an epoch. */
  static void writeHistory(Path folder, List<GanReport> history) throws IOException {
    StringBuilder text =
        new StringBuilder("epoch,generatorLoss,discriminatorLoss,realScore,fakeScore,seconds\n");
    for (GanReport report : history) {
      text.append(report.epoch()).append(',');
      text.append(report.generatorLoss()).append(',').append(report.discriminatorLoss());
      text.append(',').append(report.realScore()).append(',').append(report.fakeScore());
      text.append(',').append(report.seconds()).append('\n');
    }
    AtomicFile.replace(
        folder.resolve("history.csv"),
        out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Reads the description.
   *
   * @throws IOException if it is missing, damaged or of another format
   */
  static Description description(Path folder) throws IOException {
    Path file = folder.resolve("generator.json");
    Description description = JSON.readValue(Files.readAllBytes(file), Description.class);
    if (description.formatVersion() != FORMAT) {
      throw new IOException(
          file + " has format " + description.formatVersion() + "; this version reads " + FORMAT);
    }
    return description;
  }

  /** The scaler; empty if rows were learnt as they are. */
  static Optional<Scaler> scaler(Path folder, Description description) throws IOException {
    return description.scaled()
        ? Optional.of(
            JSON.readValue(Files.readAllBytes(folder.resolve("scaler.json")), Scaler.class))
        : Optional.empty();
  }

  /**
   * Reads the parameters in place.
   *
   * @throws IOException if the description names other tensors or the file has another size
   */
  static void readParameters(Path folder, Description description, Parameters parameters)
      throws IOException {
    ParameterFile.read(
        folder.resolve("generator.f32"),
        description.parameters(),
        parameters,
        "does not hold the generator that generator.json tells of; train it anew");
  }
}
