package org.tonewheel.pipelines.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.tonewheel.pipelines.report.data.TableSample;

/** The page of a run on a table in a browser. */
class TablePageIT extends PageInBrowser {

  @Test
  void everyChartIsDrawn_withoutErrorOrRequest() throws IOException {
    String page = visit(TableSample.ofTenGenres());
    openAll();
    List<WebElement> charts = browser.findElements(By.cssSelector("section [data-chart]"));
    assertThat(charts)
        .extracting(chart -> chart.getDomAttribute("data-chart"))
        .contains("curves", "roc", "distributions", "quartiles", "correlations", "scree", "plane");
    // as read and of two sets; two planes of each
    assertThat(browser.findElements(By.cssSelector("[data-chart=distributions]"))).hasSize(3);
    assertThat(browser.findElements(By.cssSelector("[data-chart=plane]"))).hasSize(4);
    assertDrawn(charts);
    assertQuiet(page);
  }

  @Test
  void everyChart_hasItsTable() throws IOException {
    visit(TableSample.ofTenGenres());
    openAll();
    for (WebElement chart :
        browser.findElements(By.cssSelector("#exploration [data-chart], [data-chart=roc]"))) {
      assertThat(chart.findElements(By.xpath("ancestor::figure//table[caption]")))
          .as(chart.getDomAttribute("aria-label"))
          .isNotEmpty();
    }
  }

  @Test
  void pageFits_atEveryWidth_inLightAndDark() throws IOException {
    String page = visit(TableSample.ofTenGenres());
    for (String theme : List.of("light", "dark")) {
      emulate(theme);
      assertFitsAtEveryWidth("#exploration [data-chart], [data-chart=roc]");
    }
    assertQuiet(page);
  }

  @Test
  void highlight_worksByKeyboard_andTurnsOtherGenresPale() throws IOException {
    String page = visit(TableSample.ofTenGenres());
    openAll();
    String key = "rows-1-pca";
    WebElement chart = browser.findElement(By.cssSelector("[data-key='" + key + "']"));
    String before = drawing(chart);
    WebElement choice = browser.findElement(By.cssSelector("select[data-for='" + key + "']"));
    choice.sendKeys("jazz", Keys.TAB);
    nextFrame();
    assertThat(choice.getDomProperty("value")).isEqualTo("5");
    assertThat(drawing(chart)).isNotEqualTo(before).contains(colour("--genre-5"));
    assertThat(drawing(chart)).doesNotContain(colour("--genre-4"));
    WebElement other = browser.findElement(By.cssSelector("[data-key='rows-1-tsne']"));
    assertThat(drawing(other)).as("another chart stays").contains(colour("--genre-4"));
    assertQuiet(page);
  }

  private static String drawing(WebElement chart) {
    return (String) browser.executeScript("return arguments[0].innerHTML", chart);
  }

  private static String colour(String name) {
    return (String)
        browser.executeScript(
            "return getComputedStyle(document.documentElement).getPropertyValue(arguments[0]).trim()",
            name);
  }

  @Test
  void coloursOfGenres_standOutFromThePage() throws IOException {
    visit(TableSample.ofTenGenres());
    for (String theme : List.of("light", "dark")) {
      emulate(theme);
      for (int genre = 0; genre < 10; genre++) {
        double page = luminance(colour("--paper"));
        double mark = luminance(colour("--genre-" + genre));
        assertThat((Math.max(page, mark) + 0.05) / (Math.min(page, mark) + 0.05))
            .as("%s, genre %d", theme, genre)
            .isGreaterThan(3);
      }
    }
  }

  private static double luminance(String hex) {
    double[] channels = new double[3];
    for (int i = 0; i < 3; i++) {
      double value = Integer.parseInt(hex.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      channels[i] = value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2];
  }
}
