package org.tonewheel.pipelines.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.RunInfo;

/** Runs that were made before experiments knew tables. */
class EarlierRunTest {

  private static String text(String file) throws IOException {
    return Resources.toString(
        Resources.getResource("EarlierRunTest/" + file), StandardCharsets.UTF_8);
  }

  private static JsonNode tree(Object value) throws IOException {
    return Json.parse(Json.line(value), JsonNode.class);
  }

  @Test
  void experimentOfAnEarlierRun_isRead_andHasTheSameFingerprint() throws IOException {
    RunInfo info = Json.parse(text("run.json"), RunInfo.class);
    assertThat(info.experiment().table()).isEmpty();
    assertThat(Grid.expand(info.experiment()))
        .extracting(Branch::rows)
        .hasSize(5)
        .containsOnlyNulls();
    // Fingerprints, and so names of runs, are made from what is written here.
    assertThat(tree(info.experiment()))
        .isEqualTo(Json.parse(text("run.json"), JsonNode.class).path("experiment"));
  }

  @Test
  void branchOfAnEarlierRun_isRead_andHasTheSameFingerprint() throws IOException {
    BranchFile file = Json.parse(text("branch.json"), BranchFile.class);
    assertThat(tree(file.branch()))
        .isEqualTo(Json.parse(text("branch.json"), JsonNode.class).path("branch"));
  }
}
