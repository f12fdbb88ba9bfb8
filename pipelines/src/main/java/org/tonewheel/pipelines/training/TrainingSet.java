package org.tonewheel.pipelines.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import org.tonewheel.nets.MappedSet;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.SegmentRow;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.Table;

/**
 * A feature set decoded once from Parquet into a memory-mapped file of floats in the temporary
 * folder, sorted by track and segment, and the key of each of its rows. The values stay out of the
 * heap; a key takes about 100 bytes of it.
 */
public final class TrainingSet implements AutoCloseable {
  /** One thread of this JVM builds the file, the others wait and share it. */
  private static final Object ONE_BUILDER = new Object();

  private final MappedSet values;
  private final List<Key> keys;
  private final int frames;
  private final int features;

  /** Which segment a row is. */
  public record Key(String track, String genre, int segment) {}

  private TrainingSet(MappedSet values, List<Key> keys, int frames, int features) {
    this.values = values;
    this.keys = keys;
    this.frames = frames;
    this.features = features;
  }

  /**
   * Opens the set, building it if no branch has.
   *
   * @throws StageException (64) if the features are not there, (65) if there is no segment
   */
  public static TrainingSet open(RunDirectory run, String featureSet) throws IOException {
    Path folder = run.segments(featureSet);
    Commit commit = commit(run, featureSet);
    Path file = Scratch.of(run).resolve(commit.content() + ".f32");
    Path keyFile = Scratch.of(run).resolve(commit.content() + ".keys.parquet");
    synchronized (ONE_BUILDER) {
      // The keys are moved into place last, so their presence says that both files are whole.
      if (!Files.exists(keyFile)) {
        build(folder, commit, file, keyFile);
      }
    }
    List<Key> keys = new ArrayList<>();
    int frames = 0;
    int features = 0;
    try (Table<SegmentRow>.Reader reader = SegmentRow.TABLE.read(keyFile)) {
      for (SegmentRow row = reader.next(); row != null; row = reader.next()) {
        keys.add(new Key(row.track(), row.genre(), row.segment()));
        frames = row.frames();
        features = row.features();
      }
    }
    if (keys.isEmpty()) {
      throw new StageException(
          Exit.BAD_DATA, "feature set '%s' has no segment; see rejected/".formatted(featureSet));
    }
    return new TrainingSet(MappedSet.open(file, frames * features), keys, frames, features);
  }

  /** What the features stage committed. */
  static Commit commit(RunDirectory run, String featureSet) throws IOException {
    return Commit.read(RunDirectory.commit(run.segments(featureSet)))
        .orElseThrow(
            () ->
                new StageException(
                    Exit.USAGE,
                    "feature set '%s' is not there; run `tonewheel features --run=%s`"
                        .formatted(featureSet, run.path())));
  }

  private static void build(Path folder, Commit commit, Path file, Path keyFile)
      throws IOException {
    Files.createDirectories(file.getParent());
    String unique = "." + UUID.randomUUID();
    Path values = file.resolveSibling(file.getFileName() + unique);
    Path keys = file.resolveSibling(keyFile.getFileName() + unique);
    try (MergedParts parts = new MergedParts(folder, commit);
        Table<SegmentRow>.Writer keyRows = SegmentRow.TABLE.write(keys)) {
      SegmentRow row = parts.next();
      if (row != null) {
        try (MappedSet.Writer out = MappedSet.Writer.create(values, row.values().length)) {
          for (; row != null; row = parts.next()) {
            out.append(row.values());
            keyRows.add(
                new SegmentRow(
                    row.track(),
                    row.genre(),
                    row.segment(),
                    row.origin(),
                    row.frames(),
                    row.features(),
                    new float[0]));
          }
        }
        Files.move(values, file, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    Files.move(keys, keyFile, StandardCopyOption.ATOMIC_MOVE);
  }

  public MappedSet values() {
    return values;
  }

  /** Row to segment. */
  public List<Key> keys() {
    return keys;
  }

  public int frames() {
    return frames;
  }

  public int features() {
    return features;
  }

  @Override
  public void close() {
    values.close();
  }

  /** The rows of all parts in order of track and segment: each part is sorted. */
  private static final class MergedParts implements AutoCloseable {
    private final List<Table<SegmentRow>.Reader> readers = new ArrayList<>();
    private final PriorityQueue<Head> heads =
        new PriorityQueue<>(
            Comparator.comparing((Head head) -> head.row().track())
                .thenComparing(head -> head.row().segment()));

    private record Head(SegmentRow row, Table<SegmentRow>.Reader reader) {}

    MergedParts(Path folder, Commit commit) throws IOException {
      for (Part part : commit.parts()) {
        Table<SegmentRow>.Reader reader = SegmentRow.TABLE.read(folder.resolve(part.file()));
        readers.add(reader);
        push(reader);
      }
    }

    SegmentRow next() throws IOException {
      Head head = heads.poll();
      if (head == null) {
        return null;
      }
      push(head.reader());
      return head.row();
    }

    private void push(Table<SegmentRow>.Reader reader) throws IOException {
      SegmentRow row = reader.next();
      if (row != null) {
        heads.add(new Head(row, reader));
      }
    }

    @Override
    public void close() throws IOException {
      for (Table<SegmentRow>.Reader reader : readers) {
        reader.close();
      }
    }
  }
}
