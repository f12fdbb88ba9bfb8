package org.tonewheel.pipelines.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;

/**
 * Labels in JSON Lines: an object a line, whose fields are columns. A field {@code groups} may be
 * an object, whose fields are columns too; all others are texts, numbers, booleans or null, which
 * is no value.
 */
final class JsonLines {
  private static final String GROUPS = "groups";

  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private JsonLines() {}

  static LabelTable read(Path file, BufferedReader reader) throws IOException {
    Set<String> columns = new LinkedHashSet<>();
    List<LabelTable.Row> rows = new ArrayList<>();
    int number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      if (!line.isBlank()) {
        LabelTable.Row row =
            new LabelTable.Row("%s, line %d".formatted(file, number), new LinkedHashMap<>());
        fill(row, object(line, row.place()));
        columns.addAll(row.values().keySet());
        rows.add(row);
      }
    }
    return new LabelTable(file, List.copyOf(columns), rows);
  }

  private static JsonNode object(String line, String place) {
    try {
      JsonNode node = READER.readValue(line);
      if (node != null && node.isObject()) {
        return node;
      }
      throw new StageException(
          Exit.BAD_DATA,
          place + ": no JSON object, such as {\"path\": \"a.mp3\", \"genre\": \"x\"}");
    } catch (JsonProcessingException e) {
      int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
      throw new StageException(
          Exit.BAD_DATA,
          "%s, character %d: %s".formatted(place, column, e.getOriginalMessage()),
          e);
    }
  }

  private static void fill(LabelTable.Row row, JsonNode object) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      boolean groups = field.getKey().equals(GROUPS) && field.getValue().isObject();
      if (groups) {
        field.getValue().properties().forEach(group -> put(row, group.getKey(), group.getValue()));
      } else {
        put(row, field.getKey(), field.getValue());
      }
    }
  }

  private static void put(LabelTable.Row row, String column, JsonNode value) {
    if (value.isContainerNode()) {
      throw row.bad(column, "a text, a number, true, false or null, and not a list or an object");
    }
    String text = value.isNull() ? "" : value.asText().strip();
    if (row.values().putIfAbsent(column, text) != null) {
      throw row.bad(column, "given twice, once under `groups`");
    }
  }
}
