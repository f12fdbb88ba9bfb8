package org.tonewheel.pipelines.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.tracking.ToldRun.KEPT;
import static org.tonewheel.pipelines.tracking.ToldRun.LEAKY;
import static org.tonewheel.pipelines.tracking.ToldRun.SEEDS;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.StageState.State;
import org.tonewheel.pipelines.tracking.MlflowDouble.Kept;

/** What a server is told, and what happens where it does not listen. */
final class TrackingTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Logger LOG = (Logger) LoggerFactory.getLogger(Tracking.class);

  @TempDir Path folder;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private MlflowDouble server;
  private ToldRun told;

  @BeforeEach
  void start() throws Exception {
    server = new MlflowDouble();
    told = ToldRun.in(folder);
    log.start();
    LOG.addAppender(log);
  }

  @AfterEach
  void stop() {
    LOG.detachAppender(log);
    server.close();
  }

  private void tell(Map<String, String> environment) {
    Tracking.to(server.address(), environment, LONG).tell(told.run);
  }

  private void tell() {
    tell(Map.of());
    assertThat(warnings()).isEmpty();
  }

  private List<String> warnings() {
    return log.list.stream()
        .filter(event -> event.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Test
  void finishedRun_isToldWithSettingsFiguresAndReport() throws Exception {
    told.finish();
    tell();
    assertThat(server.experiments).containsOnlyKeys("sounds");
    Kept run = server.only("run");
    assertThat(run.name).isEqualTo("run");
    assertThat(run.status).isEqualTo("FINISHED");
    assertThat(run.params)
        .containsEntry("seed", "7")
        .containsEntry("splits.kept.protocol", "track")
        .containsEntry("branches.0.split", "leaky, kept");
    assertThat(run.tags)
        .containsEntry("tonewheel.safe", "true")
        .containsEntry("tonewheel.protocol", "track")
        .containsEntry("tonewheel.commit", "unknown")
        .containsEntry("tonewheel.best", ToldRun.configuration(KEPT));
    assertThat(run.values("test/track/accuracy")).containsExactly(0.625);
    assertThat(run.values("data/tracks")).containsExactly(20.0);
    String files = "1/" + run.id + "/artifacts/report/";
    assertThat(server.files).containsOnlyKeys(files + "index.html", files + "metrics.json");
    assertThat(server.files.get(files + "index.html")).isEqualTo("<p>0.625".getBytes(UTF_8));
  }

  @Test
  void branch_isARunBelow_withItsCurve() throws Exception {
    told.finish();
    tell();
    Kept branch = server.only(KEPT);
    assertThat(branch.tags)
        .containsEntry("mlflow.parentRunId", server.only("run").id)
        .containsEntry("tonewheel.safe", "true");
    assertThat(branch.status).isEqualTo("FINISHED");
    assertThat(branch.params)
        .containsEntry("net", "net5")
        .containsEntry("rate", "0.001")
        .containsEntry("fold", "0")
        .doesNotContainKey("trees");
    assertThat(branch.values("validation/loss")).containsExactly(1.0, 0.5);
    assertThat(branch.points)
        .filteredOn(point -> point.get("key").equals("train/loss"))
        .extracting(point -> point.get("step"))
        .containsExactly(1L, 2L);
    assertThat(branch.values("test/track/accuracy.low")).containsExactly(0.5);
  }

  @Test
  void figuresOfALeakingSplit_neverStandUnderTheNamesOfOthers() throws Exception {
    told.finish();
    tell();
    Kept leaky = server.only(LEAKY);
    assertThat(leaky.tags)
        .containsEntry("tonewheel.safe", "false")
        .containsEntry("tonewheel.unsafe", "split leaky leaks");
    assertThat(leaky.values("unsafe/test/track/accuracy")).containsExactly(0.625);
    assertThat(leaky.values("unsafe/validation/loss")).hasSize(2);
    assertThat(leaky.points)
        .extracting(point -> (String) point.get("key"))
        .noneMatch(key -> key.startsWith("test") || key.startsWith("validation"));
  }

  @Test
  void branchesOfOneConfiguration_areRunsBelowIt() throws Exception {
    told.finish();
    tell();
    Kept configuration = server.only(SEEDS);
    assertThat(configuration.values("test/track/accuracy")).containsExactly(0.625);
    assertThat(configuration.params).doesNotContainKey("seed");
    for (String seed : List.of("1", "2")) {
      Kept branch = server.only(SEEDS + "-s" + seed);
      assertThat(branch.tags).containsEntry("mlflow.parentRunId", configuration.id);
      assertThat(branch.params).containsEntry("seed", seed);
      assertThat(branch.values("test/track/accuracy")).isEmpty();
    }
  }

  @Test
  void toldAgain_nothingIsWritten() throws Exception {
    told.finish();
    tell();
    server.calls.clear();
    tell();
    assertThat(server.calls)
        .containsExactly(
            "GET /api/2.0/mlflow/experiments/get-by-name", "POST /api/2.0/mlflow/runs/search");
  }

  @Test
  void anotherReport_isToldInTheSameRuns() throws Exception {
    told.finish();
    tell();
    int runs = server.runs.size();
    told.report(0.875);
    tell();
    assertThat(server.runs).hasSize(runs).noneMatch(run -> run.deleted);
    assertThat(server.only(KEPT).values("test/track/accuracy")).containsExactly(0.625, 0.875);
    assertThat(server.only(KEPT).values("test/track/accuracy.low")).as("as before").hasSize(1);
    assertThat(server.only(KEPT).values("validation/loss")).containsExactly(1.0, 0.5);
    assertThat(server.files.values()).contains("<p>0.875".getBytes(UTF_8));
  }

  @Test
  void trainingThatWentOn_addsItsEpochs() throws Exception {
    told.trained(KEPT, 1, 0.5);
    tell();
    told.trained(KEPT, 1, 0.5, 0.25);
    tell();
    assertThat(server.only(KEPT).values("validation/loss")).containsExactly(1.0, 0.5, 0.25);
  }

  @Test
  void trainingDoneAnew_takesThePlaceOfTheOld() throws Exception {
    told.trained(KEPT, 1, 0.5);
    tell();
    String before = server.only(KEPT).id;
    told.trained(KEPT, 1, 0.75);
    tell();
    assertThat(server.only(KEPT).id).isNotEqualTo(before);
    assertThat(server.only(KEPT).values("validation/loss")).containsExactly(1.0, 0.75);
  }

  @Test
  void runUnderWay_isTold_asFarAsItIs() throws Exception {
    told.trained(KEPT, 1);
    told.state(LEAKY, State.FAILED, "its rows hold no number");
    told.state(SEEDS + "-s1", State.RUNNING, null); // nobody holds its lease
    tell();
    assertThat(server.only("run").status).isEqualTo("RUNNING");
    assertThat(server.only(LEAKY).status).isEqualTo("FAILED");
    assertThat(server.only(LEAKY).tags)
        .containsEntry("tonewheel.failure", "its rows hold no number");
    assertThat(server.only(SEEDS + "-s1").status).isEqualTo("KILLED");
    assertThat(server.only(SEEDS).status).isEqualTo("RUNNING");

    told.finish();
    tell();
    assertThat(server.only(LEAKY).status).isEqualTo("FINISHED");
    assertThat(server.only(LEAKY).tags).doesNotContainKey("tonewheel.failure");
    assertThat(server.only("run").status).isEqualTo("FINISHED");
  }

  @Test
  void tellingThatBrokeOff_isGoneOnWith() throws Exception {
    told.finish();
    server.store = "s3://bucket/"; // takes all but files
    tell(Map.of());
    assertThat(warnings()).singleElement().asString().contains("--serve-artifacts");
    assertThat(server.only(KEPT).values("test/track/accuracy")).hasSize(1);
    int runs = server.runs.size();
    server.store = "mlflow-artifacts:/";
    tell(Map.of());
    assertThat(server.runs).hasSize(runs);
    assertThat(server.files).hasSize(2);
    assertThat(warnings()).hasSize(1);
  }

  @Test
  void credentials_comeFromTheEnvironment_andAreNeverLogged() throws Exception {
    told.finish();
    tell(Map.of("MLFLOW_TRACKING_TOKEN", "sesame", "MLFLOW_EXPERIMENT_NAME", "mine"));
    assertThat(server.experiments).containsOnlyKeys("mine");
    assertThat(server.authorizations).containsOnly("Bearer sesame");
    server.authorizations.clear();
    server.status = 401;
    tell(Map.of("MLFLOW_TRACKING_USERNAME", "ada", "MLFLOW_TRACKING_PASSWORD", "sesame"));
    assertThat(server.authorizations).containsExactly("Basic YWRhOnNlc2FtZQ==");
    tell(Map.of("MLFLOW_TRACKING_TOKEN", "sesame\nHost: elsewhere"));
    assertThat(warnings()).hasSize(2);
    assertThat(warnings().get(0)).contains("401", "MLFLOW_TRACKING_TOKEN");
    assertThat(warnings().get(1)).contains("MLFLOW_TRACKING_TOKEN");
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> line.contains("sesame") || line.contains("YWRh"));
  }

  @Test
  void redirect_isNotFollowed() throws Exception {
    server.status = 302;
    tell(Map.of("MLFLOW_TRACKING_TOKEN", "sesame"));
    assertThat(warnings()).singleElement().asString().contains("http://elsewhere.example/");
    assertThat(server.calls).hasSize(1);
  }

  @Test
  void refusal_isOneWarningACommand_onOneLine() throws Exception {
    server.status = 500;
    Tracking tracking = Tracking.to(server.address(), Map.of(), LONG);
    tracking.tell(told.run);
    tracking.tell(told.run);
    assertThat(warnings())
        .singleElement()
        .asString()
        .contains("500", "as was asked [31m for")
        .doesNotContain("\n", "\u001b");
    server.status = 0;
    tracking.tell(told.run);
    assertThat(server.only("run").status).as("it listens again").isEqualTo("RUNNING");
  }

  @Test
  void silentServer_isWaitedForNoLongerThanAllowed() throws Exception {
    server.delay = 20_000;
    Tracking tracking = Tracking.to(server.address(), Map.of(), Duration.ofMillis(500));
    long start = System.nanoTime();
    tracking.tell(told.run);
    tracking.tell(told.run);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(warnings()).singleElement().asString().contains("did not answer");
  }

  @Test
  void slowServer_endsWithTheTimeThatIsAllowed() throws Exception {
    told.finish();
    server.delay = 100;
    Tracking.to(server.address(), Map.of(), Duration.ofMillis(600)).tell(told.run);
    assertThat(warnings()).hasSize(1);
    server.delay = 0;
    tell(Map.of());
    assertThat(warnings()).hasSize(1);
    assertThat(server.only(KEPT).status).isEqualTo("FINISHED");
    assertThat(server.files).hasSize(2);
  }

  @Test
  void absentServer_isAWarning() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Tracking.to(TrackingServer.parse("mlflow:http://127.0.0.1:" + port), Map.of(), LONG)
        .tell(told.run);
    assertThat(warnings()).singleElement().asString().contains("connection refused");
  }

  @Test
  void anotherProcessThatTells_isWaitedFor() throws Exception {
    told.finish();
    Lease lease = Lease.take(told.run.directory().lease("tracking"));
    Thread other = new Thread(() -> Tracking.to(server.address(), Map.of(), LONG).tell(told.run));
    other.start();
    try {
      other.join(1000);
      assertThat(server.runs).isEmpty();
    } finally {
      lease.close();
    }
    other.join();
    assertThat(server.only("run").status).isEqualTo("FINISHED");
  }

  @Test
  void noServer_nothingIsDone() {
    Tracking.none().tell(told.run);
    assertThat(log.list).isEmpty();
  }
}
