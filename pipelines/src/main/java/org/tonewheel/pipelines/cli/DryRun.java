package org.tonewheel.pipelines.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.options.PipelineOptions;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Families;
import org.tonewheel.pipelines.experiment.branches.RowSettings;
import org.tonewheel.pipelines.experiment.branches.SynthesisBranch;
import org.tonewheel.pipelines.experiment.branches.SynthesisGrid;
import org.tonewheel.pipelines.experiment.file.ExperimentFile;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.SyntheticSet;
import org.tonewheel.pipelines.experiment.settings.Tuning;
import org.tonewheel.pipelines.runner.Progress;
import org.tonewheel.pipelines.runner.StageOptions;

/** What a run would do, without doing it. */
record DryRun(Experiment experiment, Estimate estimate, int cores, boolean tune) {

  /**
   * Looks at an experiment.
   *
   * @param tune whether its studies would be searched
   */
  static DryRun of(Path file, Path input, PipelineOptions options, boolean tune) throws Exception {
    Experiment experiment = ExperimentFile.load(file).experiment();
    int cores = StageOptions.parallelism(options);
    return new DryRun(experiment, Estimate.of(experiment, input, options), cores, tune);
  }

  void print(PrintStream out) throws IOException {
    out.printf(
        experiment.table().isPresent() ? "%s: about %d rows, %s%n" : "%s: %d tracks, %s%n",
        experiment.name(),
        estimate.tracks(),
        size(estimate.inputBytes()));
    estimate.remarks().forEach(out::println);
    experiment
        .table()
        .ifPresent(
            table ->
                out.printf(
                    "table: %d of %d columns are learnt from, prepared as %s%n",
                    RowSettings.inputs(table),
                    table.columns().size(),
                    String.join(", ", experiment.tableSets().keySet())));
    experiment
        .featureSets()
        .forEach(
            (name, set) ->
                out.printf(
                    "features %s: %d segments a track, %d frames of %d values%n",
                    name,
                    experiment.audio().segments(),
                    set.frames(experiment.audio().segmentSamples()),
                    set.features()));
    experiment
        .pictureSets()
        .forEach(
            (name, set) ->
                out.printf(
                    "pictures %s: one a %s, %d × %d pixels%n",
                    name, set.per().name().toLowerCase(Locale.ROOT), set.width(), set.height()));
    printSynthesis(out);
    printTuning(out);
    Map<String, Integer> configurations = new LinkedHashMap<>();
    for (Branch branch : estimate.branches()) {
      configurations.merge(branch.configuration(), 1, Integer::sum);
    }
    int trainings = Families.of(estimate.branches()).size();
    out.printf(
        "%d models to be trained%s:%n",
        estimate.branches().size(),
        trainings == estimate.branches().size() ? "" : " in %d trainings".formatted(trainings));
    configurations.forEach((name, models) -> out.printf("  %4d x %s%n", models, name));
    out.printf(
        "at most about %s on %d cores, %s of disk, %s of memory while training%n",
        Progress.duration(estimate.seconds() + (tune ? estimate.tuning().total() / cores : 0)),
        cores,
        size(estimate.diskBytes()),
        size(
            tune
                ? Math.max(
                    estimate.memoryBytes(),
                    Estimate.PROCESS_BYTES + estimate.tuning().memoryBytes())
                : estimate.memoryBytes()));
  }

  /** Prints how many trials there would be, and a line for each study. */
  private void printTuning(PrintStream out) {
    if (experiment.tuning().isEmpty()) {
      return;
    }
    out.printf(
        "%d trials of %d studies%s, if none is pruned in about %s%s:%n",
        experiment.tuning().values().stream().mapToInt(Tuning::trials).sum(),
        experiment.tuning().size(),
        tune ? "" : " with --tune",
        Progress.duration(estimate.tuning().total() / cores),
        tune ? " of the time below" : "");
    new TreeMap<>(experiment.tuning())
        .forEach(
            (name, study) ->
                out.printf(
                    "  %4d x %s: %s, %s over %s, by %s on split %s%n",
                    study.trials(),
                    name,
                    study.branch().net().id(),
                    study.sampler().name().toLowerCase(Locale.ROOT),
                    String.join(", ", new TreeSet<>(study.space().keySet())),
                    study.objective().words(),
                    study.branch().split().get(0)));
  }

  /** Prints a line for each synthetic set, and for what and how often it is made. */
  private void printSynthesis(PrintStream out) {
    Map<String, Integer> times = new LinkedHashMap<>();
    for (SynthesisBranch branch : SynthesisGrid.expand(experiment)) {
      times.merge(described(branch), 1, Integer::sum);
    }
    if (!times.isEmpty()) {
      out.printf(
          "%d lots of synthetic segments to be made, in about %s of the time below:%n",
          times.values().stream().mapToInt(Integer::intValue).sum(),
          Progress.duration(estimate.synthesis().seconds() / cores));
    }
    times.forEach((what, count) -> out.printf("  %4d x %s%n", count, what));
  }

  private static String described(SynthesisBranch branch) {
    SyntheticSet set = branch.settings();
    String count =
        set.samples() == null ? "up to the largest genre" : set.samples() + " segments a genre";
    String epochs = set.epochs() == null ? "" : ", %d epochs".formatted(set.epochs());
    return "%s for %s under %s: %s, %s%s%s"
        .formatted(
            branch.set(),
            String.join(", ", branch.features()),
            branch.split(),
            set.method().id(),
            count,
            epochs,
            set.beforeSplit() ? ", UNSAFE (before the split)" : "");
  }

  static String size(long bytes) {
    return bytes < 10L << 20
        ? "%d kB".formatted(bytes >> 10)
        : bytes < 10L << 30 ? "%d MB".formatted(bytes >> 20) : "%d GB".formatted(bytes >> 30);
  }
}
