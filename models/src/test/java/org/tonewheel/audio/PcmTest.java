package org.tonewheel.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Samples of 16 bits and their values. */
class PcmTest {
  @Test
  void everySample_comesBackFromItsValue() {
    short[] all = new short[1 << 16];
    for (int i = 0; i < all.length; i++) {
      all[i] = (short) i;
    }
    assertThat(Pcm.quantised(Pcm.values(all))).isEqualTo(all);
  }

  @Test
  void valuesBetweenSteps_goToTheNearest_andLouderOnesAreClipped() {
    assertThat(Pcm.quantised(new float[] {0.6f / 32_768, -0.4f / 32_768, 1, 1.5f, -1, -2}))
        .containsExactly(1, 0, 32_767, 32_767, -32_768, -32_768);
  }
}
