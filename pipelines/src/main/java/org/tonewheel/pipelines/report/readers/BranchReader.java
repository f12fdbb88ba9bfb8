package org.tonewheel.pipelines.report.readers;

import com.google.common.base.Joiner;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.branches.RowOptions;
import org.tonewheel.pipelines.experiment.settings.BranchSpec;
import org.tonewheel.pipelines.experiment.settings.ClassWeights;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Net;
import org.tonewheel.pipelines.experiment.settings.SyntheticSet;
import org.tonewheel.pipelines.report.data.ArmData;
import org.tonewheel.pipelines.report.data.BranchData;
import org.tonewheel.pipelines.report.data.BranchState;
import org.tonewheel.pipelines.report.data.HistoryRow;
import org.tonewheel.pipelines.report.data.PredictionRow;
import org.tonewheel.pipelines.report.data.Published;
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
  private final Experiment experiment;
  private final List<String> genres;
  private final Map<Branch, String> plain = new HashMap<>();
  private final Map<String, List<Published>> published;

  BranchReader(RunDirectory run, Experiment experiment, List<String> genres) {
    this.run = run;
    this.experiment = experiment;
    this.genres = genres;
    this.published = published(experiment);
    for (Branch branch : Grid.expand(experiment)) {
      if (branch.synthesis() == null) {
        plain.putIfAbsent(branch.plain(), branch.configuration());
      }
    }
  }

  /** By configuration: an entry of the experiment may hold figures of several. */
  private static Map<String, List<Published>> published(Experiment experiment) {
    Map<String, List<Published>> published = new HashMap<>();
    for (BranchSpec spec : experiment.branches()) {
      for (Branch branch :
          spec.published().isEmpty() ? List.<Branch>of() : Grid.expand(experiment, spec)) {
        published.putIfAbsent(
            branch.configuration(),
            spec.published().stream()
                .filter(figures -> figures.isOf(branch.optimizer(), branch.epochs()))
                .map(Published::of)
                .toList());
      }
    }
    return published;
  }

  BranchData read(Branch branch) throws IOException {
    StageState state = StageState.read(run.state(branch.id())).orElse(null);
    BranchState reported = reported(state);
    History history = History.read(run.model(branch.id()));
    Optional<BranchFile> done =
        reported == BranchState.DONE ? BranchFile.read(run.model(branch.id())) : Optional.empty();
    return new BranchData(
        branch.id(),
        branch.configuration(),
        recipe(branch),
        arm(branch, done.map(BranchFile::synthetic).orElse(0)),
        branch.net().deep() ? "djl" : "tribuo",
        branch.net().id(),
        false,
        branch.split(),
        branch.fold(),
        branch.seed(),
        reported,
        state != null && state.state() == State.FAILED ? state.message() : null,
        settings(branch),
        done.map(BranchFile::epochs).orElse(history.epochs()),
        done.map(BranchFile::keptEpoch).orElse(0),
        done.map(BranchFile::ended).orElse(null),
        state == null ? 0 : state.seconds(),
        done.isPresent() ? ParameterCount.of(branch, run.model(branch.id())) : null,
        published.getOrDefault(branch.configuration(), List.of()),
        history.rows().stream().map(BranchReader::row).toList(),
        done.isPresent() ? predictions(branch, done.get().genres()) : List.of());
  }

  /**
   * The configuration without its split, which stands last in it, and without its synthetic set,
   * which stands before that.
   */
  private static String recipe(Branch branch) {
    String name = without(branch.configuration(), branch.split());
    if (branch.synthesis() == null) {
      return name;
    }
    name = without(name, branch.synthesis());
    return branch.net() == Net.NET6
        ? Net.NET5.id() + name.substring(branch.net().id().length())
        : name;
  }

  private static String without(String name, String last) {
    return name.endsWith("-" + last) ? name.substring(0, name.length() - last.length() - 1) : name;
  }

  private ArmData arm(Branch branch, int rows) {
    if (branch.synthesis() == null) {
      return null;
    }
    SyntheticSet set = experiment.synthesis().sets().get(branch.synthesis());
    return new ArmData(
        branch.synthesis(), set.method().id(), set.beforeSplit(), plain.get(branch.plain()), rows);
  }

  /**
   * How far its state says that it has come.
   *
   * @param state null where it has none
   */
  static BranchState reported(StageState state) {
    return state == null
        ? BranchState.PENDING
        : switch (state.state()) {
          case DONE -> BranchState.DONE;
          case FAILED -> BranchState.FAILED;
          case RUNNING, STOPPED -> BranchState.PENDING;
        };
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

  /** How it is trained, as far as its net takes it. */
  private static Map<String, String> settings(Branch branch) {
    Map<String, String> settings = new LinkedHashMap<>();
    if (branch.optimizer() != null) {
      settings.put("optimizer", branch.optimizer().id());
    }
    put(settings, "rate", branch.rate());
    if (branch.schedule() != null) {
      settings.put("schedule", schedule(branch));
    }
    put(settings, "epochs", branch.epochs());
    put(settings, "patience", branch.patience());
    if (branch.keep() != null) {
      settings.put("keep", branch.keep().name().toLowerCase(Locale.ROOT));
    }
    put(settings, "batchSize", branch.batchSize());
    if (!branch.hidden().isEmpty()) {
      settings.put("hidden", Joiner.on(" ").join(branch.hidden()));
    }
    put(settings, "layers", branch.layers());
    put(settings, "dropout", branch.dropout());
    if (branch.augment()) {
      settings.put("augment", "yes");
    }
    put(settings, "clipNorm", branch.clipNorm());
    put(settings, "trees", branch.trees());
    RowOptions rows = RowOptions.of(branch);
    put(settings, "depth", rows.depth());
    put(settings, "subsample", rows.subsample());
    put(settings, "neighbours", rows.neighbours());
    put(settings, "labelSmoothing", rows.labelSmoothing());
    put(settings, "weightDecay", rows.weightDecay());
    put(settings, "copies", rows.copies());
    put(settings, "repeatParts", rows.repeatParts());
    if (rows.memberWeights() != null) {
      settings.put("memberWeights", rows.memberWeights().name().toLowerCase(Locale.ROOT));
    }
    if (!rows.members().isEmpty()) {
      settings.put(
          "members",
          rows.members().stream()
              .map(member -> "%s (%s)".formatted(member.net().id(), words(member)))
              .collect(Collectors.joining("; ")));
    }
    if (rows.smote()) {
      settings.put("smote", "yes");
    }
    if (branch.classWeights() != ClassWeights.NONE) {
      settings.put("classWeights", branch.classWeights().name().toLowerCase(Locale.ROOT));
    }
    return settings;
  }

  private static String words(Branch member) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("features", member.features());
    settings.putAll(settings(member));
    return Joiner.on(", ").withKeyValueSeparator(" ").join(settings);
  }

  private static void put(Map<String, String> settings, String name, double value) {
    if (value != 0) {
      settings.put(name, BigDecimal.valueOf(value).stripTrailingZeros().toPlainString());
    }
  }

  private static String schedule(Branch branch) {
    return switch (branch.schedule()) {
      case CONSTANT -> "constant";
      case COSINE ->
          branch.warmupEpochs() == 0
              ? "cosine"
              : "cosine (warm-up %d)".formatted(branch.warmupEpochs());
      case PLATEAU ->
          "plateau (times %s after %d)".formatted(branch.plateauFactor(), branch.plateauPatience());
      case ONE_CYCLE -> "one-cycle";
    };
  }

  private List<PredictionRow> predictions(Branch branch, List<String> own) throws IOException {
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
