package org.tonewheel.pipelines.report.data;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tonewheel.pipelines.experiment.settings.Synthesis;
import org.tonewheel.pipelines.rejects.RejectSummary;
import org.tonewheel.pipelines.rejects.RejectedRow;
import org.tonewheel.sampling.Assignment;
import org.tonewheel.sampling.Division;
import org.tonewheel.sampling.Protocol;
import org.tonewheel.sampling.Side;
import org.tonewheel.sampling.SplitSettings;
import org.tonewheel.sampling.Splitter;
import org.tonewheel.sampling.TrackEntry;

/** A made-up run of ten genres, with a split of each kind, a failed branch and rejects. */
public final class SampleRun {

  public static final List<String> GENRES =
      List.of(
          "blues",
          "classical",
          "country",
          "disco",
          "hiphop",
          "jazz",
          "metal",
          "pop",
          "reggae",
          "rock");

  private static final int SEGMENTS = 5;

  private static final Map<String, String> SETTINGS =
      ImmutableMap.of("optimizer", "adam", "rate", "0.001", "schedule", "constant", "keep", "best");

  private final List<TrackEntry> tracks = new ArrayList<>();
  private final List<String> genres;
  private final SplittableRandom random = new SplittableRandom(1);

  private SampleRun(List<String> genres) {
    this.genres = genres;
    for (String genre : genres) {
      for (int i = 0; i < 20; i++) {
        tracks.add(
            new TrackEntry(genre + "/track" + i, genre, genre + " artist " + i / 3, SEGMENTS));
      }
    }
  }

  public static ReportData ofTenGenres() {
    return new SampleRun(GENRES).data("gtzan-ten", List.of());
  }

  /**
   * Returns a run of an experiment.
   *
   * @param genres the genres' names
   * @param experiment the experiment's name
   * @param rejected the rejected inputs
   */
  public static ReportData of(List<String> genres, String experiment, List<RejectedRow> rejected) {
    return new SampleRun(genres).data(experiment, rejected);
  }

  /**
   * Returns one of the size of the first paper's experiment: 16 configurations of five folds, eight
   * of them leaky.
   */
  public static ReportData ofSixteen() {
    return new SampleRun(GENRES).sixteen();
  }

  private ReportData sixteen() {
    ReportData run = data("p1-like", List.of());
    List<Assignment> artist = assign(Protocol.GROUP, new Division.Folds(5));
    List<Assignment> leaky = assign(Protocol.SEGMENT, new Division.Folds(5));
    List<BranchData> branches = new ArrayList<>();
    for (int recipe = 1; recipe <= 8; recipe++) {
      for (int fold = 0; fold < 5; fold++) {
        String name = "net" + recipe + "-adam-0.001";
        branches.add(branch(name, "artist", artist, fold, 42, 0.6 + 0.1 * recipe, true));
        branches.add(branch(name, "leaky", leaky, fold, 42, 1.2 + 0.1 * recipe, true));
      }
    }
    return MadeUpDataset.pictured(with(run, branches, leaky), tracks);
  }

  private ReportData with(ReportData data, List<BranchData> branches, List<Assignment> leaky) {
    List<SplitData> splits = new ArrayList<>(data.splits());
    splits.set(2, SplitData.of("leaky", Protocol.SEGMENT, null, genres, tracks, leaky));
    return new ReportData(
        data.experiment(),
        data.experimentYaml(),
        data.run(),
        data.input(),
        data.inputFingerprint(),
        data.seed(),
        data.commit(),
        data.versions(),
        data.machine(),
        data.command(),
        data.stages(),
        data.tracks(),
        data.segments(),
        data.pictures(),
        data.rejected(),
        data.genres(),
        splits,
        branches,
        data.admit(),
        data.synthetic(),
        data.tuning(),
        data.table(),
        data.exploration(),
        data.repeats(),
        data.judging(),
        data.dataset(),
        data.shown());
  }

