package org.tonewheel.nets;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.google.common.primitives.Floats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tonewheel.nets.checkpoint.AtomicFile;
import org.tonewheel.nets.checkpoint.ParameterFile;
import org.tonewheel.nets.engine.Parameters;
import org.tonewheel.nets.engine.TorchEngine;

/**
 * A trained net in a folder: {@code model.f32}, all parameters as little-endian floats one after
 * the other; {@code model.json}, their names and shapes in that order, and how the net was built;
 * {@code scaler.json}, means and deviations by feature; {@code provenance.json}, see {@link
 * NetProvenance}.
 */
final class ModelFiles {
  private static final int FORMAT = 3;
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  private ModelFiles() {}

  /**
   * {@code model.json}.
   *
   * @param epoch the epoch whose weights these are
   * @param epochs epochs trained
   * @param classWeights how much rows counted, by class; null where all counted the same
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
      List<ParameterFile.Tensor> parameters,
      @JsonInclude(JsonInclude.Include.NON_NULL) List<Float> classWeights) {}

  /** Writes the files, the description last. */
  static void save(
      Path folder,
      LabelledRows data,
      NetSettings settings,
      Progress progress,
      Ended ended,
      Parameters parameters,
      Scaler scaler)
      throws IOException {
    ParameterFile.write(folder.resolve("model.f32"), parameters);
    AtomicFile.replace(
        folder.resolve("scaler.json"), out -> out.write(JSON.writeValueAsBytes(scaler)));
    NetProvenance provenance = NetProvenance.of(data, settings, progress);
    AtomicFile.replace(
        folder.resolve("provenance.json"), out -> out.write(JSON.writeValueAsBytes(provenance)));
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
            ParameterFile.tensors(parameters),
            data.classWeights().length == 0 ? null : Floats.asList(data.classWeights()));
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
    Description description = JSON.readValue(Files.readAllBytes(file), Description.class);
    if (description.formatVersion() != FORMAT) {
      throw new IOException(
          file + " has format " + description.formatVersion() + "; this version reads " + FORMAT);
    }
    return description;
  }

  static Scaler scaler(Path folder) throws IOException {
    return JSON.readValue(Files.readAllBytes(folder.resolve("scaler.json")), Scaler.class);
  }

  /**
   * Reads the parameters in place.
   *
   * @throws IOException if the description names other tensors or the file has another size
   */
  static void readParameters(Path folder, Description description, Parameters parameters)
      throws IOException {
    ParameterFile.read(
        folder.resolve("model.f32"),
        description.parameters(),
        parameters,
        "does not hold the parameters of a " + description.settings().net());
  }
}
