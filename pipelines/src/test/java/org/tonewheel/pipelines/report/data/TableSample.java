package org.tonewheel.pipelines.report.data;

import java.util.List;
import org.tonewheel.pipelines.exploration.ExplorationFigures;
import org.tonewheel.pipelines.exploration.MadeUpTable;

/** The made-up run of ten genres as if its tracks were the rows of a table, one net a paper's. */
public final class TableSample {
  private TableSample() {}

  public static ReportData ofTenGenres() {
    return of(SampleRun.ofTenGenres(), MadeUpTable.explored(SampleRun.GENRES));
  }

  /** Its tracks as rows, with these figures of them. */
  public static ReportData of(ReportData run, ExplorationFigures exploration) {
    return new ReportData(
        run.experiment(),
        run.experimentYaml(),
        run.run(),
        run.input(),
        run.inputFingerprint(),
        run.seed(),
        run.commit(),
        run.versions(),
        run.machine(),
        run.command(),
        run.stages(),
        run.tracks(),
        0,
        0,
        run.rejected(),
        run.genres(),
        run.splits(),
        run.branches().stream().map(TableSample::published).toList(),
        run.admit(),
        run.synthetic(),
        run.tuning(),
        new TableFacts(205, 5, 0, 200, List.of(), 30, 20, 0.95, List.of(), List.of()),
        exploration,
        null,
        run.judging(),
        null,
        null);
  }

  private static BranchData published(BranchData branch) {
    List<Published> papers =
        branch.net().equals("net5")
            ? List.of(
                new Published("P0, table 1", 0.5, 0.5536, 0.5514, null, 0.9115),
                new Published("P0, abstract", null, 0.5409, null, 0.5329, null))
            : List.of();
    return new BranchData(
        branch.id(),
        branch.configuration(),
        branch.recipe(),
        branch.arm(),
        branch.kind(),
        branch.net(),
        branch.baseline(),
        branch.split(),
        branch.fold(),
        branch.seed(),
        branch.state(),
        branch.failure(),
        branch.settings(),
        branch.epochs(),
        branch.keptEpoch(),
        branch.ended(),
        branch.seconds(),
        branch.parameters(),
        papers,
        branch.history(),
        branch.predictions());
  }
}
