package org.tonewheel.pipelines.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tonewheel.pipelines.SoundFolder.experiment;
import static org.tonewheel.pipelines.SoundFolder.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Stopwatch;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.audio.decode.DecodeLimits;
import org.tonewheel.audio.decode.InProcessDecoder;
import org.tonewheel.nets.Ended;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.TrainingFailedException;
import org.tonewheel.nets.TrainingOptions;
import org.tonewheel.nets.engine.ComputeDevice;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.branches.SynthesisBranch;
import org.tonewheel.pipelines.experiment.branches.SynthesisGrid;
import org.tonewheel.pipelines.features.FeaturesStage;
import org.tonewheel.pipelines.features.InputSet;
import org.tonewheel.pipelines.ingest.IngestStage;
import org.tonewheel.pipelines.learning.AudioSet;
import org.tonewheel.pipelines.learning.BranchOutcome;
import org.tonewheel.pipelines.learning.BranchSummary;
import org.tonewheel.pipelines.learning.TrainingLimits;
import org.tonewheel.pipelines.learning.TrainingSet;
import org.tonewheel.pipelines.run.AudioRow;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.PredictionRow;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.SegmentRow;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.StoppedException;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.Tracks;
import org.tonewheel.pipelines.splits.SplitFile;
import org.tonewheel.pipelines.splits.SplitsStage;
import org.tonewheel.pipelines.training.BranchFile;
import org.tonewheel.pipelines.training.TrainStage;
import org.tonewheel.sampling.Assignment;

/** Synthetic segments made from a little sound, and branches trained on them. */
class SynthesizeIT {
  private static final int SEGMENT = 1024;
  private static final int SEGMENTS = 2;
  private static final int TRACKS_A_GENRE = 10;
  private static final int TRAIN = 2 * 6 * SEGMENTS;
  private static final int SAMPLES = 5;

  private static final String[] BASE = {
    "seed: 7",
    "audio: {segmentSamples: " + SEGMENT + ", segments: " + SEGMENTS + "}",
    "featureSets:",
    "  coarse: {nFft: 256, hopLength: 200, mfcc: 3, contrastBands: 0, centroid: false, chroma: 0}",
    "  fine: {nFft: 256, hopLength: 100, mfcc: 2, contrastBands: 0, centroid: true, chroma: 0}",
    "splits: {whole: {fractions: {train: 0.6, validation: 0.2, test: 0.2}}}",
    "synthesis:",
    "  sets:",
    "    copies: {method: repeat, samples: 5}",
    "    noisy: {method: jitter, samples: 5}",
    "    smote: {method: smote, samples: 5, neighbours: 2}",
    "    gan: {method: feature-gan, samples: 5, epochs: 2, batchSize: 8}",
    "    wave: {method: waveform-gan, samples: 5, epochs: 2, batchSize: 8}",
    "    early: {method: smote, samples: 20, beforeSplit: true}",
  };

  private static final String ALL =
      "branches: [{net: logistic, features: coarse, epochs: 2,"
          + " synthesis: [none, copies, noisy, smote, gan, wave, early]},"
          + " {net: net6, features: coarse, epochs: 1, hidden: 4, batchSize: 8, synthesis: wave},"
          + " {net: logistic, features: fine, epochs: 2, synthesis: wave}]";

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Run whole;
  private static BranchSummary made;
  private static BranchSummary trained;

  @BeforeAll
  static void runOnce() throws Exception {
    SoundFolder sounds = SoundFolder.in(shared);
    for (String genre : List.of("jazz", "R&B")) {
      for (int i = 0; i < TRACKS_A_GENRE; i++) {
        int seed = i + (genre.equals("jazz") ? 0 : 100);
        sounds.sound(genre + "/" + i + ".wav", SEGMENTS * SEGMENT + 10, seed);
      }
    }
    whole = open(shared, ALL);
    new IngestStage(whole).run();
    new SplitsStage(whole).run();
    new FeaturesStage(whole).run();
    made = new SynthesizeStage(whole).run(List.of());
    trained = new TrainStage(whole).run(List.of());
  }

