package org.tonewheel.table;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.tonewheel.nets.checkpoint.AtomicFile;

/** A {@link Preparation} as {@code preparation.json}; doubles are read back to the bit. */
final class PreparationFile {
  private static final int FORMAT = 1;
  private static final String NAME = "preparation.json";
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  private PreparationFile() {}

  /** The file's content. */
  record Content(
      int formatVersion, PreparationSettings settings, long rows, List<FittedColumn> columns) {

    Content {
      Objects.requireNonNull(settings, "settings");
      columns = List.copyOf(columns);
    }
  }

  static void write(
      Path folder, PreparationSettings settings, long rows, List<FittedColumn> columns)
      throws IOException {
    byte[] text = JSON.writeValueAsBytes(new Content(FORMAT, settings, rows, columns));
    AtomicFile.replace(folder.resolve(NAME), out -> out.write(text));
  }

  static Preparation read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    byte[] text = Files.readAllBytes(file);
    try {
      JsonNode tree = JSON.readTree(text);
      int format = tree.path("formatVersion").asInt();
      if (format != FORMAT) {
        throw new IOException(
            "%s has format %d; this version reads %d: train the model anew"
                .formatted(file, format, FORMAT));
      }
      Content content = JSON.treeToValue(tree, Content.class);
      return new Preparation(content.settings(), content.rows(), content.columns());
    } catch (JacksonException e) {
      throw new IOException(
          "%s is damaged (%s): train the model anew".formatted(file, e.getMessage()), e);
    }
  }
}