  private ReportData data(String experiment, List<RejectedRow> rejected) {
    List<Assignment> artist = assign(Protocol.GROUP, new Division.Folds(5));
    List<Assignment> track = assign(Protocol.TRACK, new Division.Fractions(0.7, 0.2, 0.1));
    List<Assignment> leaky = assign(Protocol.SEGMENT, new Division.Fractions(0.7, 0.2, 0.1));
    List<BranchData> branches = new ArrayList<>();
    for (int fold = 0; fold < 5; fold++) {
      branches.add(branch("net5-adam-0.001", "artist", artist, fold, 42, 0.9, true));
      branches.add(branch("forest", "artist", artist, fold, 42, 0.7, false));
      branches.add(branch("dummy", "artist", artist, fold, 42, 0, false));
    }
    branches.add(branch("net5-adam-0.001", "track", track, 0, 42, 1.3, true));
    for (long seed = 42; seed < 45; seed++) {
      branches.add(branch("net5-adam-0.001", "leaky", leaky, 0, seed, 2.4, true));
    }
    branches.add(branch("forest", "leaky", leaky, 0, 42, 1.9, false));
    branches.add(failed("net5-rmsprop-0.01", "artist"));
    List<RejectedRow> rejects = new ArrayList<>(rejected);
    rejects.add(
        new RejectedRow(
            "blues/broken.mp3", "ingest", "not-audio", "no audio stream in 94 bytes", "blues"));
    rejects.add(
        new RejectedRow("jazz/empty.wav", "ingest", "empty", "the file has no samples", "jazz"));
    ReportData run =
        new ReportData(
            experiment,
            "name: "
                + experiment
                + "\nseed: 42\nsplits:\n  artist:\n    protocol: group\n    folds: 5\n",
            experiment + "-1f2e3d4c",
            "/data/gtzan/ten",
            "9b1c6f0e",
            42,
            "6364d03",
            Map.of("Tonewheel", "0.1.0", "Java", "17.0.12", "Beam", "2.70.0"),
            Map.of("CPU", "2 cores", "Memory", "23 GiB"),
            "tonewheel run --experiment=" + experiment + ".yaml --input=/data/gtzan/ten",
            List.of(
                new StageTiming("ingest", 41.2),
                new StageTiming("features", 96.5),
                new StageTiming("train", 1260),
                new StageTiming("report", 2.1)),
            tracks.size(),
            tracks.size() * SEGMENTS,
            0,
            RejectSummary.of(rejects),
            genres,
            List.of(
                SplitData.of("artist", Protocol.GROUP, "artist", genres, tracks, artist),
                SplitData.of("track", Protocol.TRACK, null, genres, tracks, track),
                SplitData.of("leaky", Protocol.SEGMENT, null, genres, tracks, leaky)),
            branches,
            Synthesis.Admit.ALWAYS,
            List.of(),
            List.of(),
            null,
            null,
            null,
            SmallRun.NOT_JUDGED,
            MadeUpDataset.facts(
                genres, tracks, ImmutableMap.of("artist", artist, "track", track, "leaky", leaky)),
            null);
    return MadeUpDataset.pictured(run, tracks);
  }

  private List<Assignment> assign(Protocol protocol, Division division) {
    return Splitter.assign(tracks, new SplitSettings(protocol, division, 42));
  }

  private BranchData branch(
      String recipe,
      String split,
      List<Assignment> assignments,
      int fold,
      long seed,
      double skill,
      boolean epochs) {
    String configuration = recipe + "-" + split;
    return new BranchData(
        configuration + "-f" + fold + "-s" + seed,
        configuration,
        recipe,
        null,
        epochs ? "djl" : "tribuo",
        recipe.split("-", -1)[0],
        skill == 0,
        split,
        fold,
        seed,
        BranchState.DONE,
        null,
        epochs ? SETTINGS : Map.of("trees", "100"),
        epochs ? 24 + fold : 0,
        epochs ? 17 + fold : 0,
        epochs ? "patience" : null,
        epochs ? 210 + 9 * fold : 3,
        epochs ? 283_268L : null,
        null,
        epochs ? history(24 + fold, 17 + fold, skill) : List.of(),
        predictions(assignments, fold, skill));
  }

