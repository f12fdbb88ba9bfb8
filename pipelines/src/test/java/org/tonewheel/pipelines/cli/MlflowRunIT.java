package org.tonewheel.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.cli.SmallMusic.figures;
import static org.tonewheel.pipelines.cli.SmallMusic.tonewheel;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.cli.SmallMusic.Outcome;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.RunInfo;
import org.tonewheel.pipelines.tracking.MlflowServer;
import org.tonewheel.pipelines.training.History;

/** Runs told to MLflow's own server, and read back with its own client. */
@Tag("full")
@DisabledOnOs(OS.WINDOWS)
class MlflowRunIT {
  /** Every run of the experiment, its parent by name, and where there is one its whole curve. */
  private static final String READ =
      """
      import hashlib, json, mlflow
      client = mlflow.MlflowClient()
      experiment = client.get_experiment_by_name("small")
      runs = client.search_runs([experiment.experiment_id], max_results=1000)
      names = {run.info.run_id: run.info.run_name for run in runs}
      def shown(run):
          parent = run.data.tags.get("mlflow.parentRunId")
          id = run.info.run_id
          curve = client.get_metric_history(id, "validation/loss")
          files = [f.path for f in client.list_artifacts(id, "report") if not f.is_dir]
          digest = lambda p: hashlib.sha256(open(client.download_artifacts(id, p), "rb").read())
          return {
              "name": run.info.run_name, "parent": names.get(parent), "status": run.info.status,
              "run": run.data.tags["tonewheel.run"] if parent is None else None,
              "tags": run.data.tags, "params": run.data.params, "metrics": run.data.metrics,
              "curve": [[point.step, point.value] for point in curve],
              "files": {path: digest(path).hexdigest() for path in files},
          }
      print(json.dumps([shown(run) for run in runs]))
      """;

  @TempDir static Path shared;
  static MlflowServer server;
  static SmallMusic music;

  @BeforeAll
  static void start() throws Exception {
    server = MlflowServer.start(Files.createDirectories(shared.resolve("server")));
    music = SmallMusic.in(shared);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static JsonNode[] told() throws Exception {
    return Json.parse(server.python(READ), JsonNode[].class);
  }

  /** A run of ours by its folder's name, or one below it. */
  private static JsonNode only(JsonNode[] runs, String run, String name) {
    String id = "";
    for (JsonNode one : runs) {
      id = one.path("run").asText().equals(run) ? one.at("/tags/tonewheel.id").asText() : id;
    }
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode one : runs) {
      if (one.at("/tags/tonewheel.id").asText().equals(id)
          && one.path("name").asText().equals(name)) {
        found.add(one);
      }
    }
    assertThat(found).as(name).hasSize(1);
    return found.get(0);
  }

  private static String tracking() {
    return "--tracking=mlflow:" + server.url();
  }

  @Test
  void run_isTold_onceHoweverOftenItIsGiven() throws Exception {
    Path run = shared.resolve("told");
    Outcome outcome = tonewheel(music.run(run, tracking()));
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    JsonNode[] runs = told();
    JsonNode whole = only(runs, "told", "told");
    assertThat(whole.path("status").asText()).isEqualTo("FINISHED");
    assertThat(whole.at("/params/featureSets.frames33.mfcc").asText()).isEqualTo("13");
    for (String file : List.of("report/index.html", "report/metrics.json")) {
      assertThat(whole.path("files").path(file).asText())
          .as(file)
          .isEqualTo(Fingerprint.sha256(run.resolve(file)));
    }
    JsonNode metrics = Json.read(run.resolve("report/metrics.json"), JsonNode.class);
    for (JsonNode entry : metrics.path("branches")) {
      String name = entry.path("branch").asText();
      List<String> branches = entry.path("models").findValuesAsText("id");
      JsonNode told = only(runs, "told", branches.size() == 1 ? branches.get(0) : name);
      assertThat(told.path("parent").asText()).isEqualTo("told");
      String unsafe = entry.path("safe").asBoolean() ? "" : "unsafe/";
      assertThat(told.path("metrics").path(unsafe + "test/track/accuracy").asDouble())
          .as(name)
          .isEqualTo(entry.at("/test/track/accuracy").asDouble());
      if (unsafe.isEmpty()) {
        for (String branch : branches) {
          checkCurve(run, branch, only(runs, "told", branch));
        }
      }
    }

    assertThat(tonewheel("report", "--run=" + run, tracking()).exit()).isZero();
    assertThat(told()).as("told again").isEqualTo(runs);
  }

  private static void checkCurve(Path run, String branch, JsonNode told) throws Exception {
    List<List<Number>> curve = new ArrayList<>();
    told.path("curve")
        .forEach(point -> curve.add(List.of(point.get(0).asInt(), point.get(1).asDouble())));
    List<List<Number>> history = new ArrayList<>();
    for (History.Epoch epoch : History.read(run.resolve("models").resolve(branch)).rows()) {
      history.add(List.of(epoch.epoch(), epoch.validationLoss()));
    }
    assertThat(curve).as(branch).isEqualTo(history);
  }

  @Test
  void branchesTrainedOneByOne_areToldInOneRun() throws Exception {
    Path run = shared.resolve("steps");
    String where = "--run=" + run;
    assertThat(
            tonewheel("ingest", "--experiment=" + music.experiment, "--input=" + music.input, where)
                .exit())
        .isZero();
    assertThat(tonewheel("features", where).exit()).isZero();
    String forest = branch(run, "forest-");
    String ffn = branch(run, "ffn-");
    for (String branch : List.of(forest, ffn)) {
      Outcome trained = tonewheel("train", where, "--branch=" + branch, tracking());
      assertThat(trained.exit()).as(trained.err()).isZero();
    }
    JsonNode[] runs = told();
    assertThat(only(runs, "steps", "steps").path("status").asText()).isEqualTo("RUNNING");
    checkCurve(run, ffn, only(runs, "steps", ffn));
    assertThat(only(runs, "steps", forest).path("status").asText()).isEqualTo("FINISHED");
  }

  private static String branch(Path run, String start) throws Exception {
    return Grid.expand(RunInfo.read(RunDirectory.at(run)).experiment()).stream()
        .map(Branch::id)
        .filter(id -> id.startsWith(start))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void serverThatIsNotThere_changesNothingOfARun() throws Exception {
    Path run = shared.resolve("untold");
    Outcome outcome = tonewheel(music.run(run, "--tracking=mlflow:http://127.0.0.1:1"));
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    Path other = shared.resolve("untracked");
    assertThat(tonewheel(music.run(other)).exit()).isZero();
    assertThat(figures(run)).isEqualTo(figures(other));
  }
}
