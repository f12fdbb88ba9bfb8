package org.tonewheel.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentLayoutTest {

  @ParameterizedTest(name = "{0}: {1} samples give {2} segments")
  @CsvSource({
    "SEGMENTS, 1, 1",
    "SEGMENTS, 99, 1",
    "SEGMENTS, 199, 1",
    "SEGMENTS, 200, 2",
    "SEGMENTS, 1000000000000, 3",
    "REPEAT, 1, 3",
    "REPEAT, 1000, 3",
    "ZERO, 1, 3",
    "ZERO, 1000, 3",
  })
  void onlyTheLayoutForShortTracks_changesTheCount(ShortTrack layout, long samples, int count) {
    assertThat(new SegmentLayout(100, 3, layout).count(samples)).isEqualTo(count);
  }

  @Test
  void segmentsFollowEachOther_andWhatIsLeftIsUnused() {
    SegmentLayout layout = new SegmentLayout(3, 2, ShortTrack.SEGMENTS);
    short[] track = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    assertThat(layout.segment(track, 0)).containsExactly(scaled(1, 2, 3));
    assertThat(layout.segment(track, 1)).containsExactly(scaled(4, 5, 6));
  }

  @Test
  void samplesAreScaledToOne() {
    short[] track = {-32_768, 0, 16_384, 32_767};
    assertThat(new SegmentLayout(4, 1, ShortTrack.SEGMENTS).segment(track, 0))
        .containsExactly(-1f, 0f, 0.5f, 32_767 / 32_768f);
  }

  @Test
  void segmentsLayout_padsATrackUnderOneSegmentWithZeros() {
    assertThat(new SegmentLayout(4, 2, ShortTrack.SEGMENTS).segment(new short[] {1, 2}, 0))
        .containsExactly(scaled(1, 2, 0, 0));
  }

  @Test
  void repeatLayout_startsTheTrackAgainAcrossSegments() {
    SegmentLayout layout = new SegmentLayout(4, 2, ShortTrack.REPEAT);
    short[] track = {1, 2, 3};
    assertThat(layout.segment(track, 0)).containsExactly(scaled(1, 2, 3, 1));
    assertThat(layout.segment(track, 1)).containsExactly(scaled(2, 3, 1, 2));
  }

  @Test
  void zeroLayout_fillsUpWithZeros() {
    SegmentLayout layout = new SegmentLayout(4, 3, ShortTrack.ZERO);
    short[] track = {1, 2, 3, 4, 5};
    assertThat(layout.segment(track, 1)).containsExactly(scaled(5, 0, 0, 0));
    assertThat(layout.segment(track, 2)).containsExactly(scaled(0, 0, 0, 0));
  }

  @Test
  void aSegmentThatIsNotThere_isAnError() {
    SegmentLayout layout = new SegmentLayout(4, 3, ShortTrack.SEGMENTS);
    assertThatThrownBy(() -> layout.segment(new short[8], 2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("segment 2 of a track that gives 2 segments");
  }

  @Test
  void anEmptyTrack_isAnError() {
    assertThatThrownBy(() -> SegmentLayout.tenOf66000().count(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "66000, 0", "66000, 40000"})
  void numbersThatCannotWork_areRefused(int samples, int segments) {
    assertThatThrownBy(() -> new SegmentLayout(samples, segments, ShortTrack.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static float[] scaled(int... samples) {
    float[] values = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      values[i] = samples[i] / 32_768f;
    }
    return values;
  }

  @Test
  void signal_isWhatTheSegmentsReach_orAllThereIs_andOneSegmentAtLeast() {
    short[] track = {1, 2, 3, 4, 5, 6, 7, 8};
    for (ShortTrack layout : ShortTrack.values()) {
      assertThat(new SegmentLayout(3, 2, layout).signal(track))
          .containsExactly(scaled(1, 2, 3, 4, 5, 6));
      assertThat(new SegmentLayout(3, 4, layout).signal(track))
          .containsExactly(scaled(1, 2, 3, 4, 5, 6, 7, 8));
    }
    assertThat(new SegmentLayout(10, 1, ShortTrack.SEGMENTS).signal(track))
        .containsExactly(scaled(1, 2, 3, 4, 5, 6, 7, 8, 0, 0));
    assertThat(new SegmentLayout(10, 1, ShortTrack.REPEAT).signal(track))
        .containsExactly(scaled(1, 2, 3, 4, 5, 6, 7, 8, 1, 2));
  }
}
