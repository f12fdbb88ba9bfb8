package org.tonewheel.pipelines.experiment.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.List;
import org.tonewheel.pipelines.experiment.schema.Expectation;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Problems;
import org.tonewheel.pipelines.experiment.settings.Net;

/**
 * Which settings a net takes in an experiment, and what holds between those that it is given,
 * beyond the schema.
 */
public final class NetRules {
  /** The sets that a net's training side is enlarged with. */
  static final String SYNTHESIS = "synthesis";

  /** The fields that every net takes; those that hear audio take {@code synthesis} too. */
  private static final ImmutableList<String> COMMON =
      ImmutableList.of("name", "net", "source", "features", "split", "seeds");

  private static final ImmutableSet<String> ON_TABLES = ImmutableSet.of("smote", "repeatParts");
  private static final String SEES_PICTURES =
      "synthetic segments are audio or its features, and this net sees pictures";
  private static final String OF_ROWS =
      "synthetic segments are audio or its features; of a table, `smote: true` makes rows";

  private final boolean onTable;

  /**
   * Rules for the nets of one experiment.
   *
   * @param experiment of which the sources say whether nets learn from the rows of a table
   */
  public NetRules(ObjectNode experiment) {
    onTable = TableRules.isTable(experiment);
  }

  /** Returns whether the tracks are the rows of a table. */
  boolean onTable() {
    return onTable;
  }

  /** Returns whether the net's training side can be enlarged with synthetic segments. */
  boolean takesSynthesis(Net net) {
    return net.takesSynthesis() && !onTable;
  }

  /** Returns the names of the fields that a branch of the net may have, each once. */
  public List<String> taken(Net net) {
    ImmutableList.Builder<String> taken = ImmutableList.builder();
    taken.addAll(COMMON);
    if (takesSynthesis(net)) {
      taken.add(SYNTHESIS);
    }
    return taken
        .addAll(net.defaults().keySet())
        .addAll(
            Sets.filter(net.options().keySet(), option -> onTable || !ON_TABLES.contains(option)))
        .addAll(net == Net.ENSEMBLE ? List.of(MemberRules.FIELD) : List.of())
        .add(PublishedRules.FIELD)
        .build();
  }

  /**
   * Checks that a net takes what it is given, and fills in what it takes and is not given.
   *
   * @param branch or member of an ensemble
   * @param taken the fields that it may have
   */
  void check(Net net, ObjectNode branch, FieldPath path, List<String> taken, Problems problems) {
    String why = onTable ? OF_ROWS : SEES_PICTURES;
    branch
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!taken.contains(field)) {
                problems.addAtKey(
                    path.field(field),
                    "the net `" + net.id() + "` does not take it",
                    "one of " + Expectation.quoted(taken),
                    field.equals(SYNTHESIS) ? why : "");
              }
            });
    ScheduleRules.check(net, branch, path, problems);
    ScheduleRules.defaults(net, branch)
        .forEach(
            (field, value) -> {
              if (!branch.has(field)) {
                branch.set(field, value.deepCopy());
              }
            });
    if (branch.path("smote").asBoolean() && branch.path("repeatParts").asInt() > 1) {
      problems.add(
          path.field("repeatParts"),
          "rows that SMOTE makes lie between rows of several repeats, so no part can be held out",
          "`smote: false`, or no `repeatParts`");
    }
  }
}
