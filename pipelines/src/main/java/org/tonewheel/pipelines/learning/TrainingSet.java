package org.tonewheel.pipelines.learning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.tonewheel.nets.MappedSet;
import org.tonewheel.nets.ReorderedRows;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.Rows;
import org.tonewheel.pipelines.features.InputSet;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.CorruptRunException;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.Table;

/**
 * A set of rows in a memory-mapped file in the temporary folder, seen in order of track and
 * segment, and the key of each of its rows. The values stay out of the heap; a key takes about 100
 * bytes of it.
 */
public final class TrainingSet implements AutoCloseable {
  private final Rows values;
  private final List<Key> keys;
  private final RowShape shape;
  private final Runnable closing;

  /** Which segment a row is; the picture of a track is its segment 0. */
  public record Key(String track, String genre, int segment) {}

  private TrainingSet(Rows values, List<Key> keys, RowShape shape, Runnable closing) {
    this.values = values;
    this.keys = keys;
    this.shape = shape;
    this.closing = closing;
  }

  /**
   * Opens a feature set, picture set or table, decoding it from Parquet into floats if no branch has.
   *
   * @throws StageException (64) if the features are not there, (65) if there is no row
   * @throws CorruptRunException if a row is damaged
   */
  public static TrainingSet open(RunDirectory run, InputSet set) throws IOException {
    TrainingSet opened = open(run, set.folder(run), commit(run, set), kind(set));
    if (opened == null) {
      String what =
          switch (set.kind()) {
            case FRAMES -> "segment";
            case PICTURES -> "picture";
            case ROWS -> "row";
          };
      throw new StageException(
          Exit.BAD_DATA, "%s has no %s; see rejected/".formatted(set, what));
    }
    return opened;
  }

  private static RowKind<?> kind(InputSet set) {
    return switch (set.kind()) {
      case FRAMES -> RowKind.FRAMES;
      case PICTURES -> RowKind.PICTURES;
      case ROWS -> RowKind.ROWS;
    };
  }

  /**
   * Opens committed rows of frames that lie elsewhere in the run.
   *
   * @return null if there are none
   * @throws CorruptRunException if a row is damaged
   */
  public static TrainingSet ofFrames(RunDirectory run, Path folder, Commit commit)
      throws IOException {
    return open(run, folder, commit, RowKind.FRAMES);
  }

  private static TrainingSet open(RunDirectory run, Path folder, Commit commit, RowKind<?> kind)
      throws IOException {
    return Scratch.alone(
        run,
        scratch -> {
          Path file = scratch.resolve(commit.content() + ".f32");
          Path keyFile = scratch.resolve(commit.content() + ".keys.parquet");
          // The keys are moved into place last, but a cleaner of old files may take either.
          if (!Files.exists(keyFile) || (!Files.exists(file) && commit.rows() > 0)) {
            build(folder, commit, kind, file, keyFile);
          }
          return open(file, keyFile);
        });
  }

  private static TrainingSet open(Path file, Path keyFile) throws IOException {
    List<KeyRow> rows = KeyRow.readAll(keyFile);
    if (rows.isEmpty()) {
      return null;
    }
    RowShape shape = rows.get(0).shape();
    MappedSet values = MappedSet.open(file, shape.floats());
    return sorted(values, rows.stream().map(KeyRow::key).toList(), shape, values::close);
  }

  /**
   * A set whose mapped file is in the order of parts, which says nothing. To write it in order, all
   * parts would have to be open at once.
   *
   * @param written the keys in the order of the file
   */
  static TrainingSet sorted(Rows values, List<Key> written, RowShape shape, Runnable closing) {
    int[] order =
        IntStream.range(0, written.size())
            .boxed()
            .sorted(
                Comparator.comparing((Integer row) -> written.get(row).track())
                    .thenComparing(row -> written.get(row).segment()))
            .mapToInt(Integer::intValue)
            .toArray();
    return new TrainingSet(
        new ReorderedRows(values, order),
        IntStream.of(order).mapToObj(written::get).toList(),
        shape,
        closing);
  }

  /** What the stage that makes it committed; a branch depends on its content. */
  public static Commit commit(RunDirectory run, InputSet set) throws IOException {
    return Commit.read(RunDirectory.commit(set.folder(run)))
        .orElseThrow(
            () ->
                new StageException(
                    Exit.USAGE,
                    "%s is not there; run `tonewheel %s --run=%s`"
                        .formatted(set, set.stage(), run.path())));
  }

  private static <R> void build(
      Path folder, Commit commit, RowKind<R> kind, Path file, Path keyFile) throws IOException {
    Files.createDirectories(file.getParent());
    String unique = "." + UUID.randomUUID();
    Path values = file.resolveSibling(file.getFileName() + unique);
    Path keys = file.resolveSibling(keyFile.getFileName() + unique);
    try (PartRows<R> parts = new PartRows<>(folder, commit, kind);
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

  public Rows values() {
    return values;
  }

  /** Row to segment. */
  public List<Key> keys() {
    return keys;
  }

  /** What the floats of a row are: frames of features, a picture's channels, or samples. */
  public RowShape shape() {
    return shape;
  }

  @Override
  public void close() {
    closing.run();
  }
}
