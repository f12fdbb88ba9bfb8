package org.tonewheel.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.cli.SmallMusic.tonewheel;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tonewheel.nets.NetCatalog;
import org.tonewheel.pipelines.cli.SmallMusic.Outcome;

/** What {@code train --describe} prints without a run; BranchesIT has it with one. */
class NetTablesTest {

  @Test
  void withoutARun_everyNetOfTheCatalogIsDescribed() {
    Outcome outcome = tonewheel("train", "--describe");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    for (String net : NetCatalog.names()) {
      assertThat(outcome.out()).contains(net + " on ");
    }
    assertThat(outcome.out().lines()).allSatisfy(l -> assertThat(l).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void net2_isThatOfThePapersTable() {
    List<String> lines =
        tonewheel("train", "--describe")
            .out()
            .lines()
            .dropWhile(line -> !line.equals("net2 on 3 × 180 × 180, 10 genres"))
            .takeWhile(line -> !line.isEmpty())
            .map(line -> line.strip().replaceAll(" {2,}", "|"))
            .toList();
    assertThat(lines)
        .contains(
            "layer|kind|output|parameters",
            "conv1|Convolution|32 × 180 × 180|896",
            "flatten|Flatten|259200|0",
            "fc1|Dense|256|66,355,456",
            "classifier|Dense|10|2,570",
            "66,460,522 parameters, 253 MB");
  }

  @Test
  void trainWithoutRun_isWrongUsage_unlessItOnlyDescribes() {
    Outcome outcome = tonewheel("train");
    assertThat(outcome.exit()).isEqualTo(64);
    assertThat(outcome.err()).contains("--run");
  }
}