  private static Run open(Path place, String branches) throws IOException {
    List<String> yaml = new ArrayList<>(List.of(BASE));
    yaml.add(branches);
    return SoundFolder.in(place).run("run", experiment(yaml.toArray(String[]::new)));
  }

  /** The whole run without what synthesis and training left, under another experiment. */
  private Run fresh(String branches) throws IOException {
    Path copy = folder.resolve("run");
    try (Stream<Path> files = Files.walk(whole.directory().root())) {
      for (Path file : files.toList()) {
        Path to = copy.resolve(whole.directory().root().relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
    Run run = open(folder, branches);
    for (Path gone : List.of(run.directory().synthetic("x").getParent(), copy.resolve("models"))) {
      MoreFiles.deleteRecursively(gone, RecursiveDeleteOption.ALLOW_INSECURE);
    }
    for (SynthesisBranch branch : SynthesisGrid.expand(whole.experiment())) {
      Files.delete(run.directory().state(branch.id()));
    }
    for (Branch branch : Grid.expand(whole.experiment())) {
      Files.delete(run.directory().state(branch.id()));
    }
    return run;
  }

  private static String only(String set) {
    return "branches: [{net: logistic, features: coarse, epochs: 2, synthesis: [none, %s]}]"
        .formatted(set);
  }

  private static SynthesisBranch synthesis(Run run, String set) {
    return SynthesisGrid.expand(run.experiment()).stream()
        .filter(branch -> branch.set().equals(set))
        .findFirst()
        .orElseThrow();
  }

  private static Branch branch(Run run, String set) {
    return Grid.expand(run.experiment()).stream()
        .filter(branch -> branch.features().equals("coarse"))
        .filter(branch -> set == null ? branch.synthesis() == null : set.equals(branch.synthesis()))
        .findFirst()
        .orElseThrow();
  }

  private static Path folder(Run run, String set) {
    return run.directory().synthetic(synthesis(run, set).id());
  }

  private static SynthesisFile file(Run run, String set) throws IOException {
    return SynthesisFile.read(folder(run, set)).orElseThrow();
  }

  private static StageState state(Run run, String id) throws IOException {
    return StageState.read(run.directory().state(id)).orElseThrow();
  }

  /** Content of every file that does not hold times. */
  private static Map<String, String> contents(Run run, String set) throws IOException {
    Path folder = folder(run, set);
    Map<String, String> contents = new TreeMap<>();
    for (Part part : Commit.read(RunDirectory.commit(folder)).orElseThrow().parts()) {
      String name = part.file();
      if (name.endsWith(".png") || name.endsWith(".wav") || name.endsWith(".f32")) {
        contents.put(name, part.sha256());
      } else if (name.equals(SynthesisFile.QUALITY)) {
        contents.put(name, Json.read(folder.resolve(name), JsonNode.class).toString());
      } else if (name.endsWith("COMMIT.json")) {
        contents.put(name, Commit.read(folder.resolve(name)).orElseThrow().content());
      }
    }
    return contents;
  }

  @Test
  void everyMethod_makesWhatWasAsked_andSaysWhereItCameFrom() throws Exception {
    assertThat(made.exit()).isEqualTo(Exit.DONE);
    assertThat(made.counts()).containsEntry("syntheses", 6L).containsEntry("made", 6L);
    for (SynthesisBranch branch : SynthesisGrid.expand(whole.experiment())) {
      Path place = whole.directory().synthetic(branch.id());
      assertThat(Commit.read(RunDirectory.commit(place)).orElseThrow().isWhole(place)).isTrue();
      SynthesisFile file = SynthesisFile.read(place).orElseThrow();
      boolean early = branch.set().equals("early");
      int samples = early ? 20 : SAMPLES;
      assertThat(file.perGenre()).isEqualTo(Map.of("jazz", samples, "R&B", samples));
      assertThat(file.safe()).isEqualTo(!early);
      assertThat(file.train()).isEqualTo(early ? 2 * TRACKS_A_GENRE * SEGMENTS : TRAIN);
      assertThat(file.tracks()).isEqualTo(file.train() / SEGMENTS);
      assertThat(file.rejected()).isEmpty();
      assertThat(file.epochs()).isEqualTo(branch.settings().method().gan() ? 2 : null);
      assertThat(place.resolve(SynthesisFile.QUALITY)).exists();
      assertThat(place.resolve("checkpoint")).as("nobody will go on from it").doesNotExist();
      for (String set : branch.features()) {
        List<SegmentRow> segments = rows(SegmentRow.TABLE, place.resolve("segments/" + set));
        assertThat(segments).hasSize(2 * samples);
        assertThat(segments).extracting(SegmentRow::origin).containsOnly("synthetic");
        assertThat(segments)
            .allSatisfy(
                row -> {
                  assertThat(row.track()).isEqualTo("synthetic:" + branch.id() + "/" + row.genre());
                  assertThat(row.segment()).isBetween(0, samples - 1);
                });
      }
    }
    assertThat(synthesis(whole, "wave").features()).containsExactly("coarse", "fine");
  }

  @Test
  void samplesOfSound_areWrittenAsSoundAndPicture_besideRealOnes_underSafeNames() throws Exception {
    SynthesisFile file = file(whole, "wave");
    assertThat(file.shown()).hasSize(2 * 2 * Shown.A_GENRE);
    for (SynthesisFile.Shown shown : file.shown()) {
      assertThat(shown.picture()).matches("samples/[a-z0-9-]+\\.png");
      assertThat(folder(whole, "wave").resolve(shown.picture())).exists();
      byte[] wav = Files.readAllBytes(folder(whole, "wave").resolve(shown.sound()));
      assertThat(new InProcessDecoder(SoundFolder.RATE, DecodeLimits.DEFAULT).decode(wav).pcm())
          .hasSize(SEGMENT);
    }
    assertThat(file(whole, "smote").shown())
        .hasSize(2 * 2 * Shown.A_GENRE)
        .allSatisfy(shown -> assertThat(shown.sound()).isNull());
  }

  @Test
  void soundThatIsLearntFrom_isCutAsTheFeaturesCutIt_inTheirOrder() throws Exception {
    Map<String, short[]> tracks = new TreeMap<>();
    rows(AudioRow.TABLE, whole.directory().audio())
        .forEach(row -> tracks.put(row.track(), row.pcm()));
    try (TrainingSet sound = AudioSet.open(whole.directory(), whole.experiment());
        TrainingSet features = TrainingSet.open(whole.directory(), InputSet.frames("coarse"))) {
      assertThat(sound.keys()).isEqualTo(features.keys());
      assertThat(sound.shape()).isEqualTo(RowShape.frames(1, SEGMENT));
      float[] values = new float[SEGMENT];
      for (int row = 0; row < sound.keys().size(); row++) {
        TrainingSet.Key key = sound.keys().get(row);
        sound.values().read(row, values);
        for (int i = 0; i < SEGMENT; i++) {
          assertThat(values[i])
              .isEqualTo(tracks.get(key.track())[key.segment() * SEGMENT + i] / 32_768f);
        }
      }
    }
  }

  @Test
  void trainingSide_isEnlarged_andTheOthersAreAsBefore() throws Exception {
    assertThat(trained.exit()).isEqualTo(Exit.DONE);
    for (String set : List.of("copies", "noisy", "smote", "gan", "wave")) {
      Branch branch = branch(whole, set);
      assertThat(state(whole, branch.id()).counts())
          .containsEntry("train", (long) TRAIN + 2 * SAMPLES)
          .containsEntry("synthetic", 2L * SAMPLES)
          .containsEntry("test", 8L);
      BranchFile file = BranchFile.read(whole.directory().model(branch.id())).orElseThrow();
      assertThat(file.synthesis()).isEqualTo(set);
      assertThat(file.synthetic()).isEqualTo(2 * SAMPLES);
      assertThat(file.safe()).isTrue();
      assertThat(predictions(whole, branch))
          .extracting(PredictionRow::track)
          .containsExactlyElementsOf(
              predictions(whole, branch(whole, null)).stream().map(PredictionRow::track).toList());
    }
    BranchFile plain =
        BranchFile.read(whole.directory().model(branch(whole, null).id())).orElseThrow();
    assertThat(plain.trainSegments()).isEqualTo(TRAIN);
    assertThat(plain.synthesis()).isNull();
  }

  @Test
  void scaler_isThatOfTheRealSegments() throws Exception {
    Branch net6 =
        Grid.expand(whole.experiment()).stream()
            .filter(branch -> branch.id().startsWith("net6"))
            .findFirst()
            .orElseThrow();
    JsonNode gan = Json.read(folder(whole, "gan").resolve("scaler.json"), JsonNode.class);
    JsonNode net =
        Json.read(whole.directory().model(net6.id()).resolve("scaler.json"), JsonNode.class);
    assertThat(net.path("means")).as("of the real training side, as the GAN's").isNotEmpty();
    assertThat(net.path("means")).isEqualTo(gan.path("means"));
  }

  @Test
  void augmentationBeforeTheSplit_isUnsafe_andItsSamplesAreTestedOn() throws Exception {
    Branch early = branch(whole, "early");
    BranchFile file = BranchFile.read(whole.directory().model(early.id())).orElseThrow();
    assertThat(file.safe()).isFalse();
    assertThat(file.synthetic()).isEqualTo(24);
    List<String> synthetic =
        predictions(whole, early).stream()
            .map(PredictionRow::track)
            .filter(SyntheticSegments::isSynthetic)
            .toList();
    assertThat(synthetic).hasSize(16).doesNotHaveDuplicates();
    assertThat(synthetic).allSatisfy(track -> assertThat(track).matches(".*#\\d+"));
  }

  private static List<PredictionRow> predictions(Run run, Branch branch) throws IOException {
    List<PredictionRow> rows = new ArrayList<>();
    try (Table<PredictionRow>.Reader reader =
        PredictionRow.TABLE.read(run.directory().predictions(branch.id()))) {
      for (PredictionRow row = reader.next(); row != null; row = reader.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  @Test
  void secondCall_doesNothing() throws Exception {
    BranchSummary again = new SynthesizeStage(whole).run(List.of());
    assertThat(again.counts()).containsEntry("made", 6L);
    for (SynthesisBranch branch : SynthesisGrid.expand(whole.experiment())) {
      assertThat(state(whole, branch.id()).attempt()).isOne();
    }
  }

  @Test
  void gansThatWereStopped_goOn_andEndAsIfUndisturbed() throws Exception {
    Run run = fresh(ALL);
    for (String set : List.of("gan", "wave")) {
      AtomicInteger steps = new AtomicInteger(4); // in the second epoch
      Synthesizer stopped =
          new Synthesizer(
              run.directory(),
              run.experiment(),
              TrainingLimits.NONE,
              () -> steps.getAndDecrement() <= 0);
      assertThatExceptionOfType(StoppedException.class)
          .isThrownBy(() -> stopped.make(synthesis(run, set), ComputeDevice.CPU));
      assertThat(state(run, synthesis(run, set).id()).state()).isEqualTo(StageState.State.STOPPED);
    }
    assertThat(new SynthesizeStage(run).run(List.of()).exit()).isEqualTo(Exit.DONE);
    for (String set : List.of("copies", "noisy", "smote", "gan", "wave", "early")) {
      assertThat(contents(run, set)).as(set).isNotEmpty().isEqualTo(contents(whole, set));
    }
    assertThat(state(run, synthesis(run, "gan").id()).attempt()).isEqualTo(2);
  }

  @Test
  void trainingBeforeSynthesis_trainsWhatItCan_andSaysWhatIsMissing() throws Exception {
    Run run = fresh(only("smote"));
    BranchSummary summary = new TrainStage(run).run(List.of());
    assertThat(summary.exit()).as("a retry would not help").isEqualTo(Exit.USAGE);
    assertThat(summary.counts()).containsEntry("trained", 1L).containsEntry("pending", 1L);
    assertThat(run.directory().state(branch(run, "smote").id())).doesNotExist();
    new SynthesizeStage(run).run(List.of());
    assertThat(new TrainStage(run).run(List.of()).exit()).isEqualTo(Exit.DONE);
  }

  @Test
  void synthesisThatBrokeOff_leavesItsBranchesPending() throws Exception {
    Run run = fresh(only("smote"));
    Synthesizer stopped =
        new Synthesizer(run.directory(), run.experiment(), TrainingLimits.NONE, () -> true);
    assertThatExceptionOfType(StoppedException.class)
        .isThrownBy(() -> stopped.make(synthesis(run, "smote"), ComputeDevice.CPU));
    BranchSummary summary = new TrainStage(run).run(List.of());
    assertThat(summary.exit()).isEqualTo(Exit.RETRY);
    assertThat(summary.counts()).containsEntry("trained", 1L).containsEntry("pending", 1L);
  }

  @Test
  void audioThatIsGone_failsTheWaveformsAlone_andTheirBranches() throws Exception {
    Run run =
        fresh(
            "branches: [{net: logistic, features: coarse, epochs: 2,"
                + " synthesis: [none, smote, wave]}]");
    for (Part part :
        Commit.read(RunDirectory.commit(run.directory().audio())).orElseThrow().parts()) {
      Files.delete(run.directory().audio().resolve(part.file()));
    }
    BranchSummary summary = new SynthesizeStage(run).run(List.of());
    assertThat(summary.exit()).isEqualTo(Exit.BRANCH_FAILED);
    assertThat(summary.counts()).containsEntry("made", 1L).containsEntry("failed", 1L);
    assertThat(state(run, synthesis(run, "wave").id()).message()).contains("audio.keep");
    BranchSummary training = new TrainStage(run).run(List.of());
    assertThat(training.exit()).isEqualTo(Exit.BRANCH_FAILED);
    assertThat(training.counts()).containsEntry("trained", 2L).containsEntry("failed", 1L);
    assertThat(state(run, branch(run, "wave").id()).message())
        .contains(synthesis(run, "wave").id())
        .contains("audio.keep");
  }

  @Test
  void gan_thatATimeLimitEnded_goesOnUnderALargerOne() throws Exception {
    Run run = fresh(only("gan"));
    SynthesisBranch gan = synthesis(run, "gan");
    Synthesizer hasty =
        new Synthesizer(
            run.directory(),
            run.experiment(),
            TrainingLimits.NONE.within(Duration.ofNanos(1)),
            () -> false);
    assertThat(hasty.make(gan, ComputeDevice.CPU).end()).isEqualTo(BranchOutcome.End.DONE);
    assertThat(file(run, "gan").epochs()).isOne();
    assertThat(file(run, "gan").endedByLimit()).isPresent();
    assertThat(hasty.make(gan, ComputeDevice.CPU).end()).isEqualTo(BranchOutcome.End.SKIPPED);
    new SynthesizeStage(run).run(List.of());
    assertThat(file(run, "gan").epochs()).isEqualTo(2);
    assertThat(contents(run, "gan")).isEqualTo(contents(whole, "gan"));
  }

  @Test
  void segmentsMadeFromWhatIsTested_endTheTraining() throws Exception {
    Run run = fresh(only("smote"));
    new SynthesizeStage(run).run(List.of());
    Path seen = folder(run, "smote").resolve("seen.parquet");
    byte[] all = Files.readAllBytes(folder(whole, "early").resolve("seen.parquet"));
    Files.write(seen, all);
    Commit commit = Commit.read(RunDirectory.commit(folder(run, "smote"))).orElseThrow();
    List<Part> parts =
        commit.parts().stream()
            .map(
                part ->
                    part.file().equals("seen.parquet")
                        ? new Part(part.file(), all.length, "", "", 0, null)
                        : part)
            .toList();
    Json.write(RunDirectory.commit(folder(run, "smote")), Commit.of(commit.fingerprint(), parts));
    StageException e =
        catchThrowableOfType(StageException.class, () -> new TrainStage(run).run(List.of()));
    assertThat(e.exit()).isEqualTo(Exit.BAD_DATA);
    assertThat(e).hasMessageContaining("made from it");
  }

  /** A maker that lacks an idea for some numbers. */
  private record Patchy(LongPredicate broken) implements SampleMaker {
    @Override
    public void make(int genre, long from, int count, Consumer<float[]> into) {
      for (long number = from; number < from + count; number++) {
        float[] values = new float[SEGMENT];
        Arrays.fill(values, broken.test(number) ? Float.NaN : number / 100f);
        into.accept(values);
      }
    }

    @Override
    public Integer epochs() {
      return 1;
    }

    @Override
    public Ended ended() {
      return Ended.EPOCHS;
    }

    @Override
    public void close() {}
  }

  private SynthesisFile make(Run run, SampleMaker maker) throws IOException {
    SynthesisBranch branch = synthesis(run, "wave");
    List<String> genres = List.of("R&B", "jazz");
    List<Assignment> split =
        SplitFile.checked(
            run.directory(), run.experiment(), Tracks.read(run.directory()), "whole", "main");
    try (RealSide real = RealSide.open(run.directory(), run.experiment(), branch, genres, split)) {
      return new Making(run.experiment(), branch, folder, real, genres, () -> false)
          .make(maker, Stopwatch.createStarted(), TrainingOptions.DEFAULT, "");
    }
  }

  @Test
  void samplesThatAreNotFinite_areNamed_andTheNextTakeTheirPlaces() throws Exception {
    SynthesisFile file = make(whole, new Patchy(number -> number % 3 == 0));
    assertThat(file.perGenre()).containsEntry("jazz", SAMPLES);
    assertThat(file.rejected())
        .filteredOn(rejected -> rejected.genre().equals("jazz"))
        .extracting(SynthesisFile.Rejected::number)
        .containsExactly(0L, 3L, 6L);
    assertThat(rows(SegmentRow.TABLE, folder.resolve("segments/fine")))
        .filteredOn(row -> row.genre().equals("jazz"))
        .extracting(SegmentRow::segment)
        .containsExactly(1, 2, 4, 5, 7);
  }

  @Test
  void makerOfNothingFinite_failsForGood_insteadOfTryingForEver() {
    assertThatExceptionOfType(TrainingFailedException.class)
        .isThrownBy(() -> make(whole, new Patchy(number -> true)))
        .withMessageContaining("11 of the first 11 samples of R&B")
        .withMessageContaining("no finite number");
  }

  @Test
  void wrongCalls_endWithTheirCodes() throws Exception {
    Run plain = fresh("branches: [{net: logistic, features: coarse, epochs: 2}]");
    StageException notAsked =
        catchThrowableOfType(StageException.class, () -> new SynthesizeStage(plain).run(List.of()));
    assertThat(notAsked.exit()).isEqualTo(Exit.NOT_ASKED);
    StageException unknown =
        catchThrowableOfType(
            StageException.class, () -> new SynthesizeStage(whole).run(List.of("nosuch")));
    assertThat(unknown.exit()).isEqualTo(Exit.USAGE);
    assertThat(unknown).hasMessageContaining("nosuch").hasMessageContaining("--list");
  }
}
