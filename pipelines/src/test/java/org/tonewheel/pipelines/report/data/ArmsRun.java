package org.tonewheel.pipelines.report.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tonewheel.pictures.Picture;
import org.tonewheel.pipelines.experiment.settings.Synthesis;
import org.tonewheel.pipelines.rejects.RejectSummary;
import org.tonewheel.sampling.Assignment;
import org.tonewheel.sampling.Division;
import org.tonewheel.sampling.Protocol;
import org.tonewheel.sampling.Side;
import org.tonewheel.sampling.SplitSettings;
import org.tonewheel.sampling.Splitter;
import org.tonewheel.sampling.TrackEntry;

/** A made-up run of a plain arm and of arms with synthetic segments, one of them unsafe. */
public final class ArmsRun {

  static final String RECIPE = "net5-adam-0.001-e100-frames33";

  private static final int FOLDS = 5;
  private static final int SEEDS = 3;
  private static final int SEGMENTS = 5;
  private static final int SAMPLES = 40;

  /** How much better or worse each set makes the net, in logits. */
  private static final Map<String, Double> GAINS = new LinkedHashMap<>();

  static {
    GAINS.put("repeat", 0.0);
    GAINS.put("jitter", 0.1);
    GAINS.put("smote", 0.45);
    GAINS.put("waveform-gan", -0.35);
    GAINS.put("feature-gan", -0.05);
    GAINS.put("smote-before-split", 0.2);
  }

  private final List<TrackEntry> tracks = new ArrayList<>();
  private final List<String> genres;
  private final String prefix;
  private final List<Assignment> artist;

  private ArmsRun(List<String> genres, String prefix) {
    this.genres = genres;
    this.prefix = prefix;
    for (String genre : genres) {
      for (int i = 0; i < 20; i++) {
        tracks.add(new TrackEntry(genre + "/t" + i, genre, genre + " artist " + i / 3, SEGMENTS));
      }
    }
    artist =
        Splitter.assign(tracks, new SplitSettings(Protocol.GROUP, new Division.Folds(FOLDS), 42));
  }

  public static ReportData of(Synthesis.Admit admit) {
    return new ArmsRun(SampleRun.GENRES, "").data(admit);
  }

  /**
   * Returns one that admits what is better.
   *
   * @param genres the genres' names
   * @param prefix what the names of synthetic sets begin with
   */
  public static ReportData of(List<String> genres, String prefix) {
    return new ArmsRun(genres, prefix).data(Synthesis.Admit.IF_BETTER);
  }

  /** A synthesis under split {@code track} that made nothing. */
  public static SyntheticData pending(String set, BranchState state, String failure) {
    return new SyntheticData(
        set + "-frames33-track-s42",
        set,
        "files",
        "frames33",
        "track",
        0,
        42,
        "smote",
        Map.of(),
        false,
        state,
        failure,
        Map.of(),
        0,
        null,
        1,
        null,
        List.of(),
        List.of());
  }

  private ReportData data(Synthesis.Admit admit) {
    List<BranchData> branches = new ArrayList<>();
    List<SyntheticData> synthetic = new ArrayList<>();
    for (long seed = 42; seed < 42 + SEEDS; seed++) {
      for (int fold = 0; fold < FOLDS; fold++) {
        branches.add(branch(null, 0, fold, seed));
      }
    }
    GAINS.forEach(
        (method, gain) -> {
          for (long seed = 42; seed < 42 + SEEDS; seed++) {
            for (int fold = 0; fold < FOLDS; fold++) {
              branches.add(branch(method, gain, fold, seed));
              if (seed == 42 || !method.equals("waveform-gan")) {
                synthetic.add(synthesis(method, fold, seed));
              }
            }
          }
        });
    return new ReportData(
        "p1-augmentation",
        "name: p1-augmentation\n",
        "p1-augmentation-1f2e3d4c",
        "/data/gtzan/ten",
        null,
        42,
        null,
        Map.of("Tonewheel", "0.1.0"),
        Map.of("CPU", "2 cores"),
        "tonewheel run --experiment=p1-augmentation.yaml",
        List.of(
            new StageTiming("ingest", 41.2),
            new StageTiming("synthesize (sum of sets)", 360),
            new StageTiming("train (sum of branches)", 1260)),
        tracks.size(),
        tracks.size() * SEGMENTS,
        0,
        RejectSummary.none(),
        genres,
        List.of(SplitData.of("artist", Protocol.GROUP, "artist", genres, tracks, artist)),
        branches,
        admit,
        synthetic,
        List.of(),
        null,
        null,
        null,
        SmallRun.NOT_JUDGED,
        null,
        null);
  }

  private BranchData branch(String method, double gain, int fold, long seed) {
    boolean before = "smote-before-split".equals(method);
    String set = prefix + method;
    String configuration = RECIPE + (method == null ? "" : "-" + set) + "-artist";
    return new BranchData(
        configuration + "-f" + fold + "-s" + seed,
        configuration,
        RECIPE,
        method == null
            ? null
            : new ArmData(set, before ? "smote" : method, before, RECIPE + "-artist", 10 * SAMPLES),
        "djl",
        "waveform-gan".equals(method) ? "net6" : "net5",
        false,
        "artist",
        fold,
        seed,
        BranchState.DONE,
        null,
        Map.of("optimizer", "adam", "rate", "0.001"),
        24,
        17,
        "patience",
        200,
        null,
        null,
        List.of(new HistoryRow(17, 0.9, 0.7, 1.4, 0.5, 8)),
        predictions(fold, seed, gain, before, set));
  }

