package org.tonewheel.pipelines.training;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
  /** File locks do not exclude threads of one JVM, so those take turns here. */
  private static final Object IN_THIS_JVM = new Object();

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
    Commit commit = commit(run, featureSet);
    Path file = scratch(run).resolve(commit.content() + ".f32");
    Path keyFile = scratch(run).resolve(commit.content() + ".keys.parquet");
    synchronized (IN_THIS_JVM) {
      try (FileChannel gate = gate(run)) {
        FileLock unused = gate.lock(); // closing the channel gives it back
        // The keys are moved into place last, but a cleaner of old files may take either.
        if (!Files.exists(keyFile) || !Files.exists(file)) {
          build(run.segments(featureSet), commit, file, keyFile);
        }
        return open(file, keyFile, featureSet);
      }
    }
  }

  private static TrainingSet open(Path file, Path keyFile, String featureSet) throws IOException {
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

  /** Where this machine keeps mapped files of a run. */
  private static Path scratch(RunDirectory run) {
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "tonewheel-" + System.getProperty("user.name"),
        Integer.toHexString(run.path().hashCode()) + "-" + run.name());
  }

  /**
   * Opens the file whose lock is held while another is built, mapped or removed: schedulers train
   * branches of one run in processes side by side, and each removes what it leaves. It lies beside
   * the folder, which comes and goes, and stays.
   */
  private static FileChannel gate(RunDirectory run) throws IOException {
    Path folder = scratch(run);
    Files.createDirectories(folder.getParent());
    return FileChannel.open(
        folder.resolveSibling(folder.getFileName() + ".lock"),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }

  /**
   * Removes the mapped files of a run from this machine; a later training builds them again. Sets
   * that are open stay readable.
   */
  static void removeScratch(RunDirectory run) throws IOException {
    synchronized (IN_THIS_JVM) {
      try (FileChannel gate = gate(run)) {
        FileLock unused = gate.lock();
        if (Files.isDirectory(scratch(run))) {
          MoreFiles.deleteRecursively(scratch(run), RecursiveDeleteOption.ALLOW_INSECURE);
        }
      }
    }
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
