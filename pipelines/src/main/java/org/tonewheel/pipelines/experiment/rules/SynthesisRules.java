package org.tonewheel.pipelines.experiment.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tonewheel.pipelines.experiment.schema.Expectation;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Json;
import org.tonewheel.pipelines.experiment.schema.Problems;
import org.tonewheel.pipelines.experiment.settings.Synthesis;
import org.tonewheel.pipelines.experiment.settings.SyntheticSet;

/** What holds between the fields of a synthetic set, beyond the schema. */
final class SynthesisRules {
  /** Where the sets stand. */
  static final FieldPath SETS = FieldPath.ROOT.field("synthesis").field("sets");

  /** The fields that every method takes. */
  private static final ImmutableList<String> COMMON =
      ImmutableList.of("method", "samples", "balance", "per", "beforeSplit");

  private static final String DISCRIMINATOR_RATE = "discriminatorRate";

  private SynthesisRules() {}

  /** Checks the synthetic sets, and fills in what their methods need. */
  static void apply(ObjectNode experiment, Problems problems) {
    for (Map.Entry<String, JsonNode> entry : SETS.in(experiment).properties()) {
      FieldPath path = SETS.field(entry.getKey());
      if (entry.getKey().toLowerCase(Locale.ROOT).equals(Synthesis.NONE)) {
        problems.addAtKey(
            path, "is how a branch says that it wants no set", "another name for this one", "");
      }
      if (!problems.within(path) && entry.getValue() instanceof ObjectNode set) {
        checkOne(set, path, problems);
      }
    }
  }

  private static void checkOne(ObjectNode set, FieldPath path, Problems problems) {
    SyntheticSet.Method method = Json.bind(set.path("method"), SyntheticSet.Method.class);
    List<String> taken = taken(method);
    set.fieldNames()
        .forEachRemaining(
            field -> {
              if (!taken.contains(field)) {
                problems.addAtKey(
                    path.field(field),
                    "the method `" + method.id() + "` does not take it",
                    "one of " + Expectation.quoted(taken),
                    "");
              }
            });
    checkCount(set, path, problems);
    method
        .defaults()
        .forEach(
            (field, value) -> {
              if (!set.has(field)) {
                set.set(field, value.deepCopy());
              }
            });
    if (!set.has("per")) {
      set.set("per", Json.tree(method.per()));
    }
    if (method.gan() && !set.has(DISCRIMINATOR_RATE)) {
      set.set(DISCRIMINATOR_RATE, set.get("rate"));
    }
  }

  private static List<String> taken(SyntheticSet.Method method) {
    ImmutableList.Builder<String> taken = ImmutableList.builder();
    taken.addAll(COMMON).addAll(method.defaults().keySet());
    if (method.gan()) {
      taken.add(DISCRIMINATOR_RATE);
    }
    return taken.build();
  }

  /** Checks that it is said once how many there are to be; of neither, the genres are balanced. */
  private static void checkCount(ObjectNode set, FieldPath path, Problems problems) {
    boolean balance = set.path("balance").asBoolean();
    if (set.has("samples") && balance) {
      problems.addAtKey(
          path.field("balance"),
          "`samples` and `balance` are given together",
          "one of the two",
          "");
    } else if (set.has("samples")) {
      set.remove("balance");
    } else if (set.has("balance") && !balance) {
      problems.add(
          path.field("balance"), "leaves open how many segments are made", "`samples`, or `true`");
    } else {
      set.put("balance", true);
    }
  }
}
