package org.tonewheel.pipelines.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.settings.Synthesis.Admit;
import org.tonewheel.pipelines.report.data.ArmsRun;
import org.tonewheel.pipelines.report.data.BranchData;
import org.tonewheel.pipelines.report.data.BranchState;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.data.SampleRun;
import org.tonewheel.pipelines.report.data.SmallRun;
import org.tonewheel.pipelines.report.data.SplitData;
import org.tonewheel.pipelines.report.data.SyntheticData;
import org.tonewheel.pipelines.report.figures.MetricsBuilder;
import org.tonewheel.sampling.Protocol;

/** What the page says of arms with synthetic segments and of the segments. */
class ArmsPageTest {

  private static final String UNSAFE = "<strong class=\"unsafe\">UNSAFE</strong>";
  private static final SplitData TRACK = SmallRun.split("track", Protocol.TRACK, 1, Map.of());

  private static final BranchData PLAIN =
      SmallRun.branch("net5-track", "track", 0, 1, SmallRun.mixed());

  private static String render(ReportData data) {
    return ReportPage.render(data, new MetricsBuilder(data).build());
  }

  /** What comes before the first script that runs: all markup, and the charts' data. */
  private static String markup(String page) {
    return page.substring(page.indexOf("</style>"), page.indexOf("<script>"));
  }

  private static List<String> sentences(Admit admit, BranchData... branches) {
    ReportData data = SmallRun.of(List.of(TRACK), List.of(branches), admit, List.of());
    return Summary.of(data, new MetricsBuilder(data).build()).sentences();
  }

  @Test
  void everyPartOfBothSections_isThere() {
    String page = markup(render(ArmsRun.of(Admit.IF_BETTER)));
    assertThat(page)
        .contains("id=\"arms\"", "data-chart=\"arms\"", "Against net5-adam-0.001-e100-frames33")
        .contains("id=\"synthesis\"", "data-chart=\"losses\"", "data-chart=\"frechet\"")
        .contains(
            "data-chart=\"projection\"", "<b>Alarm</b> rock collapsed", "src=\"data:image/png")
        .contains("15 of 15 ended by the time limit")
        .contains(
            "12 real segments held out, a mean over folds and seeds, equal a training segment")
        .contains("synthetic/waveform-gan-frames33-artist-f0-s42/samples/0.wav")
        .doesNotContain("data:audio");
  }

  @Test
  void summary_saysInPlainWordsWhatWasDecided() {
    assertThat(
            sentences(
                Admit.IF_BETTER,
                PLAIN,
                SmallRun.arm("smote", false, "track", 1, SmallRun.all(false, true)),
                SmallRun.arm("jitter", false, "track", 1, SmallRun.mixed())))
        .contains(
            "smote was not admitted: on validation it is 66.7 points below its plain arm,"
                + " -100.0 to 0.0.")
        .contains(
            "jitter was not admitted: on validation it is level with its plain arm, 0.0 to 0.0.")
        .contains(
            "On test none of the 2 arms with synthetic segments can be told from its plain arm.");
    assertThat(
            sentences(Admit.ALWAYS, PLAIN, SmallRun.arm("a", false, "track", 1, SmallRun.mixed())))
        .contains(
            "Branches with synthetic segments compete like any other (the experiment's “admit:"
                + " always”).")
        .contains(
            "On test a cannot be told from its plain arm: it is level with its plain arm, 0.0 to"
                + " 0.0.");
  }

  @Test
  void summary_saysOfAnAdmittedArmWhatItIsOnTest() {
    assertThat(
            sentences(
                Admit.IF_BETTER,
                SmallRun.branch("net5-track", "track", 0, 1, SmallRun.all(false, false)),
                SmallRun.arm("smote", false, "track", 1, SmallRun.all(true, true))))
        .contains(
            "smote was admitted: on validation it is 100.0 points above its plain arm, 100.0 to"
                + " 100.0.")
        .contains("On test smote is 100.0 points above its plain arm, 100.0 to 100.0.");
  }

