package org.tonewheel.pipelines.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What holds between a branch, its net and the rest of the experiment, beyond the schema. */
final class BranchRules {
  /** The fields that every net takes. */
  static final ImmutableList<String> COMMON =
      ImmutableList.of("name", "net", "source", "features", "split", "seeds");

  private static final FieldPath BRANCHES = FieldPath.ROOT.field("branches");

  private final ObjectNode experiment;
  private final Problems problems;

  private BranchRules(ObjectNode experiment, Problems problems) {
    this.experiment = experiment;
    this.problems = problems;
  }

  /** Checks the branches, and fills in what their nets need. */
  static void apply(ObjectNode experiment, Problems problems) {
    BranchRules rules = new BranchRules(experiment, problems);
    JsonNode branches = experiment.path("branches");
    for (int i = 0; i < branches.size(); i++) {
      FieldPath path = BRANCHES.item(i);
      if (!problems.within(path) && branches.get(i) instanceof ObjectNode branch) {
        rules.checkOne(branch, path);
      }
    }
  }

  private void checkOne(ObjectNode branch, FieldPath path) {
    Net net = Json.bind(branch.path("net"), Net.class);
    List<String> taken =
        ImmutableList.<String>builder().addAll(COMMON).addAll(net.defaults().keySet()).build();
    branch
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!taken.contains(field)) {
                problems.addAtKey(
                    path.field(field),
                    "the net `" + net.id() + "` does not take it",
                    "one of " + Expectation.quoted(taken),
                    "");
              }
            });
    net.defaults()
        .forEach(
            (field, value) -> {
              if (!branch.has(field)) {
                branch.set(field, value);
              }
            });
    if (!branch.has("seeds")) {
      branch.putArray("seeds").add(experiment.path("seed"));
    }
    refer(branch, path, "source", sourceNames(), "source", "sources");
    refer(branch, path, "features", names("featureSets"), "feature set", "featureSets");
    refer(branch, path, "split", names("splits"), "split", "splits");
    if (net == Net.NET5 && branch.path("hidden").size() > 1) {
      problems.add(
          path.field("hidden"), "the net `net5` has one width for all its layers", "one number");
    }
    for (String list : List.of("split", "optimizer", "rate", "epochs", "seeds")) {
      checkDistinct(branch.path(list), path.field(list));
    }
    checkGroups(branch, path);
  }

  /** Checks that what a branch names is there; where there is just one, it need not be named. */
  private void refer(
      ObjectNode branch,
      FieldPath path,
      String field,
      Set<String> names,
      String kind,
      String section) {
    if (problems.at(FieldPath.ROOT.field(section))) {
      return; // what it would have held is not known
    }
    FieldPath at = path.field(field);
    String expected =
        names.isEmpty()
            ? "a " + kind + " under `" + section + "`, which has none"
            : "one of " + Expectation.quoted(names);
    JsonNode given = branch.path(field);
    if (given.isMissingNode() && names.size() == 1) {
      branch.put(field, names.iterator().next());
    } else if (given.isMissingNode()) {
      problems.add(at, "the field `" + field + "` is missing", expected);
    } else if (given.isTextual()) {
      checkName(given.asText(), names, kind, at, expected);
    } else {
      for (int i = 0; i < given.size(); i++) {
        checkName(given.get(i).asText(), names, kind, at.item(i), expected);
      }
    }
  }

  private void checkName(
      String name, Set<String> names, String kind, FieldPath at, String expected) {
    if (!names.contains(name)) {
      String hint = NearName.hint(name, names);
      problems.add(at, "there is no " + kind + " `" + name + "`", expected, hint);
    }
  }

  private Set<String> names(String section) {
    return ImmutableSet.copyOf(experiment.path(section).fieldNames());
  }

  private Set<String> sourceNames() {
    ImmutableSet.Builder<String> names = ImmutableSet.builder();
    experiment
        .path("sources")
        .forEach(
            source -> {
              if (source.path("name").isTextual()) {
                names.add(source.path("name").asText());
              }
            });
    return names.build();
  }

  private void checkDistinct(JsonNode list, FieldPath path) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; list.isArray() && i < list.size(); i++) {
      JsonNode value = list.get(i);
      String plain = value.isNumber() ? String.valueOf(value.doubleValue()) : value.asText();
      if (!seen.add(plain)) {
        problems.add(path.item(i), "`" + value.asText() + "` is given twice", "");
      }
    }
  }

  private void checkGroups(ObjectNode branch, FieldPath path) {
    if (problems.within(path)) {
      return;
    }
    BranchSpec spec = Json.bind(branch, BranchSpec.class);
    for (String name : spec.split()) {
      boolean byGroup =
          experiment.path("splits").path(name).path("protocol").asText().equals("group");
      SourceRules.named(experiment, spec.source(), problems)
          .filter(source -> byGroup && source.metadata() == null && source.manifest() == null)
          .ifPresent(
              source ->
                  problems.add(
                      path.field("split"),
                      "the split `"
                          + name
                          + "` needs a column, and the source `"
                          + source.name()
                          + "` has no metadata",
                      "a source with `metadata` or `manifest`"));
    }
  }
}
