package org.tonewheel.pipelines.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * JSON as the run directory holds it: records in, records out, properties in the order of the
 * record, unknown properties ignored so that a newer run stays readable.
 */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private Json() {}

  /** The value on one line. */
  public static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write " + value.getClass() + " as JSON", e);
    }
  }

  /** The value as a tree, for what holds parts that this program does not know. */
  static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** Parses one line. */
  public static <T> T parse(String line, Class<T> type) throws IOException {
    return MAPPER.readValue(line, type);
  }

  /**
   * Reads a file.
   *
   * @throws CorruptRunException if it is not the JSON that this program writes
   */
  public static <T> T read(Path file, Class<T> type) throws IOException {
    try {
      return MAPPER.readValue(Files.readAllBytes(file), type);
    } catch (JsonProcessingException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * The value of a tree that was read from a file.
   *
   * @throws CorruptRunException if it is not the JSON that this program writes
   */
  static <T> T convert(Path file, JsonNode tree, Class<T> type) throws IOException {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw unreadable(file, e);
    }
  }

  private static CorruptRunException unreadable(Path file, JsonProcessingException e) {
    return new CorruptRunException(
        file + " is not readable (" + e.getOriginalMessage() + "); run again with --fresh", e);
  }

  /** Writes a file whole or not at all, indented. */
  public static void write(Path file, Object value) throws IOException {
    byte[] bytes = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
    AtomicFiles.write(file, bytes);
  }
}
