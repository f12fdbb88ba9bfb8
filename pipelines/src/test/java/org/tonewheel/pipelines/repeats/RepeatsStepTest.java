package org.tonewheel.pipelines.repeats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tonewheel.pipelines.SoundFolder.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.FingerprintRow;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.TrackRow;
import org.tonewheel.pipelines.run.Tracks;

/** The search for repeats on rows of tracks and made-up fingerprints, without any audio. */
class RepeatsStepTest {
  private static final int[] MUSIC = words(1, 300);

  @TempDir Path folder;
  private RunDirectory run;
  private final List<TrackRow> tracks = new ArrayList<>();
  private final List<FingerprintRow> fingerprints = new ArrayList<>();

  private static int[] words(long seed, int count) {
    return new SplittableRandom(seed).ints(count).toArray();
  }

  private void track(String id, String file, String samples, int[] words) {
    tracks.add(new TrackRow(id, "main", "rock", id, file, 14, 22_050, 1, Map.of()));
    fingerprints.add(new FingerprintRow(id, samples, words));
  }

  private void makeTracks() {
    track("a", "file 1", "samples 1", MUSIC);
    track("b", "file 2", "samples 2", words(2, 300));
    track("c", "file 1", "samples 1", MUSIC);
    track("d", "file 3", "samples 1", MUSIC);
    int[] late = Arrays.copyOfRange(MUSIC, 100, 300);
    for (int step = 0; step < late.length; step++) {
      late[step] ^= 1 << step % 32;
    }
    track("e", "file 4", "samples 3", late);
    track("f", "file 5", null, new int[0]); // a picture
    track("g", "file 6", null, new int[0]);
  }

  private RepeatsFile find(String yaml) throws IOException {
    run = RunDirectory.at(folder.resolve("run"));
    commit(TrackRow.TABLE, run.tracks(), tracks);
    commit(FingerprintRow.TABLE, run.fingerprints(), fingerprints);
    RepeatsStep step = new RepeatsStep(run, experiment(yaml));
    assertThat(step.isWhole()).isFalse();
    step.run(Tracks.read(run));
    assertThat(step.isWhole()).isTrue();
    return RepeatsFile.read(run).orElseThrow();
  }

  private static <R> void commit(Table<R> table, Path folder, List<R> rows) throws IOException {
    try (Table<R>.Writer writer = table.write(folder.resolve("part-00000-of-00001-test.parquet"))) {
      for (R row : rows) {
        writer.add(row);
      }
      Json.write(RunDirectory.commit(folder), Commit.of("", List.of(writer.finish(null))));
    }
  }

  @Test
  void near_findsWhatIsEqualAndWhatSoundsTheSame() throws IOException {
    makeTracks();
    RepeatsFile found = find("seed: 1");
    assertThat(found.tracks()).isEqualTo(7);
    assertThat(found.comparisons()).isPositive();
    assertThat(found.pairs())
        .extracting(RepeatPair::track, RepeatPair::repeat, RepeatPair::kind)
        .containsExactly(
            tuple("a", "c", RepeatKind.FILE),
            tuple("a", "d", RepeatKind.SAMPLES),
            tuple("a", "e", RepeatKind.NEAR));
    RepeatPair near = found.pairs().get(2);
    assertThat(near.offsetSeconds()).isEqualTo(4.64); // 100 steps
    assertThat(near.similarity()).isEqualTo(0.9688); // one bit of 32
    assertThat(near.commonSeconds()).isEqualTo(9.29);
    assertThat(found.groups()).isEqualTo(Map.of("a", "a", "c", "a", "d", "a", "e", "a"));
  }

  @Test
  void exact_and_off_findLess() throws IOException {
    makeTracks();
    assertThat(find("audio: {repeats: exact}").pairs())
        .extracting(RepeatPair::kind)
        .containsExactly(RepeatKind.FILE, RepeatKind.SAMPLES);
    assertThat(find("audio: {repeats: off}").pairs())
        .extracting(RepeatPair::kind)
        .containsExactly(RepeatKind.FILE);
  }

  @Test
  void groups_areTransitive() throws IOException {
    int[] middle = new int[400];
    System.arraycopy(MUSIC, 200, middle, 0, 100);
    System.arraycopy(words(9, 300), 0, middle, 100, 300);
    track("x", "1", "1", MUSIC);
    track("y", "2", "2", words(9, 300));
    track("z", "3", "3", Arrays.copyOfRange(middle, 50, 200)); // the end of x, the start of y
    track("lone", "4", "4", words(5, 300));
    RepeatsFile found = find("seed: 1");
    assertThat(found.pairs())
        .extracting(RepeatPair::track, RepeatPair::repeat)
        .containsExactly(tuple("x", "z"), tuple("y", "z"));
    assertThat(found.groups()).isEqualTo(Map.of("x", "x", "y", "x", "z", "x"));
  }

  @Test
  void whatIsThere_isNotLookedForAgain_andLooksTheSameIfItIs() throws IOException {
    makeTracks();
    find("seed: 1");
    Path file = run.repeats().resolve("repeats.json");
    String before = Files.readString(file);
    Files.delete(file);
    RepeatsStep step = new RepeatsStep(run, experiment("seed: 1"));
    assertThat(step.isWhole()).isFalse();
    step.run(Tracks.read(run));
    assertThat(Files.readString(file)).isEqualTo(before);
    Files.writeString(file, before.replace("near", "NEAR")); // as long as it was
    step.run(Tracks.read(run));
    assertThat(file).content().contains("NEAR");
  }

  @Test
  void runFromBeforeThereWereFingerprints_isLeftAlone() throws IOException {
    run = RunDirectory.at(folder.resolve("old"));
    makeTracks();
    commit(TrackRow.TABLE, run.tracks(), tracks);
    RepeatsStep step = new RepeatsStep(run, experiment("seed: 1"));
    step.run(Tracks.read(run));
    assertThat(step.fingerprint()).isEmpty();
    assertThat(RepeatsFile.read(run)).isEmpty();
  }
}
