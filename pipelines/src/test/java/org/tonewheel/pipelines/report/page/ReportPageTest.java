package org.tonewheel.pipelines.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.rejects.RejectedRow;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.data.SampleRun;
import org.tonewheel.pipelines.report.data.SmallRun;
import org.tonewheel.pipelines.report.data.SplitData;
import org.tonewheel.pipelines.report.data.TrackPictures;
import org.tonewheel.pipelines.report.figures.MetricsBuilder;
import org.tonewheel.sampling.Assignment;
import org.tonewheel.sampling.Protocol;
import org.tonewheel.sampling.Side;
import org.tonewheel.sampling.TrackEntry;

class ReportPageTest {

  private static final SplitData TRACK = SmallRun.split("track", Protocol.TRACK, 1, Map.of());
  private static final SplitData LEAKY = SmallRun.split("leaky", Protocol.SEGMENT, 1, Map.of());

  private static final SplitData SPLIT_OF_SEGMENTS =
      SplitData.of(
          "segments",
          Protocol.TRACK,
          null,
          SmallRun.GENRES,
          List.of(new TrackEntry("a", "jazz", "a", 10)),
          List.of(new Assignment("a", null, 0, Side.TRAIN)));

  private static String render(ReportData data) {
    return ReportPage.render(data, new MetricsBuilder(data).build());
  }

  /** What comes before the first script that runs: all markup, and the charts' data. */
  private static String markup(String page) {
    return page.substring(page.indexOf("</style>"), page.indexOf("<script>"));
  }

  @Test
  void embeddedJson_holdsNothingThatHtmlReads() throws JsonProcessingException {
    String hostile = "</script><!-- & \u2028\u2029 \"quoted\" \\ é 😀";
    String json = EmbeddedJson.of(Map.of(hostile, hostile));
    assertThat(json).doesNotContain("<", ">", "&", "\u2028", "\u2029");
    assertThat(new ObjectMapper().readTree(json).get(hostile).asText()).isEqualTo(hostile);
  }

  @Test
  void hostileNames_areEscapedEverywhere() {
    String hostile = "</script><img src=x onerror=alert(1)>${7*7}";
    List<String> genres = new ArrayList<>(SampleRun.GENRES);
    genres.set(0, hostile);
    String page =
        markup(
            render(
                SampleRun.of(
                    genres,
                    hostile,
                    List.of(new RejectedRow(hostile, hostile, hostile, hostile, hostile)))));
    assertThat(page).doesNotContain("<img", "</script><img");
    // as a track's name: of its genre's picture, and of tables of the worst
    assertThat(page)
        .contains(
            "aria-label=\"What &lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;${7*7}/track");
    assertThat(page).contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;${7*7}");
  }

  @Test
  void policy_allowsTheTwoScriptsByHashAndNoRequest() {
    String page = render(SampleRun.ofTenGenres());
    assertThat(page.substring(0, page.indexOf("<title>")))
        .containsPattern(
            "content=\"default-src 'none'; script-src 'sha256-[A-Za-z0-9+/=]{44}'"
                + " 'sha256-[A-Za-z0-9+/=]{44}'; style-src 'unsafe-inline'; img-src data:;");
    assertThat(markup(page)).doesNotContain("http:", "https:", " src=");
  }

  @Test
  void leakyArm_isMarkedWhereverItAppears() {
    ReportData data =
        SmallRun.of(
            List.of(TRACK, LEAKY),
            List.of(
                SmallRun.branch("net5-track", "track", 0, 42, SmallRun.mixed()),
                SmallRun.branch("net5-leaky", "leaky", 0, 42, SmallRun.all(true, true))));
    String page = markup(render(data));
    String badge = "<strong class=\"unsafe\">UNSAFE</strong>";
    // overview, branches table, comparison, split, branch heading, two confusions, ROC curves,
    // precision against recall, two calibrations, two tables of genres
    assertThat(page.split(badge, -1).length - 1).isEqualTo(13);
    assertThat(page).contains("would have claimed 100.0% of tracks, and 100.0% of segments");
  }

  @Test
  void sectionsWithoutData_areAbsent() {
    String page = markup(render(SmallRun.of(List.of(), List.of())));
    assertThat(page)
        .contains("No branch could be chosen.")
        .doesNotContain("id=\"branches\"", "id=\"leaks\"", "id=\"details\"", "Time by stage")
        .doesNotContain("id=\"arms\"", "id=\"synthesis\"", "#arms", "#synthesis");
  }

  @Test
  void branchThatATimeLimitEnded_isMarkedInTableCurvesAndModels() {
    ReportData data =
        SmallRun.of(
            List.of(TRACK),
            List.of(
                SmallRun.ended("a-track", "track", 1, "time-limit"),
                SmallRun.ended("a-track", "track", 2, "epochs"),
                SmallRun.ended("b-track", "track", 1, "patience")));
    String page = markup(render(data));
    assertThat(page).containsOnlyOnce("time limit, 1 of 2");
    assertThat(page).containsOnlyOnce("1 of 2 models ended by the time limit");
    assertThat(page).containsOnlyOnce("<td>time limit</td>");
    assertThat(page).containsOnlyOnce("8 (ended by the time limit after 1)");
    assertThat(page).contains("Trained with batch size 32.");
  }