  private List<PredictionRow> predictions(
      int fold, long seed, double gain, boolean before, String set) {
    SplittableRandom own = new SplittableRandom(31 * seed + set.hashCode() + fold);
    List<PredictionRow> rows = new ArrayList<>();
    for (Assignment row : artist) {
      if (row.fold() == fold && row.side() != Side.TRAIN) {
        int truth = genres.indexOf(row.track().substring(0, row.track().lastIndexOf("/t")));
        // what is hard about a track is hard for every arm
        SplittableRandom common = new SplittableRandom(row.track().hashCode());
        double[] lean = common.doubles(genres.size()).map(x -> 2.2 * x).toArray();
        for (int segment = 0; segment < SEGMENTS; segment++) {
          rows.add(row(row.track(), segment, fold, row.side(), truth, 1.3 + gain, lean, own));
        }
      }
    }
    for (int i = 0; before && i < 4 * genres.size(); i++) {
      String track = "synthetic:" + set + "-f" + fold + "-s" + seed + "/" + i % 10 + "#" + i;
      Side side = i % 2 == 0 ? Side.TEST : Side.VALIDATION;
      double[] lean = new double[genres.size()];
      rows.add(row(track, i, fold, side, i % genres.size(), 6, lean, own));
    }
    return rows;
  }

  private PredictionRow row(
      String track,
      int segment,
      int fold,
      Side side,
      int truth,
      double skill,
      double[] lean,
      SplittableRandom random) {
    double[] weights = new double[genres.size()];
    for (int label = 0; label < weights.length; label++) {
      double logit = (label == truth ? skill : 0) + lean[label] + 0.4 * random.nextGaussian();
      weights[label] = Math.exp(logit);
    }
    double sum = Arrays.stream(weights).sum();
    float[] probabilities = new float[weights.length];
    for (int label = 0; label < weights.length; label++) {
      probabilities[label] = (float) (weights[label] / sum);
    }
    return new PredictionRow(track, segment, fold, side, truth, probabilities);
  }

  private SyntheticData synthesis(String method, int fold, long seed) {
    boolean gan = method.endsWith("gan");
    String set = prefix + method;
    String id = set + "-frames33-artist-f" + fold + "-s" + seed;
    Map<String, Integer> perGenre = new LinkedHashMap<>();
    genres.forEach(genre -> perGenre.put(genre, SAMPLES));
    return new SyntheticData(
        id,
        set,
        "files",
        "frames33",
        "artist",
        fold,
        seed,
        method.equals("smote-before-split") ? "smote" : method,
        gan ? Map.of("noise", "100", "rate", "0.0002", "batchSize", "32") : Map.of(),
        method.equals("smote-before-split"),
        BranchState.DONE,
        null,
        perGenre,
        gan ? 100 : 0,
        gan ? "time-limit" : null,
        30,
        MadeUpQuality.of(genres, method.equals("feature-gan"), gan ? 3 : 1),
        gan ? losses() : List.of(),
        fold == 0 && seed == 42 ? samples(id, gan) : List.of());
  }

  private static List<SyntheticData.LossRow> losses() {
    List<SyntheticData.LossRow> rows = new ArrayList<>();
    for (int epoch = 1; epoch <= 100; epoch++) {
      double swing = Math.sin(epoch / 4.0) * 0.2;
      rows.add(
          new SyntheticData.LossRow(
              epoch, 0.7 + epoch / 60.0 + swing, 1.3 - epoch / 100.0 - swing / 2, 0.75, 0.2));
    }
    return rows;
  }

  private List<SamplePicture> samples(String id, boolean sound) {
    List<SamplePicture> samples = new ArrayList<>();
    for (String genre : genres) {
      for (boolean real : new boolean[] {false, true}) {
        for (int number = 0; number < 3; number++) {
          String path = "synthetic/" + id + "/samples/" + (real ? "real-" : "") + number;
          samples.add(
              new SamplePicture(
                  genre,
                  real,
                  number,
                  path + ".png",
                  sound ? path + ".wav" : null,
                  picture(genre.hashCode() + number, real)));
        }
      }
    }
    return samples;
  }

  private static byte[] picture(int seed, boolean real) {
    SplittableRandom random = new SplittableRandom(seed);
    int side = SamplePicture.SIDE;
    byte[] rgb = new byte[3 * side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int value = (int) (120 + 100 * Math.sin(x / (real ? 3.0 : 7.0)) * Math.cos(y / 9.0));
        rgb[3 * (y * side + x)] = (byte) (value + random.nextInt(24) & 0xf8);
        rgb[3 * (y * side + x) + 1] = (byte) (value / 2 & 0xf8);
        rgb[3 * (y * side + x) + 2] = (byte) 96;
      }
    }
    return new Picture(side, side, rgb).png();
  }
}
