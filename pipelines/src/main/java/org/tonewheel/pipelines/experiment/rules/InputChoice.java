package org.tonewheel.pipelines.experiment.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tonewheel.pipelines.experiment.schema.Expectation;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Json;
import org.tonewheel.pipelines.experiment.schema.Problems;
import org.tonewheel.pipelines.experiment.settings.FeatureSet;
import org.tonewheel.pipelines.experiment.settings.Net;
import org.tonewheel.pipelines.experiment.settings.Source;
import org.tonewheel.table.NearName;

/** Which of an experiment's feature sets, picture sets or table sets a net can learn from. */
final class InputChoice {
  private static final String FEATURE_SETS = "featureSets";
  private static final String PICTURE_SETS = "pictureSets";
  private static final String TABLE_SETS = "tableSets";

  /** What a section's sets are called. */
  private static final ImmutableMap<String, String> KINDS =
      ImmutableMap.of(
          FEATURE_SETS, "feature set", PICTURE_SETS, "picture set", TABLE_SETS, "table set");

  private final ObjectNode experiment;
  private final Problems problems;
  private final Net.Input input;
  private final Optional<Source> source;
  private final Set<String> all;
  private final List<String> fitting = new ArrayList<>();

  /**
   * Looks for the sets that fit.
   *
   * @param input what the net sees
   * @param source where its tracks come from; empty where that is not known
   */
  InputChoice(ObjectNode experiment, Problems problems, Net.Input input, Optional<Source> source) {
    this.experiment = experiment;
    this.problems = problems;
    this.input = input;
    this.source = source;
    all = names(section());
    all.stream().filter(name -> misfit(name, "").isEmpty()).forEach(fitting::add);
  }

  private String section() {
    if (input == Net.Input.PICTURES) {
      return PICTURE_SETS;
    }
    return source.map(Source::hasRows).orElse(TableRules.isTable(experiment))
        ? TABLE_SETS
        : FEATURE_SETS;
  }

  private String kind() {
    return KINDS.get(section());
  }

  private Set<String> names(String section) {
    return ImmutableSet.copyOf(experiment.path(section).fieldNames());
  }

  /** Returns whether what there is to choose from has no mistake that hides it. */
  boolean isKnown() {
    return !problems.at(FieldPath.ROOT.field(section()));
  }

  /**
   * Returns the names of the sets that fit, and of those whose own mistakes hide whether they do.
   */
  List<String> fitting() {
    return fitting;
  }

  /** Returns what could be given, in words. */
  String expected() {
    if (!fitting.isEmpty()) {
      return "one of " + Expectation.quoted(fitting);
    }
    String which =
        switch (input) {
          case MEL -> " with mel bands and nothing else";
          case PICTURES -> source.map(InputChoice::wanted).orElse("");
          case FRAMES, STATISTICS -> "";
        };
    String none = all.isEmpty() ? ", which has none" : "";
    return "a " + kind() + which + " under `" + section() + "`" + none;
  }

  private static String wanted(Source source) {
    return source.content() == Source.Content.PICTURES ? " without `features`" : " with `features`";
  }

  /**
   * Checks a name that was given.
   *
   * @param asker who gave it, such as "the net `net1`"
   */
  void check(String name, String asker, FieldPath at) {
    if (!isKnown()) {
      return;
    }
    if (all.contains(name)) {
      misfit(name, asker).ifPresent(what -> problems.add(at, what, expected()));
    } else if (other(name).isPresent()) {
      problems.add(
          at,
          "`" + name + "` is a " + other(name).get() + ", and " + asker + " needs a " + kind(),
          expected());
    } else {
      String hint = NearName.hint(name, fitting);
      problems.add(at, "there is no " + kind() + " `" + name + "`", expected(), hint);
    }
  }

  /** Returns what kind of set has the name, if it is of another kind. */
  private Optional<String> other(String name) {
    return KINDS.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(section()) && names(entry.getKey()).contains(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Returns why a set does not fit. */
  private Optional<String> misfit(String name, String asker) {
    if (section().equals(TABLE_SETS)
        || problems.within(FieldPath.ROOT.field(section()).field(name))) {
      return Optional.empty();
    }
    JsonNode set = experiment.path(section()).path(name);
    return switch (input) {
      case FRAMES, STATISTICS -> Optional.empty();
      case MEL ->
          Json.bind(set, FeatureSet.class).melAlone()
              ? Optional.empty()
              : Optional.of("`" + name + "` is not of mel bands alone, which " + asker + " needs");
      case PICTURES -> source.flatMap(from -> misfit(name, set.has("features"), from));
    };
  }

  private static Optional<String> misfit(String name, boolean drawn, Source source) {
    boolean given = source.content() == Source.Content.PICTURES;
    if (drawn != given) {
      return Optional.empty();
    }
    String made = drawn ? "drawn from audio" : "of picture files";
    String held = given ? "pictures" : "audio";
    return Optional.of(
        "`" + name + "` is " + made + ", and the source `" + source.name() + "` holds " + held);
  }
}