  private static BranchData failed(String recipe, String split) {
    return new BranchData(
        recipe + "-" + split + "-f0-s42",
        recipe + "-" + split,
        recipe,
        null,
        "djl",
        "net5",
        false,
        split,
        0,
        42,
        BranchState.FAILED,
        "the loss was not finite in epoch 3; try a smaller rate",
        SETTINGS,
        3,
        0,
        null,
        31,
        null,
        null,
        List.of(),
        List.of());
  }

  private List<HistoryRow> history(int epochs, int best, double skill) {
    List<HistoryRow> rows = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      double learnt = 1 - Math.exp(-epoch / 8.0);
      double overfit = Math.max(0, epoch - best) * 0.02;
      double noise = random.nextGaussian() * 0.015;
      rows.add(
          new HistoryRow(
              epoch,
              2.3 * (1 - 0.85 * learnt),
              0.1 + 0.85 * learnt,
              2.3 * (1 - 0.3 * skill * learnt) + overfit + noise,
              0.1 + Math.min(0.85, 0.38 * skill) * learnt - overfit / 2 + noise / 2,
              8.5));
    }
    return rows;
  }

  private List<PredictionRow> predictions(List<Assignment> rows, int fold, double skill) {
    List<PredictionRow> predictions = new ArrayList<>();
    for (Assignment row : rows) {
      if (row.fold() != fold || row.side() == Side.TRAIN) {
        continue;
      }
      int truth = genres.indexOf(row.track().substring(0, row.track().lastIndexOf("/track")));
      int first = row.segment() == null ? 0 : row.segment();
      int last = row.segment() == null ? SEGMENTS - 1 : row.segment();
      double[] lean = random.doubles(genres.size()).map(x -> 1.3 * x).toArray();
      for (int segment = first; segment <= last; segment++) {
        float[] probabilities = new float[genres.size()];
        double sum = 0;
        double[] weights = new double[genres.size()];
        for (int label = 0; label < weights.length; label++) {
          double logit =
              skill == 0
                  ? (label == 0 ? 1 : 0)
                  : skill * (label == truth ? 1.6 : 0) + lean[label] + random.nextGaussian();
          weights[label] = Math.exp(logit);
          sum += weights[label];
        }
        for (int label = 0; label < weights.length; label++) {
          probabilities[label] = (float) (weights[label] / sum);
        }
        predictions.add(
            new PredictionRow(row.track(), segment, fold, row.side(), truth, probabilities));
      }
    }
    return predictions;
  }

  /** The same data with other searches and repeats. */
  public static ReportData with(ReportData data, List<StudyData> tuning, RepeatFacts repeats) {
    return new ReportData(
        data.experiment(),
        data.experimentYaml(),
        data.run(),
        data.input(),
        data.inputFingerprint(),
        data.seed(),
        data.commit(),
        data.versions(),
        data.machine(),
        data.command(),
        data.stages(),
        data.tracks(),
        data.segments(),
        data.pictures(),
        data.rejected(),
        data.genres(),
        data.splits(),
        data.branches(),
        data.admit(),
        data.synthetic(),
        tuning,
        data.table(),
        data.exploration(),
        repeats,
        data.judging(),
        data.dataset(),
        data.shown());
  }

  /** The same data held against something. */
  public static ReportData with(ReportData data, Judging judging) {
    return new ReportData(
        data.experiment(),
        data.experimentYaml(),
        data.run(),
        data.input(),
        data.inputFingerprint(),
        data.seed(),
        data.commit(),
        data.versions(),
        data.machine(),
        data.command(),
        data.stages(),
        data.tracks(),
        data.segments(),
        data.pictures(),
        data.rejected(),
        data.genres(),
        data.splits(),
        data.branches(),
        data.admit(),
        data.synthetic(),
        data.tuning(),
        data.table(),
        data.exploration(),
        data.repeats(),
        judging,
        data.dataset(),
        data.shown());
  }
}
