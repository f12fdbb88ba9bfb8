package org.tonewheel.pipelines.runner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StopSignalTest {
  @Test
  void undisturbed_isNoReasonToStop() {
    assertThat(new StopSignal().getAsBoolean()).isFalse();
  }

  @Test
  void interruption_isRemembered_andTakenFromTheThread() {
    StopSignal stop = new StopSignal();
    Thread.currentThread().interrupt();
    assertThat(stop.getAsBoolean()).isTrue();
    assertThat(Thread.currentThread().isInterrupted()).as("files may be written again").isFalse();
    assertThat(stop.getAsBoolean()).isTrue();
  }
}
