package org.tonewheel.pipelines.experiment.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tonewheel.pipelines.experiment.branches.RowSettings;
import org.tonewheel.pipelines.experiment.schema.Expectation;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Json;
import org.tonewheel.pipelines.experiment.schema.Problems;
import org.tonewheel.pipelines.experiment.settings.Source;
import org.tonewheel.pipelines.experiment.settings.Split;
import org.tonewheel.pipelines.experiment.settings.TableSet;
import org.tonewheel.table.NearName;

/**
 * What holds for an experiment on a table: it is its only source, so that an experiment is either
 * of one table or of recordings and pictures.
 */
final class TableRules {
  private static final FieldPath SOURCES = FieldPath.ROOT.field("sources");
  private static final FieldPath SETS = FieldPath.ROOT.field("tableSets");
  private static final FieldPath SPLITS = FieldPath.ROOT.field("splits");
  private static final List<String> OWN = List.of("missing", "repeats", "columns");

  private final ObjectNode experiment;
  private final Problems problems;

  private TableRules(ObjectNode experiment, Problems problems) {
    this.experiment = experiment;
    this.problems = problems;
  }

  /** Refuses the kind of files of a table; comes before the defaults, of which it is one. */
  static void checkContent(ObjectNode experiment, Problems problems) {
    JsonNode sources = experiment.path("sources");
    for (int i = 0; i < sources.size(); i++) {
      if (sources.get(i).has("table") && sources.get(i).has("content")) {
        problems.addAtKey(
            SOURCES.item(i).field("content"), "a table holds rows, not files", "no such field", "");
      }
    }
  }

  /** Takes the default kind of files from tables again. */
  static void leaveContentOut(ObjectNode experiment) {
    for (JsonNode source : experiment.path("sources")) {
      if (source.has("table")) {
        ((ObjectNode) source).remove("content");
      }
    }
  }

  /** Returns whether the experiment is, or is meant to be, on a table. */
  static boolean isTable(ObjectNode experiment) {
    for (JsonNode source : experiment.path("sources")) {
      if (source.has("table")) {
        return true;
      }
    }
    return false;
  }

  /** Checks the table, its sets and what may not stand beside it, and fills in its defaults. */
  static void apply(ObjectNode experiment, Problems problems) {
    TableRules rules = new TableRules(experiment, problems);
    JsonNode sources = experiment.path("sources");
    for (int i = 0; i < sources.size(); i++) {
      FieldPath path = SOURCES.item(i);
      if (sources.get(i).has("table")) {
        rules.checkTable((ObjectNode) sources.get(i), path);
      } else if (!problems.within(path)) {
        rules.checkOther(sources.get(i), path);
      }
    }
    if (isTable(experiment)) {
      rules.checkBeside();
    } else if (!problems.within(SOURCES)) {
      rules.checkWithout();
    }
  }

  private void checkTable(ObjectNode source, FieldPath path) {
    if (experiment.path("sources").size() > 1) {
      problems.add(
          path, "a table stands beside other sources", "the table as the experiment's only source");
    }
    if (problems.within(path)) {
      return;
    }
    if (!source.has("missing")) {
      source.putArray("missing").add("");
    }
    if (!source.has("repeats")) {
      source.putArray("repeats");
    }
    if (source.path("columns").isEmpty()) {
      problems.add(
          path.field("columns"),
          "the columns of the table are not named",
          "every column of its header, such as `energy: {role: numeric}`");
      return;
    }
    ColumnRules.check(source, path, problems);
    if (!problems.within(path)) {
      checkSets(Json.bind(source, Source.class));
    }
  }

  private void checkOther(JsonNode source, FieldPath path) {
    for (String field : OWN) {
      if (source.has(field)) {
        problems.addAtKey(path.field(field), "is given without `table`", "both or neither", "");
      }
    }
  }

  private void checkSets(Source table) {
    for (Map.Entry<String, JsonNode> set : experiment.path("tableSets").properties()) {
      FieldPath path = SETS.field(set.getKey());
      if (!problems.within(path)) {
        RowSettings.preparation(Json.bind(set.getValue(), TableSet.class))
            .problems(RowSettings.layout(table))
            .forEach(
                problem ->
                    problems.add(path.field("log"), problem, "numeric columns with a `min`"));
      }
    }
  }

  /** Checks what cannot be where the tracks are rows. */
  private void checkBeside() {
    for (String field : List.of("exclude", "relabel")) {
      if (!experiment.path(field).isEmpty()) {
        problems.addAtKey(
            FieldPath.ROOT.field(field), "is of tracks that are files, not rows", "none", "");
      }
    }
    if (!SynthesisRules.SETS.in(experiment).isEmpty()) {
      problems.addAtKey(
          SynthesisRules.SETS,
          "are of audio, and the source is a table",
          "`smote: true` in branches",
          "");
    }
    JsonNode sources = experiment.path("sources");
    for (Map.Entry<String, JsonNode> split : experiment.path("splits").properties()) {
      FieldPath path = SPLITS.field(split.getKey());
      if (problems.within(path)) {
        continue;
      }
      Split.Protocol protocol = SplitRules.protocol(split.getValue());
      if (protocol != Split.Protocol.ROW && protocol != Split.Protocol.GROUP) {
        problems.add(
            path.field("protocol"),
            "`" + Json.tree(protocol).asText() + "` is of tracks that are files",
            "`group`, or the unsafe `row`, for the rows of a table");
      } else if (protocol == Split.Protocol.GROUP && !problems.within(SOURCES)) {
        checkGroup(
            split.getValue().path("group").asText(),
            path.field("group"),
            Json.bind(sources.get(0), Source.class));
      }
    }
  }

  private void checkGroup(String group, FieldPath path, Source table) {
    Set<String> groups = RowSettings.groups(table);
    if (!groups.contains(group)) {
      problems.add(
          path,
          "the table has no group `" + group + "`",
          "one of " + Expectation.quoted(groups),
          NearName.hint(group, groups));
    }
  }

  /** Checks what only tables have. */
  private void checkWithout() {
    if (experiment.has("exploration")) {
      problems.addAtKey(
          FieldPath.ROOT.field("exploration"),
          "is of a table, and no source is one",
          "a source `table`",
          "");
    }
    for (Map.Entry<String, JsonNode> set : experiment.path("tableSets").properties()) {
      problems.addAtKey(
          SETS.field(set.getKey()), "is of a table, and no source is one", "a source `table`", "");
    }
    for (Map.Entry<String, JsonNode> split : experiment.path("splits").properties()) {
      FieldPath path = SPLITS.field(split.getKey());
      if (!problems.within(path) && SplitRules.protocol(split.getValue()) == Split.Protocol.ROW) {
        problems.add(
            path.field("protocol"),
            "`row` is of a table, and no source is one",
            "`segment`, `track`, `group` or `lists`");
      }
    }
  }
}
