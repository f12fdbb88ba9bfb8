package org.tonewheel.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.cli.SmallMusic.Outcome;

/** The launcher with the real Maven: minutes, so only with {@code mvn verify -Pfull}. */
@Tag("full")
@DisabledOnOs(OS.WINDOWS)
class FreshCheckoutIT {
  @TempDir Path folder;

  @Test
  void freshCheckout_buildsItself_andRunsTheDemo() throws Exception {
    Checkout checkout = Checkout.in(folder);
    Outcome outcome = checkout.run("demo", "--tracks=12", "--output=my runs");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("building: first use");
    assertThat(Path.of((String) outcome.json().get("report"))).exists();
  }
}
