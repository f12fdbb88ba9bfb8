package org.tonewheel.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyFileTest {
  private static final SearchSpace SPACE =
      new SearchSpace(
          List.of(
              new FloatParameter("rate", 1e-5, 0.1, true),
              new IntParameter("batch", 16, 64, false, 16),
              new CategoricalParameter("optimizer", List.of("adam", "ünicode \"quoted\"")),
              new LayersParameter("hidden", 1, 3, List.of(32, 64))));

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("study/study.jsonl");
  }

  private static Study read(Path file) throws IOException {
    return StudyFile.read(file).orElseThrow();
  }

  private static StudySettings settings(long seed, int parallel) {
    return new StudySettings(
        "net5 on artist",
        Direction.MAXIMIZE,
        parallel,
        SPACE,
        new TpeSampler(Direction.MAXIMIZE, seed, 4, 24, true),
        new SuccessiveHalvingPruner(Direction.MAXIMIZE, 1, 3, 0, 0));
  }

  private static final StudySettings SETTINGS = settings(5, 2);

  private static double value(TrialRecord trial, int epoch) {
    double rate = Math.log10((Double) trial.values().get("rate"));
    return -(rate + 3) * (rate + 3) + 0.01 * epoch;
  }

  /** Runs trials, each to its end, wave by wave; goes on where the file ends. */
  private static void run(StudyFile study, int trials) throws IOException {
    for (TrialRecord trial : study.study().unfinished()) {
      finish(study, trial);
    }
    while (study.study().trials().size() < trials) {
      int number = study.study().trials().size();
      int waveEnd = Math.min(trials, study.study().waveStart(number) + 2);
      for (int other = number; other < waveEnd; other++) {
        study.begin(other);
      }
      for (int other = number; other < waveEnd; other++) {
        finish(study, study.begin(other));
      }
    }
  }

  private static void finish(StudyFile study, TrialRecord trial) throws IOException {
    int number = trial.number();
    if (number == 3) {
      study.fail(number, "out of memory");
      return;
    }
    for (int epoch = 0; epoch < 5; epoch++) {
      TrialRecord reported =
          study.report(number, epoch, number == 2 ? Double.NaN : value(trial, epoch));
      if (study.study().prunes(reported)) {
        study.prune(number);
        return;
      }
    }
    study.complete(number, value(trial, 4));
  }

  private Study undisturbed(int trials) throws IOException {
    try (StudyFile study = StudyFile.open(file(), SETTINGS)) {
      run(study, trials);
      return study.study();
    }
  }

  @Test
  void whatWasWritten_isReadAgain() throws IOException {
    Study study = undisturbed(12);
    assertThat(read(file())).isEqualTo(study);
    assertThat(study.trials())
        .extracting(TrialRecord::state)
        .contains(TrialState.COMPLETE, TrialState.PRUNED, TrialState.FAILED);
    assertThat(study.failures()).containsExactly(Map.entry(3, "out of memory"));
    assertThat(study.trials().get(2).intermediate()).containsExactly(Double.NaN);
    try (StudyFile again = StudyFile.open(file(), SETTINGS)) {
      assertThat(again.study()).isEqualTo(study);
    }
  }

  /** Wherever the writer was killed, the study that goes on ends as the undisturbed one. */
  @Test
  void killedAtAnyByte_theStudyGoesOnAsIfItHadNotBeen() throws IOException {
    Study whole = undisturbed(7);
    byte[] bytes = Files.readAllBytes(file());
    Path cut = folder.resolve("cut.jsonl");
    for (int length = 0; length <= bytes.length; length += 97) {
      Files.write(cut, Arrays.copyOf(bytes, length));
      try (StudyFile study = StudyFile.open(cut, SETTINGS)) {
        run(study, 7);
        assertThat(study.study()).as("cut after %d bytes", length).isEqualTo(whole);
      }
      assertThat(read(cut)).isEqualTo(whole);
    }
  }

  @Test
  void cutOffLine_isPassedOverByReaders_andRemovedByTheNextWriter() throws IOException {
    Study study = undisturbed(4);
    Files.write(
        file(), "{\"event\":\"sugg".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
    assertThat(read(file())).isEqualTo(study);
    try (StudyFile again = StudyFile.open(file(), SETTINGS)) {
      again.begin(4);
    }
    assertThat(Files.readAllLines(file()))
        .allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    assertThat(read(file()).unfinished()).extracting(TrialRecord::number).containsExactly(4);
  }

  @Test
  void runningTrial_isRunAgainWithTheSameValues_andReportsFromItsFirstEpoch() throws IOException {
    Map<String, Object> values;
    try (StudyFile study = StudyFile.open(file(), SETTINGS)) {
      values = study.begin(0).values();
      study.report(0, 0, 0.1);
      study.report(0, 1, 0.2);
    }
    try (StudyFile study = StudyFile.open(file(), SETTINGS)) {
      assertThat(study.begin(0).values()).isEqualTo(values);
      assertThat(study.begin(0).intermediate()).containsExactly(0.1, 0.2);
      assertThat(study.report(0, 0, 0.15).intermediate()).containsExactly(0.15);
      study.complete(0, 0.3);
    }
    assertThat(read(file()).trials())
        .containsExactly(new TrialRecord(0, TrialState.COMPLETE, values, List.of(0.15), 0.3));
  }

  @Test
  void givenValues_beginATrialToo() throws IOException {
    Map<String, Object> paper =
        Map.of("rate", 9.41e-4, "batch", 32, "optimizer", "adam", "hidden", List.of(64, 32));
    try (StudyFile study = StudyFile.open(file(), SETTINGS)) {
      study.begin(0, paper);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> study.begin(1, Map.of("rate", 1)))
          .withMessageContaining("rate");
    }
    assertThat(read(file()).trials().get(0).values()).isEqualTo(paper);
  }

  @Test
  void otherSettings_areRefused_andTheMessageSaysWhatDiffers() throws IOException {
    undisturbed(2);
    byte[] before = Files.readAllBytes(file());
    assertThatExceptionOfType(StudyException.class)
        .isThrownBy(() -> StudyFile.open(file(), settings(6, 3)))
        .withMessageContaining("parallel is 2 there and 3 here")
        .withMessageContaining("sampler.seed is 5 there and 6 here")
        .withMessageNotContaining("startupTrials")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(StudyException.Kind.OTHER_SETTINGS));
    SearchSpace wider = new SearchSpace(List.of(new FloatParameter("rate", 1e-6, 0.1, true)));
    StudySettings other =
        new StudySettings(
            "net5 on artist", Direction.MAXIMIZE, 2, wider, new RandomSampler(5), new NoPruning());
    assertThatExceptionOfType(StudyException.class)
        .isThrownBy(() -> StudyFile.open(file(), other))
        .withMessageContaining("sampler.kind is \"tpe\" there and \"random\" here")
        .withMessageContaining("pruner.kind is \"successive-halving\" there and \"none\" here")
        .withMessageContaining("space.parameters");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void everySamplerAndPruner_isKeptInTheHeader() throws IOException {
    List<Sampler> samplers =
        List.of(
            TpeSampler.defaults(Direction.MINIMIZE, 1),
            new RandomSampler(2),
            new GridSampler(3, 4));
    List<Pruner> pruners =
        List.of(
            MedianPruner.defaults(Direction.MINIMIZE),
            SuccessiveHalvingPruner.defaults(Direction.MINIMIZE),
            new NoPruning());
    for (int i = 0; i < samplers.size(); i++) {
      StudySettings settings =
          new StudySettings("", Direction.MINIMIZE, 1, SPACE, samplers.get(i), pruners.get(i));
      Path file = folder.resolve(i + ".jsonl");
      StudyFile.open(file, settings).close();
      assertThat(read(file).settings()).isEqualTo(settings);
      StudyFile.open(file, settings).close();
    }
  }

  @Test
  void secondWriter_isRefused_whileReadersAreNot() throws IOException {
    try (StudyFile study = StudyFile.open(file(), SETTINGS)) {
      study.begin(0);
      assertThat(read(file()).trials()).hasSize(1);
      assertThatExceptionOfType(StudyException.class)
          .isThrownBy(() -> StudyFile.open(file(), SETTINGS))
          .withMessageContaining("is being written by another search")
          .satisfies(e -> assertThat(e.kind()).isEqualTo(StudyException.Kind.HELD));
      study.complete(0, 1);
    }
    StudyFile.open(file(), SETTINGS).close();
  }

  @Test
  void trialsSideBySide_keepTheirReportsApart_thoughOneIsInterrupted() throws Exception {
    StudySettings wide = settings(5, 8);
    try (StudyFile study = StudyFile.open(file(), wide)) {
      List<Thread> threads = new ArrayList<>();
      for (int number = 0; number < 8; number++) {
        TrialRecord trial = study.begin(number);
        threads.add(new Thread(() -> reportAll(study, trial)));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(read(file())).isEqualTo(study.study());
      assertThat(study.study().unfinished()).isEmpty();
      for (TrialRecord trial : study.study().trials()) {
        assertThat(trial.intermediate()).hasSize(20);
        assertThat(trial.intermediate()).containsOnly((double) trial.number());
      }
    }
  }

  private static void reportAll(StudyFile study, TrialRecord trial) {
    try {
      for (int epoch = 0; epoch < 20; epoch++) {
        if (trial.number() == 3 && epoch == 10) {
          Thread.currentThread().interrupt(); // would close an interruptible channel for all
        }
        study.report(trial.number(), epoch, trial.number());
      }
      study.complete(trial.number(), trial.number());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void fileWithoutAWholeHeader_isNoStudyYet() throws IOException {
    Path begun = folder.resolve("begun.jsonl");
    Files.writeString(begun, "{\"formatVersion\":1");
    assertThat(StudyFile.read(begun)).isEmpty();
  }

  @Test
  void damagedLine_isAnErrorThatNamesIt() throws IOException {
    undisturbed(4);
    List<String> lines = new ArrayList<>(Files.readAllLines(file()));
    lines.set(2, lines.get(2).substring(0, 10));
    Files.write(file(), lines);
    assertThatExceptionOfType(StudyException.class)
        .isThrownBy(() -> read(file()))
        .withMessageContaining("study.jsonl, line 3 cannot be read")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(StudyException.Kind.DAMAGED));
  }

  @Test
  void lineThatContradictsThoseBefore_isAnErrorThatNamesIt() throws IOException {
    undisturbed(2);
    List<String> lines = new ArrayList<>(Files.readAllLines(file()));
    lines.add("{\"event\":\"complete\",\"trial\":0,\"value\":1.0}");
    Files.write(file(), lines);
    assertThatExceptionOfType(StudyException.class)
        .isThrownBy(() -> read(file()))
        .withMessageContaining("line " + lines.size())
        .withMessageContaining("cannot become");
  }

  @Test
  void formatOfANewerVersion_isRefused() throws IOException {
    undisturbed(1);
    List<String> lines = new ArrayList<>(Files.readAllLines(file()));
    lines.set(0, lines.get(0).replace("\"formatVersion\":1", "\"formatVersion\":2"));
    Files.write(file(), lines);
    assertThatExceptionOfType(StudyException.class)
        .isThrownBy(() -> StudyFile.open(file(), SETTINGS))
        .withMessageContaining("format 2; this version reads 1");
  }

  @Test
  void whatCannotHappen_isRefusedAndNotWritten() throws IOException {
    try (StudyFile study = StudyFile.open(file(), SETTINGS)) {
      study.begin(0);
      byte[] before = Files.readAllBytes(file());
      assertThatIllegalStateException()
          .isThrownBy(() -> study.complete(1, 0.5))
          .withMessageContaining("trial 1 is not begun");
      assertThatIllegalArgumentException().isThrownBy(() -> study.complete(0, Double.NaN));
      assertThatIllegalArgumentException().isThrownBy(() -> study.report(0, 3, 0.5));
      assertThat(Files.readAllBytes(file())).isEqualTo(before);
      study.complete(0, 0.5);
      assertThatIllegalStateException()
          .isThrownBy(() -> study.begin(0))
          .withMessageContaining("COMPLETE already");
    }
  }
}
