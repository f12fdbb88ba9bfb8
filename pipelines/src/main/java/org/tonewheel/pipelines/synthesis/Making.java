package org.tonewheel.pipelines.synthesis;

import com.google.common.base.Stopwatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.tonewheel.gan.GanData;
import org.tonewheel.gan.GanTrainer;
import org.tonewheel.gan.TrainedGenerator;
import org.tonewheel.nets.Ended;
import org.tonewheel.nets.TrainingFailedException;
import org.tonewheel.nets.TrainingOptions;
import org.tonewheel.pipelines.experiment.branches.GanBranch;
import org.tonewheel.pipelines.experiment.branches.SynthesisBranch;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Split;
import org.tonewheel.pipelines.experiment.settings.SyntheticSet;
import org.tonewheel.pipelines.experiment.settings.SyntheticSet.Method;
import org.tonewheel.pipelines.run.StoppedException;
import org.tonewheel.pipelines.run.Versions;
import org.tonewheel.pipelines.splits.Divided;
import org.tonewheel.sampling.Jitter;
import org.tonewheel.sampling.Repeat;
import org.tonewheel.sampling.SampleCounts;
import org.tonewheel.sampling.Smote;

/**
 * Synthetic segments being made: the maker is trained if it must be, then every genre's samples are
 * written.
 */
final class Making {
  /** Samples made at once; of the first paper's 66,000 values each, 4 MB. */
  private static final int BATCH = 16;

  /** So many of a genre may be rejected, and a tenth of those wanted if that is more. */
  private static final int FEW_REJECTED = 10;

  private static final double MOST_REJECTED = 0.1;

  private final Experiment experiment;
  private final SynthesisBranch branch;
  private final Path folder;
  private final RealSide real;
  private final List<String> genres;
  private final BooleanSupplier stop;
  private final List<SynthesisFile.Rejected> rejected = new ArrayList<>();

  Making(
      Experiment experiment,
      SynthesisBranch branch,
      Path folder,
      RealSide real,
      List<String> genres,
      BooleanSupplier stop) {
    this.experiment = experiment;
    this.branch = branch;
    this.folder = folder;
    this.real = real;
    this.genres = genres;
    this.stop = stop;
  }

  /**
   * Makes all of them, and says what they are.
   *
   * @throws TrainingFailedException if too many of a genre cannot be used
   * @throws org.tonewheel.nets.TrainingDataException if a genre has too few real segments, or they
   *     have values that are not finite
   * @throws StoppedException if asked to stop after training
   */
  SynthesisFile make(TrainingOptions options, String fingerprint) throws IOException {
    Stopwatch clock = Stopwatch.createStarted();
    try (SampleMaker maker = maker(options)) {
      return make(maker, clock, options, fingerprint);
    }
  }

  /** Makes all of them with a maker that is ready, on a clock that ran while it was trained. */
  SynthesisFile make(
      SampleMaker maker, Stopwatch clock, TrainingOptions options, String fingerprint)
      throws IOException {
    int[] counts =
        SampleCounts.of(real.labels(), real.seen(), genres.size(), branch.settings().samples());
    int tracks = SeenSegments.write(folder, real, branch.fold());
    Shown shown = new Shown(experiment, branch, folder, real);
    try (SegmentWriter writer = new SegmentWriter(experiment, branch, folder, real.set().shape())) {
      for (int genre = 0; genre < counts.length; genre++) {
        write(maker, genre, counts[genre], writer, shown);
        shown.addReal(genres.get(genre), genre);
      }
      writer.commit(fingerprint);
    }
    double seconds = clock.elapsed(TimeUnit.MILLISECONDS) / 1000.0;
    return describe(maker, options, counts, tracks, shown, seconds);
  }

