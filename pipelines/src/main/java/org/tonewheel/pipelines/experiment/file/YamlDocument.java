package org.tonewheel.pipelines.experiment.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Problem;
import org.tonewheel.pipelines.experiment.schema.Problems;
import org.tonewheel.pipelines.experiment.schema.Problems.Position;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * YAML text as a tree of values that knows where each of them stands. Only what JSON has is
 * allowed: mappings with text keys, lists, text, numbers, booleans. Size, depth and the number of
 * values that aliases unfold to are limited.
 */
final class YamlDocument {
  private static final int DEEPEST = 30;
  private static final int MOST_ALIASES = 100;
  private static final int MOST_VALUES = 100_000;
  private static final CoreResolver RESOLVER = new CoreResolver();

  private final Map<FieldPath, Position> keys = new HashMap<>();
  private final Map<FieldPath, Position> values = new HashMap<>();
  private final Map<FieldPath, String> rejected = new HashMap<>();
  private final JsonNode root;
  private final Problems problems;
  private int count;

  private YamlDocument(Node node) {
    JsonNode tree = convert(node, FieldPath.ROOT, 0);
    root = tree;
    problems = new Problems(keys, values);
    rejected.forEach((path, what) -> problems.addAtKey(path, what, "", ""));
  }

  /**
   * Reads one YAML document.
   *
   * @throws ExperimentException where the text is not YAML, holds several documents or none, or
   *     exceeds a limit
   */
  static YamlDocument parse(Path file, String text) throws ExperimentException {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setNestingDepthLimit(DEEPEST);
    options.setCodePointLimit(Integer.MAX_VALUE);
    // Tags do nothing here; letting them pass the parser reports them like all other mistakes.
    options.setTagInspector(tag -> true);
    try {
      Node node =
          new Composer(new ParserImpl(new StreamReader(text), options), RESOLVER, options)
              .getSingleNode();
      if (node == null) {
        throw new ExperimentException(
            file, "the file is empty", "a mapping that begins with `name: ...`");
      }
      return new YamlDocument(node);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      String context = e.getContext() == null ? "" : " " + e.getContext();
      throw syntax(file, text, position(mark), e.getProblem() + context);
    } catch (ReaderException e) {
      String before = text.substring(0, Math.min(e.getPosition(), text.length()));
      int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
      String what = String.format("the character U+%04X is not allowed", e.getCodePoint());
      throw syntax(
          file, text, new Position(line, before.length() - before.lastIndexOf('\n')), what);
    } catch (YAMLException e) {
      throw syntax(file, text, new Position(0, 0), e.getMessage());
    }
  }

  private static ExperimentException syntax(Path file, String text, Position at, String what) {
    String tab = what.contains("(TAB)") ? "spaces: YAML does not allow tabs here" : "";
    String oneLine = "not YAML: " + what.replaceAll("\\s+", " ");
    return new ExperimentException(
        file, text, List.of(new Problem(at.line(), at.column(), "", oneLine, tab, "")));
  }

  private JsonNode convert(Node node, FieldPath path, int depth) {
    values.put(path, position(node.getStartMark()));
    if (depth > DEEPEST || ++count > MOST_VALUES) {
      throw new ParserException(
          null, null, "aliases unfold to too many values", node.getStartMark());
    }
    if (node instanceof MappingNode mapping) {
      return mapping(mapping, path, depth);
    }
    if (node instanceof SequenceNode sequence) {
      checkTag(node, Tag.SEQ, path);
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      for (Node item : sequence.getValue()) {
        list.add(convert(item, path.item(list.size()), depth + 1));
      }
      return list;
    }
    return scalar((ScalarNode) node, path);
  }

  private ObjectNode mapping(MappingNode node, FieldPath path, int depth) {
    checkTag(node, Tag.MAP, path);
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        rejected.put(path, "a field's name must be plain text, not a list or mapping");
        continue;
      }
      FieldPath field = path.field(key.getValue());
      Position first = keys.get(field);
      if (first != null && object.has(key.getValue())) {
        rejected.put(field, "the field is given twice, first in line " + first.line());
        keys.put(field, position(key.getStartMark()));
        continue;
      }
      keys.put(field, position(key.getStartMark()));
      object.set(key.getValue(), convert(tuple.getValueNode(), field, depth + 1));
    }
    return object;
  }

  private JsonNode scalar(ScalarNode node, FieldPath path) {
    String text = node.getValue();
    Tag tag = node.isPlain() ? RESOLVER.resolve(NodeId.scalar, text, true) : Tag.STR;
    checkTag(node, tag, path);
    JsonNodeFactory make = JsonNodeFactory.instance;
    if (tag.equals(Tag.NULL)) {
      return make.nullNode();
    } else if (tag.equals(Tag.BOOL)) {
      return make.booleanNode(Boolean.parseBoolean(text));
    } else if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return CoreResolver.number(text);
    }
    return make.textNode(text);
  }

  private void checkTag(Node node, Tag plain, FieldPath path) {
    if (!node.getTag().equals(plain)) {
      rejected.put(path, "the tag " + node.getTag() + " is not allowed");
    }
  }

  private static Position position(Mark mark) {
    return mark == null
        ? new Position(1, 1)
        : new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** Returns the whole file; a mapping, if the file is as it should be. */
  JsonNode root() {
    return root;
  }

  /** Returns what is wrong so far: fields given twice, tags. */
  Problems problems() {
    return problems;
  }
}
