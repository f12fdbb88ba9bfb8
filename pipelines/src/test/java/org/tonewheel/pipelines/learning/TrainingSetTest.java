package org.tonewheel.pipelines.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.nets.RowShape;
import org.tonewheel.pictures.Picture;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.features.InputSet;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.CorruptRunException;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.ImageRow;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.SegmentRow;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.Table;

/** A feature set as training reads it: merged, mapped, shared and removed. */
public class TrainingSetTest {
  private static final InputSet SET = InputSet.frames("set");
  private static final InputSet PICTURES = InputSet.pictures("pictures");

  @TempDir Path folder;
  private RunDirectory run;

  @BeforeEach
  void makeRun() {
    run = RunDirectory.at(folder.resolve("run"));
  }

  @AfterEach
  void removeScratch() throws IOException {
    Scratch.remove(run);
  }

  private static SegmentRow row(String track, int segment, float first) {
    return new SegmentRow(track, "rock", segment, "real", 2, 2, new float[] {first, 1, 2, 3});
  }

  @SafeVarargs
  private void commit(List<SegmentRow>... parts) throws IOException {
    Path data = run.segments("set");
    List<Part> written = new ArrayList<>();
    for (int number = 0; number < parts.length; number++) {
      String name = "part-%05d-of-%05d-test.parquet".formatted(number, parts.length);
      try (Table<SegmentRow>.Writer writer = SegmentRow.TABLE.write(data.resolve(name))) {
        for (SegmentRow row : parts[number]) {
          writer.add(row);
        }
        written.add(writer.finish(null));
      }
    }
    Json.write(RunDirectory.commit(data), Commit.of("", written));
  }

  private void commitThreeParts() throws IOException {
    commit(
        List.of(row("b", 0, 20), row("b", 1, 21), row("e", 0, 50)),
        List.of(row("a", 0, 10), row("d", 0, 40)),
        List.of(row("a", 1, 11), row("c", 0, 30), row("c", 10, 31)));
  }

  private static List<Float> firsts(TrainingSet set) {
    List<Float> firsts = new ArrayList<>();
    float[] values = new float[4];
    for (int i = 0; i < set.keys().size(); i++) {
      set.values().read(i, values);
      assertThat(values).endsWith(1, 2, 3);
      firsts.add(values[0]);
    }
    return firsts;
  }

  @Test
  void rowsOfAllParts_areInOrderOfTrackAndSegment_andKeysGoWithValues() throws IOException {
    commitThreeParts();
    try (TrainingSet set = TrainingSet.open(run, SET)) {
      assertThat(set.keys())
          .extracting(TrainingSet.Key::track, TrainingSet.Key::segment)
          .containsExactly(
              tuple("a", 0),
              tuple("a", 1),
              tuple("b", 0),
              tuple("b", 1),
              tuple("c", 0),
              tuple("c", 10),
              tuple("d", 0),
              tuple("e", 0));
      assertThat(firsts(set)).containsExactly(10f, 11f, 20f, 21f, 30f, 31f, 40f, 50f);
      assertThat(set.values().rows()).isEqualTo(8);
      assertThat(set.shape()).isEqualTo(RowShape.frames(2, 2));
    }
  }

  @Test
  void orderDoesNotDependOnTheParts() throws IOException {
    commitThreeParts();
    List<TrainingSet.Key> keys;
    try (TrainingSet set = TrainingSet.open(run, SET)) {
      keys = set.keys();
    }
    commit(
        List.of(row("a", 0, 10), row("a", 1, 11), row("b", 0, 20), row("b", 1, 21)),
        List.of(row("c", 0, 30), row("c", 10, 31), row("d", 0, 40), row("e", 0, 50)));
    try (TrainingSet set = TrainingSet.open(run, SET)) {
      assertThat(set.keys()).isEqualTo(keys);
    }
  }

  @Test
  void secondOpening_readsTheMappedFile_notThePartsAgain() throws IOException {
    commitThreeParts();
    TrainingSet.open(run, SET).close();
    for (Part part : Commit.read(RunDirectory.commit(run.segments("set"))).orElseThrow().parts()) {
      Files.delete(run.segments("set").resolve(part.file()));
    }
    try (TrainingSet set = TrainingSet.open(run, SET)) {
      assertThat(firsts(set)).hasSize(8);
    }
    Scratch.remove(run);
    assertThat(catchThrowableOfType(IOException.class, () -> TrainingSet.open(run, SET)))
        .isNotNull();
  }

  @Test
  void otherValues_makeAnotherFile() throws IOException {
    commit(List.of(row("a", 0, 1)));
    TrainingSet.open(run, SET).close();
    commit(List.of(row("a", 0, 2)));
    try (TrainingSet set = TrainingSet.open(run, SET)) {
      assertThat(firsts(set)).containsExactly(2f);
    }
  }

  @Test
  void openSet_staysReadable_whenItsFilesAreRemoved() throws IOException {
    commitThreeParts();
    try (TrainingSet set = TrainingSet.open(run, SET)) {
      Scratch.remove(run);
      assertThat(firsts(set)).hasSize(8);
    }
    try (TrainingSet set = TrainingSet.open(run, SET)) {
      assertThat(firsts(set)).as("built again").hasSize(8);
    }
  }

  @Test
  void removedSet_leavesNoValuesBehind() throws IOException {
    commitThreeParts();
    TrainingSet.open(run, SET).close();
    assertThat(scratch(run)).isDirectory();
    Scratch.remove(run);
    assertThat(scratch(run)).doesNotExist();
    Scratch.remove(run); // twice is no mistake
  }

