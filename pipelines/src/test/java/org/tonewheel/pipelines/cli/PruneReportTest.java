package org.tonewheel.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonewheel.pipelines.prune.Pruned;
import org.tonewheel.pipelines.prune.Pruned.End;

class PruneReportTest {

  @ParameterizedTest
  @CsvSource({
    "GONE KEPT,             0,  done",
    "GONE FORBIDDEN,        70, failed",
    "FORBIDDEN FAILED GONE, 75, failed"
  })
  void exit_saysWhetherARetryMayHelp(String ends, int exit, String state) {
    List<Pruned> pruned =
        Arrays.stream(ends.split(" "))
            .map(end -> new Pruned("run", End.valueOf(end), end.equals("GONE") ? 5 : 0, "why"))
            .toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThat(new PruneReport(Path.of("runs"), pruned, false).print(to)).isEqualTo(exit);
    String last = out.toString(StandardCharsets.UTF_8).lines().reduce((a, b) -> b).orElseThrow();
    assertThat(last)
        .contains("\"state\":\"" + state + "\"", "\"bytes\":5", "\"removed\":1")
        .contains("\"selected\":" + pruned.stream().filter(p -> p.end() != End.KEPT).count());
  }
}
