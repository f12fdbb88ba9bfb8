package org.tonewheel.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrackVoteTest {

  @Test
  void vote_isTheMeanProbabilityAndNotTheMostSegments() {
    // two segments lean to class 1, one is sure of class 0
    Scores segments =
        new Scores(new int[] {0, 1, 0, 0}, new double[][] {{0.4, 0.6}, {0, 1}, {0.4, 0.6}, {1, 0}});
    Scores tracks = TrackVote.of(segments, new int[] {1, 0, 1, 1}, 2);
    assertThat(tracks.truth()).containsExactly(1, 0);
    assertThat(tracks.probabilities()[0]).containsExactly(0, 1);
    assertThat(tracks.probabilities()[1][0]).isCloseTo(0.6, within(1e-12));
    assertThat(tracks.predicted(1)).isZero();
  }

  @Test
  void segmentsOfTwoGenresInOneTrack_areAnError() {
    Scores segments = new Scores(new int[] {0, 1}, new double[][] {{1, 0}, {1, 0}});
    assertThatThrownBy(() -> TrackVote.of(segments, new int[] {0, 0}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("track 0 has segments of class 0 and of class 1");
  }

  @Test
  void trackWithoutSegment_isAnError() {
    Scores segments = new Scores(new int[] {0}, new double[][] {{1, 0}});
    assertThatThrownBy(() -> TrackVote.of(segments, new int[] {0}, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("track 1 has no segment");
  }
}
