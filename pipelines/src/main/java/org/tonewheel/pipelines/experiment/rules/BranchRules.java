package org.tonewheel.pipelines.experiment.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tonewheel.pipelines.experiment.schema.Expectation;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Json;
import org.tonewheel.pipelines.experiment.schema.Problems;
import org.tonewheel.pipelines.experiment.settings.BranchSpec;
import org.tonewheel.pipelines.experiment.settings.Net;
import org.tonewheel.pipelines.experiment.settings.Source;
import org.tonewheel.pipelines.experiment.settings.Split;
import org.tonewheel.pipelines.experiment.settings.Synthesis;
import org.tonewheel.table.NearName;

/** What holds between a branch, its net and the rest of the experiment, beyond the schema. */
public final class BranchRules {
  /** The nets that learn from rows. */
  private static final ImmutableList<String> OF_TABLES =
      Arrays.stream(Net.values())
          .filter(net -> net.input() == Net.Input.STATISTICS)
          .map(Net::id)
          .collect(ImmutableList.toImmutableList());

  private static final FieldPath BRANCHES = FieldPath.ROOT.field("branches");

  private final ObjectNode experiment;
  private final Problems problems;
  private final NetRules nets;

  private BranchRules(ObjectNode experiment, Problems problems) {
    this.experiment = experiment;
    this.problems = problems;
    this.nets = new NetRules(experiment);
  }

  /**
   * Checks the branches, and fills in what their nets need. One that has a problem already is
   * passed over.
   *
   * @param experiment with the schema's defaults and those of the parts that branches refer to;
   *     changed
   * @param problems what is wrong is added to these
   */
  public static void apply(ObjectNode experiment, Problems problems) {
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
    nets.check(net, branch, path, nets.taken(net), problems);
    if (!branch.has("seeds")) {
      branch.putArray("seeds").add(experiment.path("seed"));
    }
    refer(branch, path, "source", sourceNames(), "source", "sources");
    referToInput(branch, path, net);
    if (nets.takesSynthesis(net)) {
      referToSynthesis(branch, path, net);
    }
    if (net == Net.ENSEMBLE) {
      new MemberRules(experiment, problems, nets).apply(branch, path.field(MemberRules.FIELD));
    }
    refer(branch, path, "split", names("splits"), "split", "splits");
    if ((net == Net.NET5 || net == Net.NET6) && branch.path("hidden").size() > 1) {
      problems.add(
          path.field("hidden"),
          "the net `" + net.id() + "` has one width for all its layers",
          "one number");
    }
    for (String list :
        List.of("split", NetRules.SYNTHESIS, "optimizer", "rate", "epochs", "seeds")) {
      checkDistinct(branch.path(list), path.field(list));
    }
    PublishedRules.check(branch, path, problems);
    checkSplits(branch, path, net);
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

  /** Checks that the source and the feature set or picture set are such as the net learns from. */
  private void referToInput(ObjectNode branch, FieldPath path, Net net) {
    Optional<Source> source =
        SourceRules.named(experiment, branch.path("source").asText(), problems);
    if (net.input() != Net.Input.PICTURES
        && source.filter(s -> s.content() == Source.Content.PICTURES).isPresent()) {
      problems.add(
          path.field("source"),
          "`"
              + source.get().name()
              + "` holds pictures, and the net `"
              + net.id()
              + "` hears audio",
          "a source of audio");
    }
    if (net.input() != Net.Input.STATISTICS && source.filter(Source::hasRows).isPresent()) {
      problems.add(
          path.field("net"),
          "`" + net.id() + "` sees audio or pictures, and the source is a table",
          "one of " + Expectation.quoted(OF_TABLES));
      return;
    }
    InputChoice sets = new InputChoice(experiment, problems, net.input(), source);
    if (branch.has("features")) {
      String asker = "the net `" + net.id() + "`";
      sets.check(branch.path("features").asText(), asker, path.field("features"));
    } else if (sets.fitting().size() == 1) {
      branch.put("features", sets.fitting().get(0));
    } else if (sets.isKnown()) {
      problems.add(path.field("features"), "the field `features` is missing", sets.expected());
    }
  }

  /** Checks that the synthetic sets are there, and that Net6 has one and nothing else. */
  private void referToSynthesis(ObjectNode branch, FieldPath path, Net net) {
    if (!branch.has(NetRules.SYNTHESIS) && net != Net.NET6) {
      branch.putArray(NetRules.SYNTHESIS).add(Synthesis.NONE);
    }
    if (problems.at(SynthesisRules.SETS) || problems.at(SynthesisRules.SETS.parent())) {
      return; // what it would have held is not known
    }
    Set<String> sets = ImmutableSet.copyOf(SynthesisRules.SETS.in(experiment).fieldNames());
    FieldPath at = path.field(NetRules.SYNTHESIS);
    String expected =
        sets.isEmpty()
            ? "a set under `" + SynthesisRules.SETS + "`, which has none"
            : "one of " + Expectation.quoted(sets);
    JsonNode given = branch.path(NetRules.SYNTHESIS);
    if (given.isMissingNode()) {
      problems.add(
          at,
          "the field `synthesis` is missing, and `net6` is `net5` on a training side that is"
              + " enlarged",
          expected);
    }
    List<JsonNode> names = given.isArray() ? ImmutableList.copyOf(given) : List.of(given);
    for (int i = 0; i < names.size() && !given.isMissingNode(); i++) {
      FieldPath item = given.isArray() ? at.item(i) : at;
      if (!names.get(i).asText().equals(Synthesis.NONE)) {
        checkName(names.get(i).asText(), sets, "synthetic set", item, expected);
      } else if (net == Net.NET6) {
        problems.add(
            item,
            "`net6` is `net5` on a training side that is enlarged, and this leaves it as it is",
            expected,
            "`net5` without synthetic segments is a branch of `net: net5`");
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

  /** Checks that a branch's source and net can be divided as its splits say. */
  private void checkSplits(ObjectNode branch, FieldPath path, Net net) {
    if (problems.within(path)) {
      return;
    }
    BranchSpec spec = Json.bind(branch, BranchSpec.class);
    for (String name : spec.split()) {
      JsonNode split = experiment.path("splits").path(name);
      if (problems.within(FieldPath.ROOT.field("splits").field(name))) {
        continue;
      }
      if (net.input() == Net.Input.PICTURES
          && !ofSegments(spec.features())
          && SplitRules.protocol(split) == Split.Protocol.SEGMENT) {
        problems.add(
            path.field("split"),
            "the split `" + name + "` divides the segments of tracks, and a track is one picture",
            "a split with another `protocol`, or pictures drawn with `per: segment`");
      }
      SourceRules.named(experiment, spec.source(), problems)
          .filter(source -> split.has("group") || split.has("column"))
          .filter(source -> source.metadata() == null && source.manifest() == null)
          .filter(source -> !source.hasRows())
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

  /** Returns whether a picture set is of segments, or has a mistake that hides it. */
  private boolean ofSegments(String set) {
    return set != null
        && (problems.within(FieldPath.ROOT.field("pictureSets").field(set))
            || experiment.path("pictureSets").path(set).path("per").asText().equals("segment"));
  }
}
