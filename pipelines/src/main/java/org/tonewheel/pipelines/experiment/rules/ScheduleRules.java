package org.tonewheel.pipelines.experiment.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import org.tonewheel.pipelines.experiment.schema.Expectation;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Json;
import org.tonewheel.pipelines.experiment.schema.Problems;
import org.tonewheel.pipelines.experiment.settings.Net;
import org.tonewheel.pipelines.experiment.settings.Schedule;

/** What holds between a branch's schedule, the schedule's own fields and the epochs. */
final class ScheduleRules {
  private static final ImmutableMap<String, Schedule> OWNERS =
      ImmutableMap.of(
          "warmupEpochs", Schedule.COSINE,
          "plateauFactor", Schedule.PLATEAU,
          "plateauPatience", Schedule.PLATEAU);

  private static final ImmutableSet<Schedule> OF_DEEP_NETS =
      ImmutableSet.of(Schedule.CONSTANT, Schedule.COSINE, Schedule.PLATEAU);

  private static final ImmutableSet<Schedule> OF_FEED_FORWARD =
      ImmutableSet.of(Schedule.CONSTANT, Schedule.COSINE, Schedule.ONE_CYCLE);

  private ScheduleRules() {}

  /** Returns those of a net's defaults that a branch takes, given its schedule and epochs. */
  static Map<String, JsonNode> defaults(Net net, ObjectNode branch) {
    ImmutableMap.Builder<String, JsonNode> taken = ImmutableMap.builder();
    net.defaults()
        .forEach(
            (field, value) -> {
              if (field.equals("warmupEpochs") && schedule(net, branch) == Schedule.COSINE) {
                taken.put(field, IntNode.valueOf(Math.min(value.asInt(), epochs(net, branch) - 1)));
              } else if (OWNERS.getOrDefault(field, schedule(net, branch))
                  == schedule(net, branch)) {
                taken.put(field, value);
              }
            });
    return taken.build();
  }

  /** Checks what a branch gives, before any default is filled in. */
  static void check(Net net, ObjectNode branch, FieldPath path, Problems problems) {
    Schedule schedule = schedule(net, branch);
    if (schedule == null) {
      return;
    }
    ImmutableSet<Schedule> known = net.deep() ? OF_DEEP_NETS : OF_FEED_FORWARD;
    if (!known.contains(schedule)) {
      problems.add(
          path.field("schedule"),
          "the net `" + net.id() + "` has no schedule `" + Json.tree(schedule).asText() + "`",
          "one of "
              + Expectation.quoted(known.stream().map(one -> Json.tree(one).asText()).toList()));
      return;
    }
    if (!net.deep()) {
      return; // each of its trainings is for itself, and it has no fields of schedules
    }
    OWNERS.forEach(
        (field, owner) -> {
          if (branch.has(field) && owner != schedule) {
            String its = Json.tree(owner).asText();
            problems.addAtKey(
                path.field(field),
                "is given without `schedule: " + its + "`",
                "both or neither",
                "");
          }
        });
    if (schedule != Schedule.CONSTANT && branch.path("epochs").size() > 1) {
      problems.add(
          path.field("epochs"),
          "one training cannot serve several, since its rate moves",
          "one number, or `schedule: constant`");
    } else if (schedule == Schedule.COSINE
        && branch.path("warmupEpochs").asInt() >= epochs(net, branch)) {
      problems.add(
          path.field("warmupEpochs"),
          "`" + branch.path("warmupEpochs").asText() + "` leaves no epoch for the cosine",
          "fewer than `epochs`, which is " + epochs(net, branch));
    }
  }

  /** Returns how a branch's rate moves; null where its net has no schedule. */
  private static Schedule schedule(Net net, ObjectNode branch) {
    boolean taken = net.defaults().containsKey("schedule") || net.options().containsKey("schedule");
    JsonNode given =
        taken && branch.has("schedule") ? branch.get("schedule") : net.defaults().get("schedule");
    return given == null ? null : Json.bind(given, Schedule.class);
  }

  private static int epochs(Net net, ObjectNode branch) {
    JsonNode given = branch.has("epochs") ? branch.get("epochs") : net.defaults().get("epochs");
    return given.isArray() ? given.path(0).asInt() : given.asInt();
  }
}
