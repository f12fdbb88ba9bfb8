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
import java.util.List;
import java.util.UUID;
import org.tonewheel.nets.MappedSet;
import org.tonewheel.nets.RowShape;
import org.tonewheel.pipelines.features.InputSet;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.CorruptRunException;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.Table;

/**
 * A feature set or picture set decoded once from Parquet into a memory-mapped file of floats in the
 * temporary folder, sorted by track and segment, and the key of each of its rows. The values stay
 * out of the heap; a key takes about 100 bytes of it.
 */
public final class TrainingSet implements AutoCloseable {
  /** File locks do not exclude threads of one JVM, so those take turns here. */
  private static final Object IN_THIS_JVM = new Object();

  private final MappedSet values;
  private final List<Key> keys;
  private final RowShape shape;

  /** Which segment a row is; the picture of a track is its segment 0. */
  public record Key(String track, String genre, int segment) {}

  private TrainingSet(MappedSet values, List<Key> keys, RowShape shape) {
    this.values = values;
    this.keys = keys;
    this.shape = shape;
  }

  /**
   * Opens the set, building it if no branch has.
   *
   * @throws StageException (64) if the features are not there, (65) if there is no row
   * @throws CorruptRunException if a row is damaged
   */
  public static TrainingSet open(RunDirectory run, InputSet set) throws IOException {
    Commit commit = commit(run, set);
    Path file = scratch(run).resolve(commit.content() + ".f32");
    Path keyFile = scratch(run).resolve(commit.content() + ".keys.parquet");
    synchronized (IN_THIS_JVM) {
      try (FileChannel gate = gate(run)) {
        FileLock unused = gate.lock(); // closing the channel gives it back
        // The keys are moved into place last, but a cleaner of old files may take either.
        if (!Files.exists(keyFile) || !Files.exists(file)) {
          boolean pictures = set.kind() == InputSet.Kind.PICTURES;
          RowKind<?> kind = pictures ? RowKind.PICTURES : RowKind.FRAMES;
          build(set.folder(run), commit, kind, file, keyFile);
        }
        return open(file, keyFile, set);
      }
    }
  }

  private static TrainingSet open(Path file, Path keyFile, InputSet set) throws IOException {
    List<Key> keys = new ArrayList<>();
    RowShape shape = null;
    try (Table<KeyRow>.Reader reader = KeyRow.TABLE.read(keyFile)) {
      for (KeyRow row = reader.next(); row != null; row = reader.next()) {
        keys.add(row.key());
        shape = row.shape();
      }
    }
    if (shape == null) {
      throw new StageException(
          Exit.BAD_DATA,
          "%s has no %s; see rejected/"
              .formatted(set, set.kind() == InputSet.Kind.PICTURES ? "picture" : "segment"));
    }
    return new TrainingSet(MappedSet.open(file, shape.floats()), keys, shape);
  }

  /** What the features stage committed; a branch depends on its content. */
  static Commit commit(RunDirectory run, InputSet set) throws IOException {
    return Commit.read(RunDirectory.commit(set.folder(run)))
        .orElseThrow(
            () ->
                new StageException(
                    Exit.USAGE,
                    "%s is not there; run `tonewheel features --run=%s`"
                        .formatted(set, run.path())));
  }

  private static <R> void build(
      Path folder, Commit commit, RowKind<R> kind, Path file, Path keyFile) throws IOException {
    Files.createDirectories(file.getParent());
    String unique = "." + UUID.randomUUID();
    Path values = file.resolveSibling(file.getFileName() + unique);
    Path keys = file.resolveSibling(keyFile.getFileName() + unique);
    try (MergedParts<R> parts = new MergedParts<>(folder, commit, kind);
        Table<KeyRow>.Writer keyRows = KeyRow.TABLE.write(keys)) {
      SetRow row = parts.next();
      if (row != null) {
        try (MappedSet.Writer out = MappedSet.Writer.create(values, row.values().length)) {
          for (; row != null; row = parts.next()) {
            out.append(row.values());
            keyRows.add(new KeyRow(row.key(), row.shape()));
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

  /** What the floats of a row are: frames of features, or a picture's channels. */
  public RowShape shape() {
    return shape;
  }

  @Override
  public void close() {
    values.close();
  }
}
