package org.tonewheel.pipelines.experiment.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tonewheel.pipelines.experiment.schema.Expectation;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Json;
import org.tonewheel.pipelines.experiment.schema.Problems;
import org.tonewheel.pipelines.experiment.settings.Net;
import org.tonewheel.pipelines.experiment.settings.Source;

/** What holds for the members of an ensemble, beyond the schema. */
final class MemberRules {
  static final String FIELD = "members";

  /** What a member may be. */
  private static final ImmutableSet<Net> NETS =
      Arrays.stream(Net.values())
          .filter(net -> net.input() == Net.Input.STATISTICS && net != Net.ENSEMBLE)
          .collect(Sets.toImmutableEnumSet());

  /** What a member has from its ensemble. */
  private static final ImmutableList<String> SHARED =
      ImmutableList.of(
          "name", "source", "split", "seeds", NetRules.SYNTHESIS, PublishedRules.FIELD);

  private static final ImmutableList<String> SINGLE = ImmutableList.of("rate", "epochs");

  private static final String FEATURES = "features";

  private final ObjectNode experiment;
  private final Problems problems;
  private final NetRules nets;

  MemberRules(ObjectNode experiment, Problems problems, NetRules nets) {
    this.experiment = experiment;
    this.problems = problems;
    this.nets = nets;
  }

  /**
   * Checks the members, and fills in what they need.
   *
   * @param ensemble with its source and features
   */
  void apply(ObjectNode ensemble, FieldPath path) {
    JsonNode members = ensemble.path(FIELD);
    if (members.isMissingNode()) {
      problems.add(
          path,
          "the field `members` is missing, and an ensemble is the mean of some",
          "a list of at least 2 entries such as `{net: ffn}`");
    }
    for (int i = 0; i < members.size(); i++) {
      if (!problems.within(path.item(i)) && members.get(i) instanceof ObjectNode member) {
        checkOne(member, ensemble, path.item(i));
      }
    }
  }

  private void checkOne(ObjectNode member, ObjectNode ensemble, FieldPath path) {
    Net net = Json.bind(member.path("net"), Net.class);
    if (!NETS.contains(net)) {
      problems.add(
          path.field("net"),
          "`" + net.id() + "` is no net for rows and statistics",
          "one of " + Expectation.quoted(NETS.stream().map(Net::id).toList()));
      return;
    }
    List<String> taken =
        nets.taken(net).stream()
            .filter(field -> !SHARED.contains(field))
            // frames are read once for all members
            .filter(field -> nets.onTable() || !field.equals(FEATURES))
            .toList();
    nets.check(net, member, path, taken, problems);
    for (String field : SINGLE) {
      if (member.path(field).isArray() && member.path(field).size() != 1) {
        problems.add(
            path.field(field), "a member is one model, not one for each value", "one value");
      }
    }
    if (member.has(FEATURES)) {
      Optional<Source> source =
          SourceRules.named(experiment, ensemble.path("source").asText(), problems);
      new InputChoice(experiment, problems, net.input(), source)
          .check(
              member.path(FEATURES).asText(), "the net `" + net.id() + "`", path.field(FEATURES));
    } else if (ensemble.has(FEATURES)) {
      member.set(FEATURES, ensemble.get(FEATURES));
    }
    if (ensemble.has("source")) {
      member.set("source", ensemble.get("source"));
    }
  }
}