  private SampleMaker maker(TrainingOptions options) throws IOException {
    SyntheticSet settings = branch.settings();
    if (!settings.method().gan()) {
      real.requireFinite();
    }
    return switch (settings.method()) {
      case REPEAT ->
          new SampleMaker.Oversampled(
              new Repeat(real.set().values(), real.labels(), real.seen(), branch.seed()));
      case JITTER ->
          new SampleMaker.Oversampled(
              new Jitter(
                  real.set().values(),
                  real.labels(),
                  real.seen(),
                  real.set().shape(),
                  settings.sigma(),
                  branch.seed()));
      case SMOTE ->
          new SampleMaker.Oversampled(
              new Smote(
                  real.set().values(),
                  real.labels(),
                  real.seen(),
                  real.set().shape(),
                  settings.neighbours(),
                  branch.seed()));
      case WAVEFORM_GAN, FEATURE_GAN -> new SampleMaker.Generated(trained(options));
    };
  }

  private TrainedGenerator trained(TrainingOptions options) throws IOException {
    GanData data =
        new GanData(
            real.set().values(),
            real.labels(),
            real.seen(),
            real.set().shape(),
            genres.size(),
            branch.settings().method() == Method.FEATURE_GAN);
    return new GanTrainer()
        .train(
            data,
            GanBranch.settings(branch),
            options,
            folder,
            new SynthesisProgress(branch.id()),
            stop);
  }

  private void write(SampleMaker maker, int genre, int wanted, SegmentWriter writer, Shown shown)
      throws IOException {
    Numbers numbers = new Numbers(genre, wanted, writer, shown);
    try {
      while (numbers.missing() > 0) {
        if (stop.getAsBoolean()) {
          throw new StoppedException(branch.id() + " was asked to stop");
        }
        maker.make(genre, numbers.next, Math.min(BATCH, numbers.missing()), numbers::add);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** How far one genre has come. */
  private final class Numbers {
    private final String genre;
    private final int wanted;
    private final SegmentWriter writer;
    private final Shown shown;
    private long next;
    private int written;

    Numbers(int genre, int wanted, SegmentWriter writer, Shown shown) {
      this.genre = genres.get(genre);
      this.wanted = wanted;
      this.writer = writer;
      this.shown = shown;
    }

    int missing() {
      return wanted - written;
    }

    void add(float[] sample) {
      try {
        String why = writer.add(genre, next, sample);
        if (why == null) {
          if (written < Shown.A_GENRE) {
            shown.addSynthetic(genre, written, next, sample);
          }
          written++;
        } else {
          reject(why);
        }
        next++;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void reject(String why) {
      rejected.add(new SynthesisFile.Rejected(genre, next, why));
      long count = next + 1 - written;
      if (count > Math.max(FEW_REJECTED, MOST_REJECTED * wanted)) {
        throw new TrainingFailedException(
            "%d of the first %d samples of %s by %s cannot be used: %s; train it with another rate or fewer epochs"
                .formatted(count, next + 1, genre, branch.id(), why));
      }
    }
  }

  private SynthesisFile describe(
      SampleMaker maker,
      TrainingOptions options,
      int[] counts,
      int tracks,
      Shown shown,
      double seconds) {
    Split split = experiment.splits().get(branch.split());
    Map<String, Integer> perGenre = new LinkedHashMap<>();
    for (int genre = 0; genre < counts.length; genre++) {
      perGenre.put(genres.get(genre), counts[genre]);
    }
    return new SynthesisFile(
        SynthesisFile.FORMAT_VERSION,
        branch,
        split.protocol().name().toLowerCase(Locale.ROOT),
        Divided.protocol(split).safe() && !branch.settings().beforeSplit(),
        genres,
        perGenre,
        real.seen().length,
        tracks,
        maker.epochs(),
        maker.ended() == null ? null : maker.ended().word(),
        maker.ended() == Ended.TIME_LIMIT ? options.timeLimit().toString() : null,
        Math.round(seconds * 10) / 10.0,
        rejected,
        shown.written(),
        Versions.all());
  }
}
