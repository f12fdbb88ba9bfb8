package org.tonewheel.pipelines.learning;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.tonewheel.nets.RowShape;
import org.tonewheel.pictures.Picture;
import org.tonewheel.pictures.PictureDecoder;
import org.tonewheel.pictures.PictureLimits;
import org.tonewheel.pictures.PictureRejectedException;
import org.tonewheel.pipelines.run.CorruptRunException;
import org.tonewheel.pipelines.run.ImageRow;
import org.tonewheel.pipelines.run.SegmentRow;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.TableRow;

/**
 * How the rows of a kind of set are read.
 *
 * @param <R> the row as it is stored
 * @param table they are stored in
 * @param key which row it is, without decoding it
 * @param floats decodes it; the path is the set's folder, for messages
 */
record RowKind<R>(Table<R> table, Function<R, TrainingSet.Key> key, Floats<R> floats) {

  /** From a row to its floats. */
  interface Floats<R> {
    SetRow of(R row, TrainingSet.Key key, Path folder) throws IOException;
  }

  /** The frames of segments, as they are. */
  static final RowKind<SegmentRow> FRAMES =
      new RowKind<>(
          SegmentRow.TABLE,
          row -> new TrainingSet.Key(row.track(), row.genre(), row.segment()),
          (row, key, folder) ->
              new SetRow(key, RowShape.frames(row.frames(), row.features()), row.values()));

  /** Pictures, channels first in 0 to 1; one of a whole track is its segment 0. */
  static final RowKind<ImageRow> PICTURES =
      new RowKind<>(
          ImageRow.TABLE,
          row ->
              new TrainingSet.Key(
                  row.track(), row.genre(), row.segment() == null ? 0 : row.segment()),
          RowKind::decoded);

  /** Rows of a table as they are, with NaN for no value; one is its track's segment 0. */
  static final RowKind<TableRow> ROWS =
      new RowKind<>(
          TableRow.TABLE,
          row -> new TrainingSet.Key(row.track(), row.genre(), 0),
          (row, key, folder) ->
              new SetRow(key, RowShape.frames(1, row.values().length), row.values()));

  private static SetRow decoded(ImageRow row, TrainingSet.Key key, Path folder)
      throws CorruptRunException {
    try {
      Picture picture = new PictureDecoder(PictureLimits.DEFAULT).decode(row.png());
      return new SetRow(
          key, RowShape.picture(3, picture.height(), picture.width()), picture.channelsFirst());
    } catch (PictureRejectedException e) {
      throw new CorruptRunException(
          "%s: the picture of track %s is damaged (%s)"
                  .formatted(folder, row.track(), e.getMessage())
              + "; remove the folder and run `tonewheel features` again",
          e);
    }
  }
}