  public static Path scratch(RunDirectory run) {
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "tonewheel-" + System.getProperty("user.name"),
        Integer.toHexString(run.path().hashCode()) + "-" + run.name());
  }

  @Test
  void valuesThatACleanerTook_areBuiltAgain() throws IOException {
    commitThreeParts();
    TrainingSet.open(run, SET).close();
    try (var files = Files.list(scratch(run))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".f32")).toList()) {
        Files.delete(file);
      }
    }
    try (TrainingSet set = TrainingSet.open(run, SET)) {
      assertThat(firsts(set)).hasSize(8);
    }
  }

  @Test
  void openingAndRemovingAtOnce_disturbNoOne() throws Exception {
    commitThreeParts();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      boolean remover = i == 0;
      all.add(
          threads.submit(
              () -> {
                for (int round = 0; round < 40; round++) {
                  if (remover) {
                    Scratch.remove(run);
                  } else {
                    try (TrainingSet set = TrainingSet.open(run, SET)) {
                      assertThat(firsts(set)).hasSize(8);
                    }
                  }
                }
                return null;
              }));
    }
    for (Future<?> one : all) {
      one.get();
    }
    threads.shutdown();
  }

  @Test
  void featuresThatAreNotThere_orEmpty_areClearErrors() throws IOException {
    StageException none =
        catchThrowableOfType(StageException.class, () -> TrainingSet.open(run, SET));
    assertThat(none.exit()).isEqualTo(Exit.USAGE);
    assertThat(none).hasMessageContaining("'set'").hasMessageContaining("tonewheel features");
    commit();
    StageException empty =
        catchThrowableOfType(StageException.class, () -> TrainingSet.open(run, SET));
    assertThat(empty.exit()).isEqualTo(Exit.BAD_DATA);
    assertThat(empty).hasMessageContaining("'set' has no segment");
  }

  private static ImageRow image(String track, byte[] png) {
    return new ImageRow(track, "rock", null, SegmentRow.REAL, png);
  }

  @SafeVarargs
  private void commitImages(List<ImageRow>... parts) throws IOException {
    Path data = run.images("pictures");
    List<Part> written = new ArrayList<>();
    for (int number = 0; number < parts.length; number++) {
      String name = "part-%05d-of-%05d-test.parquet".formatted(number, parts.length);
      try (Table<ImageRow>.Writer writer = ImageRow.TABLE.write(data.resolve(name))) {
        for (ImageRow row : parts[number]) {
          writer.add(row);
        }
        written.add(writer.finish(null));
      }
    }
    Json.write(RunDirectory.commit(data), Commit.of("", written));
  }

  @Test
  void pictures_areChannelsFirstIn0To1_andTheTracksSegment0() throws IOException {
    Picture a = SoundFolder.picture(3, 2, 1);
    Picture b = SoundFolder.picture(3, 2, 2);
    Picture c = SoundFolder.picture(3, 2, 3);
    commitImages(List.of(image("b", b.png())), List.of(image("a", a.png()), image("c", c.png())));
    try (TrainingSet set = TrainingSet.open(run, PICTURES)) {
      assertThat(set.keys())
          .containsExactly(
              new TrainingSet.Key("a", "rock", 0),
              new TrainingSet.Key("b", "rock", 0),
              new TrainingSet.Key("c", "rock", 0));
      assertThat(set.shape()).isEqualTo(RowShape.picture(3, 2, 3));
      assertThat(set.values().rows()).isEqualTo(3);
      float[] values = new float[18];
      set.values().read(1, values);
      for (int channel = 0; channel < 3; channel++) {
        for (int pixel = 0; pixel < 6; pixel++) {
          assertThat(values[6 * channel + pixel])
              .isEqualTo((b.rgb()[3 * pixel + channel] & 0xff) / 255f);
        }
      }
    }
  }

  @Test
  void damagedPicture_andOneOfAnotherSize_areACorruptRun() throws IOException {
    byte[] good = SoundFolder.picture(3, 2, 1).png();
    commitImages(List.of(image("a", good), image("b", new byte[] {1, 2, 3})));
    assertThat(corrupt()).hasMessageContaining("track b").hasMessageContaining("pictures");
    commitImages(List.of(image("a", good), image("b", SoundFolder.picture(2, 3, 1).png())));
    assertThat(corrupt())
        .hasMessageContaining("track b is of 3 × 3 × 2")
        .hasMessageContaining("track a of 3 × 2 × 3");
    commitImages();
    StageException empty =
        catchThrowableOfType(StageException.class, () -> TrainingSet.open(run, PICTURES));
    assertThat(empty.exit()).isEqualTo(Exit.BAD_DATA);
    assertThat(empty).hasMessageContaining("picture set 'pictures' has no picture");
  }

  private CorruptRunException corrupt() {
    CorruptRunException e =
        catchThrowableOfType(CorruptRunException.class, () -> TrainingSet.open(run, PICTURES));
    assertThat(e).as("the damage is found").isNotNull();
    return e;
  }

  @Test
  void segmentOfAnotherShape_isACorruptRun() throws IOException {
    SegmentRow longer = new SegmentRow("b", "rock", 0, "real", 1, 2, new float[] {1, 2});
    commit(List.of(row("a", 0, 1), longer));
    assertThat(catchThrowableOfType(CorruptRunException.class, () -> TrainingSet.open(run, SET)))
        .hasMessageContaining("track b is of 1 × 2");
  }
}
