package org.tonewheel.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RepeatTallyTest {

  @Test
  void repeatedRows_areAllRowsOfAKeyThatStandsTwice_contradictoryThoseUnderTwoLabels() {
    RepeatTally tally = tally("a Jazz", "a Rap", "a Jazz", "b Rap", "b Rap", "c Jazz");
    RepeatFigures figures = tally.figures();
    assertThat(figures.rows()).isEqualTo(6);
    assertThat(figures.keys()).isEqualTo(3);
    assertThat(figures.repeated()).isEqualTo(5);
    assertThat(figures.contradictory()).isEqualTo(3);
    assertThat(figures.keysBySize()).isEqualTo(Map.of(1, 1L, 2, 1L, 3, 1L));
  }

  @Test
  void theCeiling_isReachedByTheMajorityOfEachKey() {
    assertThat(tally("a Jazz", "a Rap", "a Jazz", "b Rap").figures().ceiling()).isEqualTo(0.75);
    assertThat(tally("a Jazz", "a Rap").figures().ceiling()).isEqualTo(0.5);
    assertThat(tally("a Jazz", "b Rap", "c Rap").figures().ceiling()).isEqualTo(1);
    assertThat(new RepeatTally().figures().ceiling()).isNaN();
  }

  @Test
  void theOverlap_tellsWhatWhoOnlyRemembersGetsRight() {
    RepeatTally training = tally("a Jazz", "a Jazz", "a Rap", "b Rap", "b Jazz", "c Rap");
    RepeatOverlap overlap =
        training.overlap(tally("a Jazz", "a Rap", "b Rap", "b Blues", "d Rap", "c Jazz"));
    assertThat(overlap.rows()).isEqualTo(6);
    assertThat(overlap.seen()).isEqualTo(5);
    assertThat(overlap.labelSeen()).isEqualTo(3);
    // a: Jazz is right; b: Rap or Jazz, half; c: wrong.
    assertThat(overlap.recalled()).isCloseTo(1.5, within(1e-12));
  }

  private static RepeatTally tally(String... rows) {
    RepeatTally tally = new RepeatTally();
    for (String row : rows) {
      tally.add(row.substring(0, 1), row.substring(2));
    }
    return tally;
  }
}
