package org.tonewheel.pipelines.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.tonewheel.pipelines.report.data.SampleRun;

/** A page of sixteen configurations of ten genres: how large, how soon there, and on paper. */
class ReportSizeIT extends PageInBrowser {
  private static final long MOST_BYTES = 3_000_000;
  private static final double MOST_MILLISECONDS = 1000;

  /** Width of A4 within the page's margins, at 96 dots an inch. */
  private static final int PAPER_WIDTH = 688;

  @Test
  void page_isSmallAndSoonThere() throws IOException {
    String page = visit(SampleRun.ofSixteen());
    long bytes = Files.size(directory.resolve("index.html"));
    List<Double> loads = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      browser.get(page);
      loads.add(
          ((Number)
                  browser.executeScript(
                      "return performance.getEntriesByType('navigation')[0].loadEventEnd"))
              .doubleValue());
    }
    Collections.sort(loads);
    System.out.printf(
        "report of 16 configurations of ten genres: %,d bytes, load event after %.0f ms"
            + " (median of five: %s)%n",
        bytes, loads.get(2), loads);
    assertThat(bytes).isLessThan(MOST_BYTES);
    assertThat(loads.get(2)).isLessThan(MOST_MILLISECONDS);
    assertQuiet(page);
  }

  @Test
  void paper_hasEverythingOpen_andNoTableIsCut() throws IOException {
    String page = visit(SampleRun.ofTenGenres());
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", PAPER_WIDTH, "height", 971, "deviceScaleFactor", 1, "mobile", false));
    browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
    try {
      browser.executeScript("dispatchEvent(new Event('beforeprint'))");
      nextFrame();
      assertThat(browser.findElements(By.cssSelector("details:not([open])"))).isEmpty();
      assertThat(
              (List<?>)
                  browser.executeScript(
                      "return Array.from(document.querySelectorAll('table, .chart svg, .shot'))"
                          + ".filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
                          + ".map(e => (e.caption ? e.caption.textContent : e.outerHTML.slice(0, 80))"
                          + " + ' ' + Math.round(e.getBoundingClientRect().right))"))
          .isEmpty();
      assertDrawn(browser.findElements(By.cssSelector("[data-chart]")).subList(0, 4));
      browser.executeScript("dispatchEvent(new Event('afterprint'))");
      assertThat(browser.findElements(By.cssSelector("details.branch[open]"))).hasSize(1);
    } finally {
      browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", ""));
    }
    assertQuiet(page);
  }

  @Test
  void print_givesPagesOfPaper() throws IOException {
    String page = visit(SampleRun.ofTenGenres());
    Object pdf =
        browser
            .executeCdpCommand(
                "Page.printToPDF", Map.of("printBackground", false, "preferCSSPageSize", true))
            .get("data");
    String text = new String(Base64.getDecoder().decode((String) pdf), StandardCharsets.ISO_8859_1);
    assertThat(text).startsWith("%PDF").containsPattern("/Type\\s*/Pages[^>]*/Count \\d\\d");
    assertQuiet(page);
  }
}
