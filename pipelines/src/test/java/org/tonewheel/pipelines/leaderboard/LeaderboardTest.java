package org.tonewheel.pipelines.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.report.data.SampleRun;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageException;

/** The page of all runs, as a file. */
class LeaderboardTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;
  private MadeUpRuns runs;

  @BeforeEach
  void makeARun() throws IOException {
    runs = MadeUpRuns.in(folder.resolve("runs"));
    runs.run("old", "2026-01-01T10:00:00Z", SampleRun.ofTenGenres());
  }

  private String write() throws IOException {
    return Files.readString(Leaderboard.write(folder.resolve("runs")));
  }

  private static String element(String page, String id) {
    int start = page.indexOf('>', page.indexOf("id=\"" + id + "\"")) + 1;
    return page.substring(start, page.indexOf("</script>", start));
  }

  private static JsonNode board(String page) throws IOException {
    return MAPPER.readTree(element(page, "board"));
  }

  private static JsonNode packed(String page, String id) throws IOException {
    byte[] bytes = Base64.getDecoder().decode(element(page, id));
    return MAPPER.readTree(new GZIPInputStream(new ByteArrayInputStream(bytes)));
  }

  private static List<String> folders(String page) throws IOException {
    List<String> names = new ArrayList<>();
    board(page).get("runs").forEach(run -> names.add(run.get("folder").asText()));
    return names;
  }

  @Test
  void runsAreListed_theNewestFirst_withTheirChosenConfiguration() throws IOException {
    runs.run("new", "2026-01-02T10:00:00Z", SampleRun.ofTenGenres());
    String page = write();
    assertThat(folders(page)).containsExactly("new", "old");
    JsonNode board = board(page);
    JsonNode run = board.get("runs").get(1);
    JsonNode chosen = run.get("entries").get(run.get("best").asInt());
    assertThat(board.get("words").get(chosen.get(0).asInt()).asText()).isEqualTo(MadeUpRuns.CHOSEN);
    JsonNode metrics = MAPPER.readTree(folder.resolve("runs/old/report/metrics.json").toFile());
    assertThat(chosen.get(12).get(1).asDouble())
        .isCloseTo(
            metrics.get("branches").get(0).at("/test/track/accuracy").asDouble(),
            Offset.offset(1e-5));
    assertThat(board.get("data")).hasSize(1);
    assertThat(packed(page, "experiments")).hasSize(1);
    assertThat(packed(page, "experiments").get(0).asText()).contains("name: \"gtzan-ten\"");
    JsonNode outcomes = packed(page, "outcomes");
    assertThat(outcomes.get("tracks")).hasSize(200);
    assertThat(outcomes.get("runs").get("1").get("values")).hasSize(6);
    assertThat(outcomes.get("runs").get("1").get("leftOut")).isEmpty();
  }

  @Test
  void pageIsReplacedWhole_andSameRunsGiveTheSamePage() throws IOException {
    String first = write();
    assertThat(write()).isEqualTo(first);
    runs.run("new", "2026-01-02T10:00:00Z", SampleRun.ofTenGenres());
    Leaderboard.refresh(RunDirectory.at(folder.resolve("runs/new")));
    assertThat(folders(Files.readString(runs.page()))).containsExactly("new", "old");
    try (Stream<Path> files = Files.list(folder.resolve("runs"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("index.html", "new", "old");
    }
  }

  @Test
  void foldersThatCannotBeShown_arePassedOverWithAReason() throws IOException {
    Path output = folder.resolve("runs");
    Files.createDirectories(output.resolve("holidays"));
    Files.createDirectories(output.resolve(".old.pruned-0123abcd/report"));
    Files.writeString(output.resolve("notes.txt"), "no folder");
    runs.describe("begun", "2026-01-01T10:00:00Z", "e", "f", 1);
    Path torn = runs.describe("torn", "2026-01-01T10:00:00Z", "e", "f", 1);
    Files.createDirectories(torn.resolve("report"));
    Files.writeString(torn.resolve("report/metrics.json"), "{\"formatVersion\": 3, \"bran");
    Path strange = Files.createDirectories(output.resolve("strange"));
    Files.writeString(strange.resolve("run.json"), "[1, 2]");
    Path empty = Files.createDirectories(output.resolve("empty"));
    Files.writeString(empty.resolve("run.json"), "{\"formatVersion\": 1}");
    Path later = runs.describe("later", "2026-01-01T10:00:00Z", "e", "f", 1);
    ObjectNode info = Json.read(later.resolve("run.json"), ObjectNode.class);
    Json.write(later.resolve("run.json"), info.put("formatVersion", 7));

    RunFolder read = RunFolder.read(output);
    assertThat(read.runs()).extracting(ListedRun::folder).containsExactly("old");
    assertThat(read.foreign()).isEqualTo(1);
    assertThat(read.passed())
        .extracting(PassedOver::folder)
        .containsExactly("begun", "empty", "later", "strange", "torn");
    assertThat(read.passed())
        .extracting(PassedOver::reason)
        .satisfiesExactly(
            reason -> assertThat(reason).isEqualTo("it has no report yet"),
            reason -> assertThat(reason).contains("run.json", "experiment"),
            reason -> assertThat(reason).isEqualTo("its run.json has format 7"),
            reason ->
                assertThat(reason).startsWith("run.json is not readable (").doesNotContain("/"),
            reason ->
                assertThat(reason)
                    .startsWith("report/metrics.json is not readable (Unexpected end-of-input")
                    .doesNotContain("REDACTED"));
    assertThat(write())
        .contains("<td class=\"path\">its run.json has format 7</td>")
        .contains("One folder has no <code>run.json</code>");
  }

  @Test
  void runThatAnotherProcessMakes_isPassedOver_untilItHasAReport() throws IOException {
    Path made = runs.describe("made", "2026-01-01T10:00:00Z", "e", "f", 1);
    try (Lease lease = Lease.take(RunDirectory.at(made).lease("net5"))) {
      assertThat(RunFolder.read(folder.resolve("runs")).passed())
          .containsExactly(new PassedOver("made", "it is being made, and has no report yet"));
      lease.check();
      runs.run("made", "2026-01-01T11:00:00Z", SampleRun.ofTenGenres());
      assertThat(folders(write())).containsExactly("made", "old");
    }
  }

  @Test
  void pageOfSomeoneElse_stays() throws IOException {
    Files.writeString(runs.page(), "<!doctype html><title>My page</title>");
    Leaderboard.refresh(RunDirectory.at(folder.resolve("runs/old"))); // a warning, no failure
    assertThatThrownBy(this::write)
        .isInstanceOf(StageException.class)
        .hasMessageContaining("is no page of Tonewheel and stays as it is");
    assertThat(runs.page()).hasContent("<!doctype html><title>My page</title>");
  }

  @Test
  void pageThatCannotBeWritten_failsNoRun() throws IOException {
    Files.createDirectories(runs.page().resolve("in the way"));
    Leaderboard.refresh(RunDirectory.at(folder.resolve("runs/old")));
    assertThat(runs.page()).isDirectory();
  }

  @Test
  void reportsOfEarlierPrograms_areShownWithoutTracks() throws IOException {
    Path report = folder.resolve("runs/old/report");
    Files.delete(report.resolve("outcomes.json"));
    ObjectNode metrics = Json.read(report.resolve("metrics.json"), ObjectNode.class);
    metrics.put("formatVersion", 2);
    metrics.get("branches").forEach(entry -> ((ObjectNode) entry).remove("unsafe"));
    Json.write(report.resolve("metrics.json"), metrics);
    String page = write();
    assertThat(folders(page)).containsExactly("old");
    assertThat(packed(page, "outcomes").get("runs")).isEmpty();
    assertThat(element(page, "board")).contains("split leaky leaks");
  }

  @Test
  void outcomesThatContradictThemselves_areNotUsed() throws IOException {
    Path file = folder.resolve("runs/old/report/outcomes.json");
    ObjectNode outcomes = Json.read(file, ObjectNode.class);
    outcomes.putArray("truth").add(3);
    Json.write(file, outcomes);
    assertThat(packed(write(), "outcomes").get("runs")).isEmpty();
  }

  @Test
  void emptyFolder_hasAPageThatSaysSo() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThat(Files.readString(Leaderboard.write(empty)))
        .contains("No run here has a report yet.", Leaderboard.MARK)
        .doesNotContain("id=\"filters\"");
  }

  @Test
  void hostileNames_endNoElement() throws IOException {
    String attack = "</script><script>alert(1)</script>\u2028";
    List<String> genres = new ArrayList<>(SampleRun.GENRES);
    genres.set(0, attack);
    runs.run("<img src=x onerror=alert(1)>", attack, SampleRun.of(genres, attack, List.of()));
    String page = write();
    assertThat(page)
        .doesNotContain("<script>alert", "<img")
        .containsOnlyOnce("<script>'use strict'");
    assertThat(folders(page)).contains("<img src=x onerror=alert(1)>");
  }

  @Test
  void policy_allowsTheOneScriptAndNothingElse() throws IOException {
    assertThat(write())
        .containsPattern(
            "content=\"default-src 'none'; script-src 'sha256-[A-Za-z0-9+/]{43}='; style-src"
                + " 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\"")
        .doesNotContain("http://www.w3.org/1999", "https://", "<link rel=\"stylesheet\"");
  }
}
