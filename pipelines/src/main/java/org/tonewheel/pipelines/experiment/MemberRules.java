package org.tonewheel.pipelines.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What holds for the members of an ensemble, beyond the schema. */
final class MemberRules {
  static final String FIELD = "members";

  /** What a member has from its ensemble. */
  private static final ImmutableList<String> SHARED =
      ImmutableList.of("name", "source", "split", "seeds", "synthesis", PublishedRules.FIELD);

  private static final ImmutableList<String> SINGLE = ImmutableList.of("rate", "epochs");

  private static final String FEATURES = "features";

  private final ObjectNode experiment;
  private final Problems problems;
  private final boolean onTable;
  private final Settings settings;

  /** Checks what a net is given, and fills in its defaults. */
  interface Settings {
    void check(Net net, ObjectNode branch, FieldPath path, List<String> taken);
  }

  MemberRules(ObjectNode experiment, Problems problems, boolean onTable, Settings settings) {
    this.experiment = experiment;
    this.problems = problems;
    this.onTable = onTable;
    this.settings = settings;
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
    if (net.input() != Net.Input.STATISTICS || net == Net.ENSEMBLE) {
      problems.add(
          path.field("net"),
          "`" + net.id() + "` is no net for rows and statistics",
          "one of " + Expectation.quoted(nets()));
      return;
    }
    List<String> taken =
        BranchRules.taken(experiment, net).stream()
            .filter(field -> !SHARED.contains(field))
            .filter(field -> onTable || !field.equals(FEATURES)) // frames are read once for all
            .toList();
    settings.check(net, member, path, taken);
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

  private List<String> nets() {
    return Arrays.stream(Net.values())
        .filter(net -> net.input() == Net.Input.STATISTICS && net != Net.ENSEMBLE)
        .map(Net::id)
        .toList();
  }
}
