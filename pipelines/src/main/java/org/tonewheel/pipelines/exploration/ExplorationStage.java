package org.tonewheel.pipelines.exploration;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tonewheel.pipelines.experiment.branches.RowSettings;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Source;
import org.tonewheel.pipelines.features.FeaturesStage;
import org.tonewheel.pipelines.run.AtomicFiles;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.PartFolder;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.Stage;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageResult;
import org.tonewheel.table.PreparationSettings;
import org.tonewheel.table.TableException;

/**
 * What stands in for the second stage where the input is a table, whose rows need no features:
 * looks at the rows, once. Training does not wait for it, and nothing depends on it but the report.
 */
public final class ExplorationStage {
  /** Grows when the same rows and settings give other figures than before. */
  private static final int EXPLORATION_VERSION = 1;

  private final RunDirectory directory;
  private final Experiment experiment;

  public ExplorationStage(Run run) {
    this.directory = run.directory();
    this.experiment = run.experiment();
  }

  /** Whether there is anything to be looked at: a table, and a set that prepares its rows. */
  public static boolean isFor(Experiment experiment) {
    return experiment.table().isPresent() && !experiment.tableSets().isEmpty();
  }

  /**
   * Looks at the rows, unless they were looked at.
   *
   * @throws StageException (99) if {@link #isFor} says no, (64) before ingest, (65) if the rows
   *     cannot be prepared
   */
  public StageResult run() throws Exception {
    if (!isFor(experiment)) {
      throw new StageException(
          Exit.NOT_ASKED, "the experiment has no table, or no table set that prepares its rows");
    }
    Path folder = directory.rows(experiment.table().orElseThrow().name());
    Commit rows =
        Commit.read(RunDirectory.commit(folder))
            .orElseThrow(
                () ->
                    new StageException(
                        Exit.USAGE,
                        directory.path()
                            + " has no rows yet; run `tonewheel ingest` for it first"));
    String fingerprint = fingerprint(rows);
    return new Stage(directory, FeaturesStage.NAME, fingerprint)
        .run(
            () -> Commit.isWhole(directory.exploration(), fingerprint),
            lease ->
                explore(TableValues.read(folder, rows, experiment.genres()), fingerprint, lease));
  }

  private String fingerprint(Commit rows) {
    Source table = experiment.table().orElseThrow();
    return Fingerprint.of("exploration", EXPLORATION_VERSION)
        .with("rows", rows.content())
        .with("columns", table.columns())
        .with("tableSets", experiment.tableSets())
        .with("settings", experiment.exploring())
        .with("seed", experiment.seed())
        .with("genres", experiment.genres())
        .hex();
  }

  private Map<String, Long> explore(TableValues values, String fingerprint, Lease lease)
      throws IOException {
    ExplorationFigures figures;
    try {
      ImmutableMap.Builder<String, PreparationSettings> sets = ImmutableMap.builder();
      experiment.tableSets().forEach((name, set) -> sets.put(name, RowSettings.preparation(set)));
      figures =
          new Explorer(
                  RowSettings.layout(experiment.table().orElseThrow()),
                  values,
                  experiment.exploring(),
                  experiment.seed())
              .explore(sets.buildOrThrow());
    } catch (TableException e) {
      throw new StageException(Exit.BAD_DATA, e.getMessage(), e);
    }
    Path folder = directory.exploration();
    Path file = folder.resolve(ExplorationFigures.FILE);
    lease.check();
    AtomicFiles.sweep(file);
    Json.write(file, figures);
    PartFolder.commit(
        folder,
        RunDirectory.commit(folder),
        fingerprint,
        List.of(Part.of(file, figures.rows(), null)));
    return ImmutableMap.of(
        "rows", (long) figures.rows(),
        "columns", (long) figures.inputs().size(),
        "tableSets", (long) figures.sets().size(),
        "sampled", (long) figures.sampled());
  }
}
