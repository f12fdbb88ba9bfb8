package org.tonewheel.pipelines.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tonewheel.pipelines.experiment.settings.Tuning;
import org.tonewheel.pipelines.experiment.studies.TrialBranches;
import org.tonewheel.pipelines.learning.BranchStates;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.tuning.StudyFolder;
import org.tonewheel.pipelines.tuning.TuneStage;
import org.tonewheel.tuning.Study;
import org.tonewheel.tuning.TrialRecord;

/**
 * What a run is to search, and how far that has come: a table of trials for people, and in the last
 * line of output one JSON object for schedulers.
 */
record StudyList(Run run, List<Entry> studies, Map<String, List<String>> trials) {
  /**
   * One study.
   *
   * @param kind {@code deep} or {@code tribuo}
   * @param trials that the experiment asks for
   * @param parallel trials of a wave: more than these never run side by side
   * @param ended trials by how they ended
   * @param best the best value so far; null without one
   * @param memoryBytes what a trial's training takes beside the process, estimated; null before
   *     there are features
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Entry(
      String id,
      String kind,
      String state,
      int trials,
      int parallel,
      Map<String, Integer> ended,
      Double best,
      Long memoryBytes) {}

  static StudyList of(Run run) throws IOException {
    List<Entry> entries = new ArrayList<>();
    Map<String, List<String>> lines = new TreeMap<>();
    TuneStage stage = new TuneStage(run);
    for (Map.Entry<String, Tuning> entry : new TreeMap<>(run.experiment().tuning()).entrySet()) {
      String name = entry.getKey();
      Study study = new StudyFolder(run.directory(), name).read().orElse(null);
      List<TrialRecord> trials = study == null ? List.of() : study.trials();
      OptionalLong memory = stage.memoryBytes(name);
      entries.add(
          new Entry(
              name,
              entry.getValue().branch().net().deep() ? "deep" : "tribuo",
              state(run, name),
              entry.getValue().trials(),
              entry.getValue().parallel(),
              ended(trials),
              study == null ? null : study.best().map(TrialRecord::value).orElse(null),
              memory.isPresent() ? memory.getAsLong() : null));
      lines.put(name, trials.stream().map(StudyList::line).toList());
    }
    return new StudyList(run, entries, lines);
  }

  private static String state(Run run, String study) throws IOException {
    return new BranchStates(run.directory())
        .of(TrialBranches.owner(study))
        .map(state -> state.state().name().toLowerCase(Locale.ROOT))
        .orElse("pending");
  }

  private static Map<String, Integer> ended(List<TrialRecord> trials) {
    Map<String, Integer> ended = new TreeMap<>();
    trials.forEach(trial -> ended.merge(word(trial), 1, Integer::sum));
    return ended;
  }

  private static String word(TrialRecord trial) {
    return trial.state().name().toLowerCase(Locale.ROOT);
  }

  private static String line(TrialRecord trial) {
    String values =
        trial.values().entrySet().stream()
            .map(value -> value.getKey() + "=" + value.getValue())
            .collect(Collectors.joining(" "));
    String value = trial.value() == null ? "" : String.format(Locale.ROOT, "%.5f", trial.value());
    return String.format(
        Locale.ROOT,
        "  %4d %-8s %10s %4d epochs  %s",
        trial.number(),
        word(trial),
        value,
        trial.intermediate().size(),
        values);
  }

  int print(PrintStream out) {
    for (Entry study : studies) {
      out.printf("%-8s %s: %d trials asked for%n", study.state(), study.id(), study.trials());
      trials.get(study.id()).forEach(out::println);
    }
    out.println(
        Json.line(
            ImmutableMap.of(
                "run", run.directory().path(), "stage", TuneStage.NAME, "studies", studies)));
    return Exit.DONE.code();
  }
}
