package org.tonewheel.tuning;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The lines of a study file: a header, then an event each, all JSON. */
final class StudyLines {
  static final int FORMAT = 1;
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS); // no pruning has no settings

  private StudyLines() {}

  /** The first line. */
  record Header(int formatVersion, JsonNode settings) {}

  /** What happened to a trial. */
  enum Kind {
    @JsonProperty("suggested")
    SUGGESTED,
    @JsonProperty("intermediate")
    INTERMEDIATE,
    @JsonProperty("complete")
    COMPLETE,
    @JsonProperty("pruned")
    PRUNED,
    @JsonProperty("failed")
    FAILED
  }

  /**
   * Any other line.
   *
   * @param event what happened
   * @param trial the trial's number
   * @param epoch of an intermediate value, from 0
   * @param values that were suggested
   * @param value intermediate or final
   * @param message why it failed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Event(
      Kind event,
      int trial,
      Integer epoch,
      Map<String, Object> values,
      Double value,
      String message) {}

  static byte[] header(StudySettings settings) {
    return bytes(new Header(FORMAT, JSON.valueToTree(settings)));
  }

  static byte[] bytes(Object line) {
    try {
      return (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a line of a study cannot be written: " + line, e);
    }
  }

  /**
   * @throws StudyException if the line is no header or one of another version
   */
  static Header header(String line, String where) {
    Header header = parse(line, where, Header.class);
    if (header.formatVersion() != FORMAT) {
      throw new StudyException(
          StudyException.Kind.DAMAGED,
          "%s: format %d; this version reads %d".formatted(where, header.formatVersion(), FORMAT));
    }
    return header;
  }

  static Event event(String line, String where) {
    return parse(line, where, Event.class);
  }

  static StudySettings settings(Header header, String where) {
    try {
      return JSON.treeToValue(header.settings(), StudySettings.class);
    } catch (JsonProcessingException e) {
      throw damaged(where, e);
    }
  }

  /** What differs between the header's settings and others, a line each; empty if nothing does. */
  static Set<String> differences(Header header, StudySettings settings) {
    Set<String> differences = new TreeSet<>();
    // read back, so that numbers have the types that the file's have
    Header other = header(new String(header(settings), StandardCharsets.UTF_8), "settings");
    compare("", header.settings(), other.settings(), differences);
    return differences;
  }

  private static void compare(String path, JsonNode one, JsonNode other, Set<String> differences) {
    if (one.equals(other)) {
      return;
    }
    if (one.isObject() && other.isObject()) {
      Set<String> names = new TreeSet<>();
      one.fieldNames().forEachRemaining(names::add);
      other.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        compare(
            path.isEmpty() ? name : path + "." + name,
            one.path(name),
            other.path(name),
            differences);
      }
    } else if (one.isArray() && other.isArray() && one.size() == other.size()) {
      for (int i = 0; i < one.size(); i++) {
        compare(path + "[" + i + "]", one.get(i), other.get(i), differences);
      }
    } else {
      differences.add("%s is %s there and %s here".formatted(path, text(one), text(other)));
    }
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() ? "nothing" : node.toString();
  }

  private static <T> T parse(String line, String where, Class<T> type) {
    try {
      return JSON.readValue(line, type);
    } catch (JsonProcessingException e) {
      throw damaged(where, e);
    }
  }

  private static StudyException damaged(String where, JsonProcessingException cause) {
    return new StudyException(
        StudyException.Kind.DAMAGED,
        "%s cannot be read: %s; restore the file or begin another"
            .formatted(where, cause.getOriginalMessage()),
        cause);
  }
}
