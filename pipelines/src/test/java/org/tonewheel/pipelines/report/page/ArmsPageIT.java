package org.tonewheel.pipelines.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.tonewheel.pipelines.experiment.settings.Synthesis;
import org.tonewheel.pipelines.report.data.ArmsRun;
import org.tonewheel.pipelines.report.data.SampleRun;

/** The page of a run with synthetic segments in a browser. */
class ArmsPageIT extends PageInBrowser {

  @Test
  void everyChartOfArmsIsDrawn_withoutErrorOrRequest() throws IOException {
    String page = visit(ArmsRun.of(Synthesis.Admit.IF_BETTER));
    openAll();
    List<WebElement> charts = browser.findElements(By.cssSelector("section [data-chart]"));
    assertThat(charts)
        .extracting(chart -> chart.getDomAttribute("data-chart"))
        .contains("arms", "losses", "frechet", "projection");
    assertDrawn(charts);
    assertThat(browser.findElements(By.cssSelector(".samples img")))
        .isNotEmpty()
        .allMatch(image -> image.getSize().getWidth() > 20);
    assertQuiet(page);
  }

  @Test
  void pageOfArmsFits_atEveryWidth_andInTheDark() throws IOException {
    String page = visit(ArmsRun.of(Synthesis.Admit.IF_BETTER));
    emulate("dark");
    assertFitsAtEveryWidth("#arms [data-chart], #set-5 [data-chart]");
    assertQuiet(page);
  }

  @Test
  void genreChoice_showsTheSegmentsOfOneGenre() throws IOException {
    String page = visit(ArmsRun.of(Synthesis.Admit.IF_BETTER));
    openAll();
    String marks =
        "return document.querySelector('[data-chart=projection][data-key=set-1] svg')"
            + ".querySelectorAll('path').length";
    long all = (Long) browser.executeScript(marks);
    browser.executeScript(
        "const choice = document.querySelector('select[data-for=set-1]');"
            + "choice.value = '3';"
            + "choice.dispatchEvent(new Event('change', {bubbles: true}));");
    nextFrame();
    long one = (Long) browser.executeScript(marks);
    assertThat(one).isBetween(40L, all / 3);
    assertQuiet(page);
  }

  @Test
  void hostileNamesOfSets_areTextAndRunNothing() throws IOException {
    String attack = "</script><script>window.hit=1</script><img src=x onerror=window.hit=1>";
    List<String> genres = new ArrayList<>(SampleRun.GENRES);
    genres.set(0, attack);
    String page = visit(ArmsRun.of(genres, attack));
    openAll();
    assertThat(browser.executeScript("return window.hit === undefined")).isEqualTo(true);
    assertThat(browser.findElements(By.cssSelector("main img[src=x], main script"))).isEmpty();
    assertDrawn(
        browser.findElements(By.cssSelector("#arms [data-chart], #synthesis [data-chart]")));
    assertQuiet(page);
  }
}
