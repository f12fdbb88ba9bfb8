package org.tonewheel.pipelines.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.tonewheel.audio.AudioEncoder;
import org.tonewheel.audio.AudioFormat;
import org.tonewheel.pipelines.experiment.settings.Synthesis;
import org.tonewheel.pipelines.rejects.RejectedRow;
import org.tonewheel.pipelines.report.data.ArmsRun;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.data.SampleRun;
import org.tonewheel.pipelines.report.data.TableSample;
import org.tonewheel.pipelines.report.data.TrackPictures;

/** The page in a browser. */
class ReportPageIT extends PageInBrowser {

  @Test
  void everyChartIsDrawn_withoutErrorOrRequest() throws IOException {
    String page = visit(SampleRun.ofTenGenres());
    openAll();
    List<WebElement> charts = browser.findElements(By.cssSelector("[data-chart]"));
    // overview, durations, stages, curves of three nets, two confusions each of six configurations;
    // ROC, precision against recall and two calibrations of those that are no baseline
    assertThat(charts).hasSize(1 + 1 + 1 + 3 + 6 * 2 + 5 * (1 + 1 + 2));
    assertDrawn(charts);
    assertQuiet(page);
  }

  @Test
  void pageFits_atEveryWidth() throws IOException {
    String page = visit(SampleRun.ofTenGenres());
    assertFitsAtEveryWidth("[data-chart]");
    assertQuiet(page);
  }

  @Test
  void darkMode_turnsPageAndCharts() throws IOException {
    String page = visit(SampleRun.ofTenGenres());
    String background = "return getComputedStyle(document.documentElement).backgroundColor";
    String ink =
        "return document.querySelector('[data-chart=overview] svg').innerHTML"
            + ".includes(getComputedStyle(document.documentElement)"
            + ".getPropertyValue('--accent').trim())";
    Object light = browser.executeScript(background);
    assertThat(browser.executeScript(ink)).isEqualTo(true);
    emulate("dark");
    openAll();
    assertThat(browser.executeScript(background)).isNotEqualTo(light);
    assertThat(browser.executeScript(ink)).isEqualTo(true);
    assertQuiet(page);
  }

  @Test
  void levelChoice_showsTheOtherConfusion() throws IOException {
    visit(SampleRun.ofTenGenres());
    WebElement best = browser.findElement(By.cssSelector("details.branch[open]"));
    WebElement segments = best.findElement(By.cssSelector("figure[data-level=segment]"));
    assertThat(segments.isDisplayed()).isFalse();
    browser.executeScript(
        "arguments[0].click()", best.findElement(By.cssSelector("input[value=segment]")));
    nextFrame();
    assertThat(segments.isDisplayed()).isTrue();
    assertDrawn(segments.findElements(By.cssSelector("[data-chart]")));
  }

  @Test
  void confusion_turnsToPercentOfTheRow() throws IOException {
    String page = visit(SampleRun.ofTenGenres());
    WebElement best = browser.findElement(By.cssSelector("details.branch[open]"));
    WebElement chart = best.findElement(By.cssSelector("[data-chart=confusion]"));
    String cells =
        "return Array.from(arguments[0].querySelectorAll('text'))"
            + ".map(text => Number(text.textContent)).filter(n => n > 0).reduce((a, b) => a + b, 0)";
    assertThat(((Number) browser.executeScript(cells, chart)).intValue()).isEqualTo(200);
    browser.executeScript(
        "arguments[0].click()", best.findElement(By.cssSelector("input[value=share]")));
    nextFrame();
    assertThat(((Number) browser.executeScript(cells, chart)).intValue())
        .as("a hundred a row, but for rounding")
        .isBetween(970, 1030);
    assertQuiet(page);
  }

