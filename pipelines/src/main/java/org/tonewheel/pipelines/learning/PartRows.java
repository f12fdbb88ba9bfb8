package org.tonewheel.pipelines.learning;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.CorruptRunException;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.Table;

/** The rows of all parts of a set, one part after the other: what is held is a part's row. */
final class PartRows<R> implements AutoCloseable {
  private final Path folder;
  private final RowKind<R> kind;
  private final Iterator<Part> parts;
  private Table<R>.Reader reader;
  private SetRow first;

  PartRows(Path folder, Commit commit, RowKind<R> kind) {
    this.folder = folder;
    this.kind = kind;
    this.parts = commit.parts().iterator();
  }

  /**
   * Returns the next row, or null after the last.
   *
   * @throws CorruptRunException if it cannot be decoded or has another shape than the first
   */
  SetRow next() throws IOException {
    R stored = stored();
    if (stored == null) {
      return null;
    }
    SetRow row = kind.floats().of(stored, kind.key().apply(stored), folder);
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

  private R stored() throws IOException {
    R row = reader == null ? null : reader.next();
    while (row == null && parts.hasNext()) {
      close();
      reader = kind.table().read(folder.resolve(parts.next().file()));
      row = reader.next();
    }
    return row;
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
    }
  }
}
