package org.tonewheel.pipelines.experiment.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tonewheel.pipelines.experiment.schema.Expectation;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Json;
import org.tonewheel.pipelines.experiment.schema.Problems;
import org.tonewheel.pipelines.experiment.settings.Source;

/** What holds between the fields of the sources, beyond the schema. */
final class SourceRules {
  private static final FieldPath SOURCES = FieldPath.ROOT.field("sources");
  private static final List<String> KINDS = List.of("folder", "glob", "manifest", "table");

  private SourceRules() {}

  /** Checks the sources and names the only one. */
  static void apply(ObjectNode experiment, Problems problems) {
    JsonNode sources = experiment.path("sources");
    if (sources.size() == 1 && sources.path(0) instanceof ObjectNode only && !only.has("name")) {
      only.put("name", Source.ONLY);
    }
    Map<String, Integer> seen = new TreeMap<>();
    for (int i = 0; i < sources.size(); i++) {
      FieldPath path = SOURCES.item(i);
      if (problems.within(path) || !sources.get(i).isObject()) {
        continue;
      }
      checkOne(Json.bind(sources.get(i), Source.class), path, problems);
      String name = sources.get(i).path("name").asText();
      Integer first = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), i);
      if (name.isEmpty()) {
        problems.add(
            path.field("name"), "the field `name` is missing", "a name, since there are several");
      } else if (first != null) {
        problems.add(path.field("name"), "`" + name + "` names sources[" + first + "] too", "");
      }
    }
  }

  private static void checkOne(Source source, FieldPath path, Problems problems) {
    List<String> given = KINDS.stream().filter(kind -> Json.tree(source).has(kind)).toList();
    if (given.size() != 1) {
      String what =
          given.isEmpty()
              ? "says not where the tracks lie"
              : Expectation.quoted(given) + " are given together";
      problems.add(path, what, "exactly one of " + Expectation.quoted(KINDS));
    }
    if (source.glob() != null) {
      Globs.check(source.glob(), path.field("glob"), problems);
    }
    if (source.metadata() != null && source.hasRows()) {
      problems.addAtKey(
          path.field("metadata"), "a table takes no metadata", "a column of role `group`", "");
    } else if (source.metadata() != null && source.manifest() != null) {
      problems.addAtKey(
          path.field("metadata"),
          "a manifest takes no metadata",
          "further columns in the manifest itself",
          "");
    }
    if (source.roots() != null && source.manifest() == null) {
      problems.addAtKey(path.field("roots"), "is given without `manifest`", "both or neither", "");
    }
    if (source.key() != null && source.metadata() == null) {
      problems.addAtKey(path.field("key"), "is given without `metadata`", "both or neither", "");
    }
  }

  /** Returns whether a source has this content, or has a mistake and so may have it. */
  static boolean mayHold(ObjectNode experiment, Source.Content content, Problems problems) {
    JsonNode sources = experiment.path("sources");
    boolean may = problems.within(SOURCES);
    for (int i = 0; !may && i < sources.size(); i++) {
      may = Json.bind(sources.get(i), Source.class).content() == content;
    }
    return may;
  }

  /** Returns the source of a name, if it is there and without a problem. */
  static Optional<Source> named(ObjectNode experiment, String name, Problems problems) {
    JsonNode sources = experiment.path("sources");
    for (int i = 0; i < sources.size(); i++) {
      if (sources.get(i).path("name").asText().equals(name) && !problems.within(SOURCES.item(i))) {
        return Optional.of(Json.bind(sources.get(i), Source.class));
      }
    }
    return Optional.empty();
  }
}
