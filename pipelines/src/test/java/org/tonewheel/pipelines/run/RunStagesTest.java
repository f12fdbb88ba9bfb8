package org.tonewheel.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.run.StageState.State;

/** The section {@code stages} of {@code run.json}. */
class RunStagesTest {
  @TempDir Path folder;
  private RunDirectory run;
  private List<String> branches;

  @BeforeEach
  void makeRun() throws Exception {
    Run opened =
        SoundFolder.in(folder)
            .run(
                "run",
                SoundFolder.experiment(
                    "featureSets: {f: {}}",
                    "splits: {whole: {fractions: {train: 0.6, validation: 0.2, test: 0.2}}}",
                    "branches: [{net: logistic, rate: [0.1, 0.0001], seeds: [1, 2, 3]}]"));
    run = opened.directory();
    branches = Grid.expand(opened.experiment()).stream().map(Branch::id).toList();
  }

  private JsonNode stages() throws IOException {
    return Json.read(run.runJson(), JsonNode.class).path("stages");
  }

  private void write(String owner, State state, double seconds, long rows) throws IOException {
    Json.write(
        run.state(owner),
        new StageState(
            1,
            owner,
            state,
            "f",
            1,
            "2026-11-22T00:00:00Z",
            seconds,
            Map.of("train", rows),
            null,
            null,
            null));
  }

  @Test
  void stage_standsThereWithItsCounters_asSoonAsItEnds() throws Exception {
    Counters counters = new Counters(Map.of("tracksRead", 3L), Counters.ATTEMPTED);
    new Stage(run, "ingest", "a")
        .runPipeline(() -> true, lease -> new Counted(Map.of("tracks", 3L), counters));
    JsonNode ingest = stages().path("ingest");
    assertThat(ingest.path("state").asText()).isEqualTo("DONE");
    assertThat(ingest.path("attempt").asInt()).isOne();
    assertThat(ingest.path("counts").path("tracks").asInt()).isEqualTo(3);
    assertThat(ingest.path("counters").path("tracksRead").asInt()).isEqualTo(3);
    assertThat(ingest.path("counting").asText()).isEqualTo("attempted");
    assertThat(run.lease("run")).doesNotExist();
  }

  @Test
  void stageOfBranches_isTheSumOfItsBranches() throws Exception {
    write(branches.get(0), State.DONE, 1.5, 10);
    write(branches.get(1), State.DONE, 2, 20);
    write(branches.get(2), State.FAILED, 0.3, 0);
    RunStages.refresh(run);
    JsonNode train = stages().path("train");
    assertThat(train.path("state").asText()).isEqualTo("FAILED");
    assertThat(train.path("seconds").asDouble()).isEqualTo(3.8);
    assertThat(train.path("counts").path("train").asInt()).isEqualTo(30);
    assertThat(train.path("counters").toString())
        .isEqualTo(
            "{\"branches\":6,\"failedBranches\":1,\"pendingBranches\":3,\"trainedBranches\":2}");
    for (String branch : branches) {
      write(branch, State.DONE, 1, 1);
    }
    RunStages.refresh(run);
    assertThat(stages().path("train").path("state").asText()).isEqualTo("DONE");
    assertThat(stages().size()).as("only what was begun").isOne();
  }

  @Test
  void nothingElseOfTheFile_changes() throws Exception {
    RunInfo before = RunInfo.read(run);
    ObjectNode tree = Json.read(run.runJson(), ObjectNode.class);
    tree.put("unknown", "of a newer version");
    Json.write(run.runJson(), tree);
    write("ingest", State.DONE, 1, 1);
    RunStages.refresh(run);
    ObjectNode after = Json.read(run.runJson(), ObjectNode.class);
    assertThat(RunInfo.read(run)).isEqualTo(before);
    assertThat(after.remove("stages")).isNotNull();
    assertThat(Json.line(after)).isEqualTo(Json.line(tree));
  }

  @Test
  void sideBySide_noneLosesTheOthersNumbers() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(branches.size());
    List<Future<?>> all = new ArrayList<>();
    for (String branch : branches) {
      all.add(
          threads.submit(
              () -> {
                write(branch, State.DONE, 1, 1);
                RunStages.refresh(run);
                assertThat(stages().path("train").path("counters").path("trainedBranches").asInt())
                    .as("its own is there, whoever wrote last")
                    .isPositive();
                return null;
              }));
    }
    for (Future<?> one : all) {
      one.get();
    }
    threads.shutdown();
    assertThat(stages().path("train").path("counters").path("trainedBranches").asInt())
        .isEqualTo(branches.size());
  }

  @Test
  void whatAKilledProcessLeftOut_isMendedByTheNextStage() throws Exception {
    write("ingest", State.DONE, 1, 1); // and killed before run.json was written
    Files.writeString(
        run.lease("run"),
        "{\"attempt\":\"a\",\"host\":\""
            + Lease.Holder.self().host()
            + "\",\"pid\":1,"
            + "\"processStart\":1,\"heartbeat\":1}");
    new Stage(run, "splits", "a").run(() -> true, lease -> Map.of());
    assertThat(stages().fieldNames()).toIterable().containsExactly("ingest", "splits");
  }

  @Test
  void troubleWithTheFile_failsNoStage() throws Exception {
    Files.writeString(run.runJson(), "{half");
    StageResult result = new Stage(run, "ingest", "a").run(() -> true, lease -> Map.of());
    assertThat(result.state()).isEqualTo(StageResult.DONE);
    assertThat(run.runJson()).hasContent("{half");
  }
}
