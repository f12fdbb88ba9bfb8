package org.tonewheel.pipelines.features;

import org.tonewheel.pictures.Picture;
import org.tonewheel.pictures.PictureDecoder;
import org.tonewheel.pictures.PictureLimits;
import org.tonewheel.pictures.PictureRejectedException;
import org.tonewheel.pipelines.run.AudioRow;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.ImageRow;
import org.tonewheel.pipelines.run.SegmentRow;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.TrackRow;

/** The pictures that ingest found, brought to one size; a recording has none. */
record GivenPictures(
    PictureDecoder decoder, FeaturePlan.Pictures settings, Table<ImageRow>.Writer writer)
    implements TrackRows {

  GivenPictures(FeaturePlan.Pictures settings, Table<ImageRow>.Writer writer) {
    this(new PictureDecoder(PictureLimits.DEFAULT), settings, writer);
  }

  @Override
  public int add(TrackRow track, AudioRow input, Rejection rejection) throws Exception {
    if (!track.isPicture()) {
      return 0;
    }
    Picture picture = decoded(track, input);
    if (settings.crop()) {
      picture = picture.croppedMargins();
    }
    writer.add(
        new ImageRow(
            track.track(),
            track.genre(),
            null,
            SegmentRow.REAL,
            picture.resized(settings.width(), settings.height()).png()));
    return 1;
  }

  /** Ingest has decoded it before, so what cannot be decoded was changed since. */
  private Picture decoded(TrackRow track, AudioRow input) {
    try {
      if (input.picture() == null) {
        throw new StageException(
            Exit.BAD_DATA,
            "audio/ has no picture for track %s; start another run with --fresh"
                .formatted(track.track()));
      }
      return decoder.decode(input.picture());
    } catch (PictureRejectedException e) {
      throw new StageException(
          Exit.BAD_DATA,
          "the picture of track %s in audio/ is damaged (%s); start another run with --fresh"
              .formatted(track.track(), e.getMessage()),
          e);
    }
  }
}
