package org.tonewheel.pipelines.learning;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.CorruptRunException;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.Table;

/** The rows of all parts of a set in order of track and segment: each part is sorted. */
final class MergedParts<R> implements AutoCloseable {
  private final Path folder;
  private final RowKind<R> kind;
  private final List<Table<R>.Reader> readers = new ArrayList<>();
  private final PriorityQueue<Head<R>> heads =
      new PriorityQueue<>(
          Comparator.comparing((Head<R> head) -> head.key().track())
              .thenComparing(head -> head.key().segment()));
  private SetRow first;

  private record Head<R>(TrainingSet.Key key, R row, Table<R>.Reader reader) {}

  MergedParts(Path folder, Commit commit, RowKind<R> kind) throws IOException {
    this.folder = folder;
    this.kind = kind;
    for (Part part : commit.parts()) {
      Table<R>.Reader reader = kind.table().read(folder.resolve(part.file()));
      readers.add(reader);
      push(reader);
    }
  }

  /**
   * Returns the next row, or null after the last.
   *
   * @throws CorruptRunException if it cannot be decoded or has another shape than the first
   */
  SetRow next() throws IOException {
    Head<R> head = heads.poll();
    if (head == null) {
      return null;
    }
    push(head.reader());
    SetRow row = kind.floats().of(head.row(), head.key(), folder);
    first = first == null ? row : first;
    if (!row.shape().equals(first.shape())) {
      throw new CorruptRunException(
          "%s: the row of track %s is of %s, that of track %s of %s"
                  .formatted(
                      folder, row.key().track(), row.shape(), first.key().track(), first.shape())
              + "; remove the folder and run `tonewheel features` again");
    }
    return row;
  }

  private void push(Table<R>.Reader reader) throws IOException {
    R row = reader.next();
    if (row != null) {
      heads.add(new Head<>(kind.key().apply(row), row, reader));
    }
  }

  @Override
  public void close() throws IOException {
    for (Table<R>.Reader reader : readers) {
      reader.close();
    }
  }
}