  @Test
  void armThatAugmentsBeforeSplitting_isMarkedWhereverItAppears() {
    ReportData data =
        SmallRun.of(
            List.of(TRACK),
            List.of(PLAIN, SmallRun.arm("smote", true, "track", 1, SmallRun.all(true, true))));
    String page = markup(render(data));
    // overview, branches table, chart and table of arms, branch heading, ROC curves, precision
    // against recall, and at each of two levels, with and without synthetic segments, a confusion,
    // a calibration and a genre table
    assertThat(page.split(UNSAFE, -1).length - 1).isEqualTo(7 + 2 * 2 * 3);
    assertThat(page)
        .contains("UNSAFE: net5-smote-track would have claimed 100.0% of tracks, synthetic ones")
        .contains("Unsafe: set smote is made before splitting.")
        .contains("Tracks with synthetic", "Tracks, real alone");
  }

  @Test
  void setThatIsUnsafe_isMarkedWhereverItAppears() {
    String page = markup(render(ArmsRun.of(Admit.ALWAYS)));
    String section = page.substring(page.indexOf("id=\"synthesis\""), page.indexOf("id=\"data\""));
    // overview, heading, table of genres, two charts, samples
    assertThat(section.split(UNSAFE, -1).length - 1).isEqualTo(6);
  }

  @Test
  void hostileNames_areEscapedEverywhere() {
    String hostile = "</script><img src=x onerror=alert(1)>${7*7}";
    List<String> genres = new ArrayList<>(SampleRun.GENRES);
    genres.set(0, hostile);
    String page = markup(render(ArmsRun.of(genres, hostile)));
    assertThat(page).doesNotContain("<img src=x", "</script><img");
    assertThat(page).contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;${7*7}smote");
  }

  @Test
  void pageOfDozensOfGenerators_staysUnderThreeMegabytes() {
    ReportData data = ArmsRun.of(Admit.IF_BETTER);
    assertThat(data.synthetic()).hasSizeGreaterThan(72);
    assertThat(render(data).getBytes(StandardCharsets.UTF_8).length).isLessThan(3_000_000);
  }

  @Test
  void sectionsWithoutData_areAbsent() {
    SyntheticData pending = ArmsRun.pending("smote", BranchState.PENDING, null);
    String page =
        markup(
            render(
                SmallRun.of(
                    List.of(TRACK),
                    List.of(PLAIN, SmallRun.arm("smote", false, "track", 1, SmallRun.mixed())),
                    Admit.ALWAYS,
                    List.of(pending))));
    assertThat(page)
        .contains("Not made yet.")
        .doesNotContain("id=\"set-1\"", "data-chart=\"losses\"", "data-chart=\"projection\"");
    String failed =
        markup(
            render(
                SmallRun.of(
                    List.of(TRACK),
                    List.of(),
                    Admit.ALWAYS,
                    List.of(
                        ArmsRun.pending("gan", BranchState.FAILED, "the loss was not finite")))));
    assertThat(failed)
        .contains("Failed: the loss was not finite", "id=\"synthesis\"")
        .doesNotContain("id=\"arms\"");
  }

  @Test
  void armThatIsNotDone_saysSo() {
    BranchData arm = SmallRun.failedArm("smote", "track");
    String page = markup(render(SmallRun.of(List.of(TRACK), List.of(PLAIN, arm))));
    assertThat(page).contains("id=\"arms\"").doesNotContain("data-chart=\"arms\"");
    assertThat(page.split("Failed: the loss was not finite", -1)).hasSize(3);
  }

  @Test
  void everyLinkInThePage_leadsSomewhere() {
    String page = markup(render(ArmsRun.of(Admit.ALWAYS)));
    Matcher link = Pattern.compile("href=\"#([^\"]+)\"").matcher(page);
    List<String> targets = new ArrayList<>();
    while (link.find()) {
      targets.add(link.group(1));
    }
    assertThat(targets).contains("arms", "synthesis", "set-6");
    assertThat(targets).allMatch(target -> page.contains("id=\"" + target + "\""));
  }
}
