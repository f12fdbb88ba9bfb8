package org.tonewheel.pipelines.features;

import java.io.IOException;
import org.tonewheel.audio.FrameFeatures;
import org.tonewheel.audio.SegmentLayout;
import org.tonewheel.pictures.ColourMap;
import org.tonewheel.pictures.MelPicture;
import org.tonewheel.pictures.Picture;
import org.tonewheel.pipelines.experiment.PictureSet;
import org.tonewheel.pipelines.run.AudioRow;
import org.tonewheel.pipelines.run.ImageRow;
import org.tonewheel.pipelines.run.SegmentRow;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.TrackRow;

/**
 * A picture of each recording, of the mel spectrogram of all of it that segments reach, or one of
 * each segment.
 */
record DrawnPictures(
    SegmentLayout layout,
    FrameFeatures mel,
    FeaturePlan.Pictures settings,
    Table<ImageRow>.Writer writer)
    implements TrackRows {

  @Override
  public int add(TrackRow track, AudioRow input, Rejection rejection) throws Exception {
    if (track.isPicture()) {
      return 0;
    }
    if (!settings.ofSegments()) {
      return draw(layout.signal(input.pcm()), track, null, rejection);
    }
    int drawn = 0;
    for (int segment = 0; segment < layout.count(input.pcm().length); segment++) {
      drawn += draw(layout.segment(input.pcm(), segment), track, segment, rejection);
    }
    return drawn;
  }

  private int draw(float[] signal, TrackRow track, Integer segment, Rejection rejection)
      throws Exception {
    float[] values = mel.extract(signal);
    if (!SegmentFeatures.isFinite(values)) {
      rejection.reject(
          track,
          "not-finite",
          "%s mel spectrogram has a value that is no finite number"
              .formatted(segment == null ? "its" : "segment %d's".formatted(segment)));
      return 0;
    }
    write(picture(values), track, segment);
    return 1;
  }

  private Picture picture(float[] values) {
    int bands = mel.features();
    int frames = values.length / bands;
    ColourMap map = ColourMap.valueOf(settings.colourMap());
    double range = settings.range() == null ? PictureSet.RANGE : settings.range();
    int width = settings.width();
    int height = settings.height();
    return settings.top() == null
        ? MelPicture.draw(values, frames, bands, map, range, width, height)
        : MelPicture.draw(values, frames, bands, map, settings.top(), range, width, height);
  }

  private void write(Picture picture, TrackRow track, Integer segment) throws IOException {
    writer.add(new ImageRow(track.track(), track.genre(), segment, SegmentRow.REAL, picture.png()));
  }
}
