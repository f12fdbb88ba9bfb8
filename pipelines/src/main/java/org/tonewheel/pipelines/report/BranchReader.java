package org.tonewheel.pipelines.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tonewheel.pipelines.experiment.Branch;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.StageState.State;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.training.BranchFile;
import org.tonewheel.pipelines.training.History;
import org.tonewheel.sampling.Side;

/** Reads what training left of a branch. */
final class BranchReader {
  private final RunDirectory run;
  private final List<String> genres;

  BranchReader(RunDirectory run, List<String> genres) {
    this.run = run;
    this.genres = genres;
  }

  BranchData read(Branch branch) throws IOException {
    StageState state = StageState.read(run.state(branch.id())).orElse(null);
    BranchState reported =
        state == null
            ? BranchState.PENDING
            : switch (state.state()) {
              case DONE -> BranchState.DONE;
              case FAILED -> BranchState.FAILED;
              case RUNNING, STOPPED -> BranchState.PENDING;
            };
    History history = History.read(run.model(branch.id()));
    return new BranchData(
        branch.id(),
        branch.configuration(),
        recipe(branch),
        branch.net().deep() ? "djl" : "tribuo",
        branch.net().id(),
        false,
        branch.split(),
        branch.fold(),
        branch.seed(),
        reported,
        state != null && state.state() == State.FAILED ? state.message() : null,
        history.epochs(),
        history.bestEpoch(),
        state == null ? 0 : state.seconds(),
        null,
        history.rows().stream().map(BranchReader::row).toList(),
        reported == BranchState.DONE ? predictions(branch) : List.of());
  }

  /** The configuration without its split, which stands last in it. */
  private static String recipe(Branch branch) {
    String name = branch.configuration();
    int split = name.lastIndexOf("-" + branch.split());
    return split < 0
        ? name
        : name.substring(0, split) + name.substring(split + 1 + branch.split().length());
  }

  private static HistoryRow row(History.Epoch epoch) {
    return new HistoryRow(
        epoch.epoch(),
        epoch.trainLoss(),
        epoch.trainAccuracy(),
        epoch.validationLoss(),
        epoch.validationAccuracy(),
        epoch.seconds());
  }

  private List<PredictionRow> predictions(Branch branch) throws IOException {
    List<String> own =
        Json.read(run.model(branch.id()).resolve(BranchFile.NAME), BranchFile.class).genres();
    int[] place = own.stream().mapToInt(genres::indexOf).toArray();
    List<PredictionRow> rows = new ArrayList<>();
    try (Table<org.tonewheel.pipelines.run.PredictionRow>.Reader reader =
        org.tonewheel.pipelines.run.PredictionRow.TABLE.read(run.predictions(branch.id()))) {
      for (var row = reader.next(); row != null; row = reader.next()) {
        float[] probabilities = new float[genres.size()];
        for (int i = 0; i < place.length; i++) {
          probabilities[place[i]] = (float) row.probabilities()[i];
        }
        rows.add(
            new PredictionRow(
                row.track(),
                row.segment(),
                row.fold(),
                Side.valueOf(row.side().toUpperCase(Locale.ROOT)),
                genres.indexOf(row.genre()),
                probabilities));
      }
    }
    return rows;
  }
}
