package org.tonewheel.pipelines.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.tonewheel.pipelines.experiment.settings.Threshold;
import org.tonewheel.pipelines.report.data.CountedRun;
import org.tonewheel.pipelines.report.data.Judging;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.data.SampleRun;

/** The verdict and the table of branches in a browser. */
class VerdictPageIT extends PageInBrowser {

  private static final ReportData JUDGED =
      SampleRun.with(
          SampleRun.ofTenGenres(),
          new Judging(
              CountedRun.asking(
                  CountedRun.accuracy(0.3, Threshold.By.INTERVAL, null),
                  CountedRun.accuracy(0.99, Threshold.By.POINT, null)),
              Map.of()));

  private static List<String> column(String name) {
    return browser.findElements(By.cssSelector("table.sortable tbody[data-name]")).stream()
        .map(body -> body.getDomAttribute("data-" + name))
        .toList();
  }

  @Test
  void verdict_standsFirst() throws IOException {
    String page = visit(JUDGED);
    WebElement verdict = browser.findElement(By.cssSelector("#summary .verdict"));
    assertThat(verdict.getText()).startsWith("Verdict: Failed. The chosen branch net5-adam");
    WebElement headline = browser.findElement(By.cssSelector(".headline"));
    assertThat(verdict.getLocation().getY()).isLessThan(headline.getLocation().getY());
    assertThat(browser.findElements(By.cssSelector("#verdict tbody .outcome.passed"))).isNotEmpty();
    assertThat(browser.findElement(By.cssSelector("p.plain")).getText())
        .contains("chosen on validation", "95% interval", "Tested in pairs", "leaky split");
    assertQuiet(page);
  }

  @Test
  void heads_sortByKeyboard_andSayHow() throws IOException {
    String page = visit(JUDGED);
    List<WebElement> heads = browser.findElements(By.cssSelector("table.sortable th[data-sort]"));
    assertThat(heads).hasSize(13);
    for (WebElement head : heads) {
      String key = head.getDomAttribute("data-sort");
      head.findElement(By.tagName("button")).sendKeys(Keys.ENTER);
      String first = head.getDomAttribute("aria-sort");
      assertThat(first).isIn("ascending", "descending");
      assertThat(browser.findElements(By.cssSelector("table.sortable th[aria-sort]"))).hasSize(1);
      assertSorted(column(key), first.equals("ascending"), key);
      head.findElement(By.tagName("button")).sendKeys(Keys.SPACE);
      assertThat(head.getDomAttribute("aria-sort")).as("turned").isNotEqualTo(first);
      assertSorted(column(key), !first.equals("ascending"), key);
      assertThat(column("name")).as("the baseline stays last").last().isEqualTo("dummy-artist");
    }
    assertQuiet(page);
  }

  /** What has no such figure lies behind, the baseline behind all. */
  private static void assertSorted(List<String> column, boolean rising, String key) {
    List<String> branches = column.subList(0, column.size() - 1);
    List<String> there = branches.stream().filter(value -> value != null).toList();
    assertThat(branches.subList(0, there.size())).as(key).isEqualTo(there);
    for (int i = 1; i < there.size(); i++) {
      int order =
          key.equals("name")
              ? there.get(i - 1).compareTo(there.get(i))
              : Double.compare(
                  Double.parseDouble(there.get(i - 1)), Double.parseDouble(there.get(i)));
      assertThat(rising ? order : -order).as(key + " " + there).isLessThanOrEqualTo(0);
    }
  }

  @Test
  void pageWithAVerdict_fitsAtEveryWidth() throws IOException {
    String page = visit(JUDGED);
    assertFitsAtEveryWidth("[data-chart]");
    assertQuiet(page);
  }
}
