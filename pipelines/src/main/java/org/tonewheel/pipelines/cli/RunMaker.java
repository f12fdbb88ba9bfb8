package org.tonewheel.pipelines.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.experiment.file.ExperimentFile;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.ingest.IngestStage;
import org.tonewheel.pipelines.ingest.Lister;
import org.tonewheel.pipelines.ingest.Listing;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.Machine;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.RunExperiment;
import org.tonewheel.pipelines.run.RunInfo;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.Versions;

/** Makes a run of an experiment and its input, or finds the one that is there. */
final class RunMaker {
  private static final Logger LOG = LoggerFactory.getLogger(RunMaker.class);

  private final Path file;
  private final Path input;
  private final RunPlaceOptions place;

  RunMaker(Path file, Path input, RunPlaceOptions place) {
    this.file = file;
    this.input = input.toAbsolutePath().normalize();
    this.place = place;
  }

  /**
   * Reads the experiment and opens its run.
   *
   * @throws StageException (78) if --run names a run of another experiment or input
   */
  Run make(PipelineOptions options) throws Exception {
    Experiment experiment = ExperimentFile.load(file).experiment();
    RunDirectory directory = RunDirectory.at(folder(experiment));
    if (!Files.exists(directory.runJson())) {
      create(directory, experiment);
    }
    RunInfo info = RunInfo.read(directory);
    boolean same = RunExperiment.sameResults(info.experiment(), experiment);
    if (!same || !info.input().equals(input.toString())) {
      throw new StageException(
          Exit.CONFIGURATION,
          "%s is a run of %s on %s, and %s is not the same; give another --run, or --fresh"
              .formatted(
                  directory.path(), info.experiment().name(), info.input(), file.getFileName()));
    }
    if (!info.experiment().equals(experiment)) {
      RunExperiment.replace(directory, experiment);
      info = RunInfo.read(directory);
    }
    LOG.info("run {}", directory.path());
    return new Run(directory, info, options);
  }

  private Path folder(Experiment experiment) {
    if (place.run() != null) {
      if (place.fresh() && Files.exists(RunDirectory.at(place.run()).runJson())) {
        throw new StageException(
            Exit.USAGE, "--fresh, but --run=" + place.run() + " is there already; name another");
      }
      return place.run();
    }
    String hash =
        Fingerprint.of("run", RunInfo.FORMAT_VERSION)
            .with("experiment", RunExperiment.withoutReport(experiment))
            .with("input", input.toString())
            .hex();
    Path base = place.output().resolve(experiment.name() + "-" + hash.substring(0, 8));
    // The newest of those that --fresh started is the one that the command goes on with.
    Path newest = base;
    int next = 2;
    while (Files.exists(numbered(base, next))) {
      newest = numbered(base, next);
      next++;
    }
    return place.fresh() && Files.exists(base) ? numbered(base, next) : newest;
  }

  private static Path numbered(Path base, int number) {
    return base.resolveSibling(base.getFileName() + "-" + number);
  }

  private void create(RunDirectory directory, Experiment experiment) throws IOException {
    Listing listing = Lister.list(experiment, input); // wrong sources fail before anything is made
    try (Lease lease = Lease.take(directory.lease("run"))) {
      if (Files.exists(directory.runJson())) {
        return; // made by another process meanwhile
      }
      lease.check();
      Json.write(
          directory.runJson(),
          new RunInfo(
              RunInfo.FORMAT_VERSION,
              directory.name(),
              experiment,
              experiment.seed(),
              input.toString(),
              IngestStage.listingFingerprint(listing),
              Versions.all(),
              Machine.commit(System.getProperty("tonewheel.home")),
              Machine.describe(),
              command(directory),
              Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
    }
  }

  private List<String> command(RunDirectory directory) {
    List<String> command = new ArrayList<>(List.of("tonewheel", "run"));
    command.add("--experiment=" + file);
    command.add("--input=" + input);
    command.add("--run=" + directory.path());
    return command;
  }
}