  @Test
  void tracksThatAreOnNoSide_areCounted_andPicturesAreNoSegments() {
    List<TrackEntry> tracks =
        List.of(
            new TrackEntry("a", "jazz", "a", 1),
            new TrackEntry("b", "rock", "b", 1),
            new TrackEntry("c", "rock", "c", 1),
            new TrackEntry("d", "jazz", "d", 1));
    List<Assignment> rows =
        List.of(new Assignment("a", null, 0, Side.TRAIN), new Assignment("b", null, 0, Side.TEST));
    SplitData lists = SplitData.of("lists", Protocol.LISTS, null, SmallRun.GENRES, tracks, rows);
    String page =
        markup(
            render(
                SmallRun.of(
                    List.of(lists, SPLIT_OF_SEGMENTS),
                    List.of(SmallRun.branch("a-lists", "lists", 0, 1, SmallRun.mixed())))));
    assertThat(page).containsOnlyOnce("Left out: 2 tracks.");
    assertThat(page).containsOnlyOnce("<caption>Tracks</caption>");
    assertThat(page).containsOnlyOnce("<caption>Tracks / segments</caption>");
  }

  private static ReportData pictured(Map<String, TrackPictures.Excerpt> excerpts) {
    return SmallRun.of(
            List.of(TRACK),
            List.of(
                SmallRun.branch("a-track", "track", 0, 1, SmallRun.mixed()),
                SmallRun.branch("b-track", "track", 0, 1, SmallRun.mixed())))
        .withPictures(
            new TrackPictures(Map.of("rock", "c"), Map.of("c", new byte[] {1, 2, 3}), excerpts));
  }

  @Test
  void pictureLiesInThePageOnce_howeverManyBranchesNameItsTrack() {
    String page = markup(render(pictured(Map.of())));
    assertThat(page).containsOnlyOnce("data:image/png");
    assertThat(page.split("<use href=\"#shot-1\"", -1)).as("its genre and two branches").hasSize(4);
    assertThat(page).doesNotContain("<audio", "data:audio");
  }

  @Test
  void excerpts_canBeHeardWhereTheyAreAskedFor() {
    String page =
        markup(
            render(
                pictured(
                    Map.of(
                        "c", new TrackPictures.Excerpt("audio/mpeg", 2, new byte[] {4, 5, 6})))));
    assertThat(page)
        .containsOnlyOnce("<audio controls preload=\"none\" src=\"data:audio/mpeg;base64,BAUG\"")
        .contains("With 2 s from the middle of each");
  }

  @Test
  void sidesThatShareArtists_areToldByNumber_andSafeOnesAreZero() {
    String page = markup(render(SampleRun.ofTenGenres()));
    assertThat(page)
        .contains("no tracks train and test; no groups by artist train and test.")
        .contains("200 tracks train and test</b>")
        .containsPattern("\\d+ of 70 groups by artist train and test</b>");
  }

  @Test
  void pageWithoutPicturesOrDurations_saysNothingOfThem() {
    String page =
        markup(
            render(
                SmallRun.of(
                    List.of(TRACK),
                    List.of(SmallRun.branch("a-track", "track", 0, 1, SmallRun.mixed())))));
    assertThat(page)
        .contains("The tracks furthest from right")
        .doesNotContain("Durations", "A track of each genre", "What sides share", "<svg");
  }

  @Test
  void failedBranch_saysWhy() {
    String page =
        markup(render(SmallRun.of(List.of(TRACK), List.of(SmallRun.failed("n", "track", 0)))));
    assertThat(page).contains("Failed: the loss was not finite").contains("One branch failed");
  }

  @Test
  void summary_namesTheBestItsIntervalAndTheBaseline() {
    ReportData data =
        SmallRun.of(
            List.of(TRACK),
            List.of(
                SmallRun.branch("net5-track", "track", 0, 42, SmallRun.mixed()),
                SmallRun.branch("dummy-track", "track", 0, 42, SmallRun.all(false, false))));
    Summary summary = Summary.of(data, new MetricsBuilder(data).build());
    assertThat(summary.headline())
        .isEqualTo("net5-track names the right genre for 66.7% of unheard tracks.");
    assertThat(summary.sentences())
        .contains("The 95% interval is 0.0% to 100.0%, by resampling the 3 tracks on test.")
        .contains("The baseline dummy-track gets 0.0%.");
    assertThat(summary.claimed()).isNull();
  }

  @Test
  void everyLinkInThePage_leadsSomewhere() {
    String page = markup(render(SampleRun.ofTenGenres()));
    Matcher link = Pattern.compile("href=\"#([^\"]+)\"").matcher(page);
    List<String> targets = new ArrayList<>();
    while (link.find()) {
      targets.add(link.group(1));
    }
    assertThat(targets).hasSizeGreaterThan(6);
    assertThat(targets).allMatch(target -> page.contains("id=\"" + target + "\""));
  }
}