  @Test
  void excerpt_isAllowedToPlay() throws IOException {
    byte[] sound = new AudioEncoder().encode(new short[22_050], 22_050, AudioFormat.MP3);
    ReportData run = SampleRun.ofTenGenres();
    String track = run.shown().ofGenre().get("jazz");
    String page =
        visit(
            run.withPictures(
                new TrackPictures(
                    run.shown().ofGenre(),
                    run.shown().thumbnails(),
                    Map.of(track, new TrackPictures.Excerpt("audio/mpeg", 1, sound)))));
    Object seconds =
        browser.executeAsyncScript(
            "const done = arguments[0];"
                + "const audio = document.querySelector('audio');"
                + "audio.onloadedmetadata = () => done(audio.duration);"
                + "audio.onerror = () => done(-1);"
                + "audio.preload = 'auto';"
                + "audio.load();");
    assertThat(((Number) seconds).doubleValue()).isBetween(0.9, 1.2);
    assertQuiet(page);
  }

  @Test
  void hostileNames_areTextAndRunNothing() throws IOException {
    String attack = "</script><script>window.hit=1</script><img src=x onerror=window.hit=1>";
    List<String> genres = new ArrayList<>(SampleRun.GENRES);
    genres.set(0, attack);
    genres.set(1, "{{constructor}} ${7*7} \u2028 & \"quotes\" 'too'");
    String page =
        visit(
            SampleRun.of(
                genres,
                attack,
                List.of(new RejectedRow(attack, "ingest", attack, attack, attack))));
    openAll();
    assertThat(browser.executeScript("return window.hit === undefined")).isEqualTo(true);
    assertThat(browser.findElements(By.cssSelector("main img, main script"))).isEmpty();
    assertThat(browser.findElement(By.tagName("h1")).getText()).isEqualTo(attack);
    assertDrawn(browser.findElements(By.cssSelector("[data-chart]")));
    assertQuiet(page);
  }

  @Test
  void headings_areInOrderAndTablesHaveCaptions() throws IOException {
    for (ReportData data :
        List.of(
            SampleRun.ofTenGenres(),
            ArmsRun.of(Synthesis.Admit.IF_BETTER),
            TableSample.ofTenGenres())) {
      assertOrdered(data);
    }
  }

  private void assertOrdered(ReportData data) throws IOException {
    visit(data);
    browser.manage().window().setSize(new Dimension(1280, 900));
    openAll();
    int before = 0;
    for (WebElement heading : browser.findElements(By.cssSelector("h1, h2, h3, h4"))) {
      int level = heading.getTagName().charAt(1) - '0';
      assertThat(level).as(heading.getText()).isLessThanOrEqualTo(before + 1);
      before = level;
    }
    Object bare =
        browser.executeScript(
            "return Array.from(document.querySelectorAll('table'))"
                + ".filter(table => !table.caption).length");
    assertThat(((Number) bare).intValue()).isZero();
    Object unlabelled =
        browser.executeScript(
            "return Array.from(document.querySelectorAll('[data-chart]')).filter(chart =>"
                + " !chart.getAttribute('aria-label')).length");
    assertThat(((Number) unlabelled).intValue()).isZero();
  }

  @Test
  void colours_haveTheContrastThatWcagAsksFor() throws IOException {
    visit(SampleRun.ofTenGenres());
    for (String theme : List.of("light", "dark")) {
      emulate(theme);
      Object least =
          browser.executeScript(
              "const style = getComputedStyle(document.documentElement);"
                  + "const luminance = name => {"
                  + "  const hex = style.getPropertyValue('--' + name).trim();"
                  + "  const part = at => {"
                  + "    const v = parseInt(hex.slice(at, at + 2), 16) / 255;"
                  + "    return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4); };"
                  + "  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5); };"
                  + "const contrast = (a, b) => (Math.max(a, b) + .05) / (Math.min(a, b) + .05);"
                  + "return Math.min(...['ink', 'soft', 'accent', 'warn'].flatMap(text =>"
                  + "  ['paper', 'panel'].map(back => contrast(luminance(text), luminance(back)))))");
      assertThat(((Number) least).doubleValue()).as(theme).isGreaterThan(4.5);
    }
  }
}
