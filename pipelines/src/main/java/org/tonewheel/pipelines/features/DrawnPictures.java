package org.tonewheel.pipelines.features;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tonewheel.audio.FrameFeatures;
import org.tonewheel.audio.SegmentLayout;
import org.tonewheel.pictures.ColourMap;
import org.tonewheel.pictures.MelPicture;
import org.tonewheel.pictures.Picture;
import org.tonewheel.pipelines.experiment.settings.PictureSet;
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
      if (draw(layout.signal(input.pcm()), track, null)) {
        return 1;
      }
      rejection.reject(
          track,
          FeatureReason.NOT_FINITE.code(),
          "its mel spectrogram has a value that is no finite number");
      return 0;
    }
    List<Integer> notFinite = new ArrayList<>();
    int segments = layout.count(input.pcm().length);
    for (int segment = 0; segment < segments; segment++) {
      if (!draw(layout.segment(input.pcm(), segment), track, segment)) {
        notFinite.add(segment);
      }
    }
    rejection.rejectSegments(
        track,
        notFinite,
        "of %d segments the mel spectrograms of %s have a value that is no finite number"
            .formatted(segments, notFinite));
    return segments - notFinite.size();
  }

  private boolean draw(float[] signal, TrackRow track, Integer segment) throws IOException {
    float[] values = mel.extract(signal);
    if (!SegmentFeatures.isFinite(values)) {
      return false;
    }
    write(picture(values), track, segment);
    return true;
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
