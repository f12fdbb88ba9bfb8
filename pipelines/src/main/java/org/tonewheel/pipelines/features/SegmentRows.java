package org.tonewheel.pipelines.features;

import java.util.ArrayList;
import java.util.List;
import org.tonewheel.audio.FrameFeatures;
import org.tonewheel.audio.SegmentLayout;
import org.tonewheel.pipelines.run.AudioRow;
import org.tonewheel.pipelines.run.SegmentRow;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.TrackRow;

/** The frames of a recording's segments; a picture has none. */
record SegmentRows(SegmentLayout layout, FrameFeatures features, Table<SegmentRow>.Writer writer)
    implements TrackRows {

  @Override
  public int add(TrackRow track, AudioRow input, Rejection rejection) throws Exception {
    int segments = track.isPicture() ? 0 : layout.count(input.pcm().length);
    List<Integer> notFinite = new ArrayList<>();
    for (int segment = 0; segment < segments; segment++) {
      float[] values = features.extract(layout.segment(input.pcm(), segment));
      if (!SegmentFeatures.isFinite(values)) {
        notFinite.add(segment);
        continue;
      }
      writer.add(
          new SegmentRow(
              track.track(),
              track.genre(),
              segment,
              SegmentRow.REAL,
              values.length / features.features(),
              features.features(),
              values));
    }
    rejection.rejectSegments(
        track,
        notFinite,
        "of %d segments %s have a feature that is no finite number".formatted(segments, notFinite));
    return segments - notFinite.size();
  }
}
