package org.tonewheel.pipelines.features;

import org.tonewheel.audio.FrameFeatures;
import org.tonewheel.audio.SegmentLayout;
import org.tonewheel.pictures.ColourMap;
import org.tonewheel.pictures.MelPicture;
import org.tonewheel.pictures.Picture;
import org.tonewheel.pipelines.run.AudioRow;
import org.tonewheel.pipelines.run.ImageRow;
import org.tonewheel.pipelines.run.SegmentRow;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.TrackRow;

/** A picture of each recording: the mel spectrogram of all of it that segments reach. */
record DrawnPictures(
    SegmentLayout layout,
    FrameFeatures mel,
    FeaturePlan.Pictures settings,
    Table<ImageRow>.Writer writer)
    implements TrackRows {
  /** What lies so far under the maximum is darkest; the features end there too. */
  private static final double RANGE_DECIBELS = 80;

  @Override
  public int add(TrackRow track, AudioRow input, Rejection rejection) throws Exception {
    if (track.isPicture()) {
      return 0;
    }
    float[] values = mel.extract(layout.signal(input.pcm()));
    if (!SegmentFeatures.isFinite(values)) {
      rejection.reject(
          track,
          FeatureReason.NOT_FINITE.code(),
          "its mel spectrogram has a value that is no finite number");
      return 0;
    }
    Picture picture =
        MelPicture.draw(
            values,
            values.length / mel.features(),
            mel.features(),
            ColourMap.valueOf(settings.colourMap()),
            RANGE_DECIBELS,
            settings.width(),
            settings.height());
    writer.add(new ImageRow(track.track(), track.genre(), null, SegmentRow.REAL, picture.png()));
    return 1;
  }
}
