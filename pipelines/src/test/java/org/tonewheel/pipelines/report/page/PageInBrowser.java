package org.tonewheel.pipelines.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.tonewheel.pipelines.report.Report;
import org.tonewheel.pipelines.report.data.ReportData;

/**
 * Opens pages in a browser. Skipped where there is none, except in CI, where it must be; one
 * browser serves a test class.
 */
abstract class PageInBrowser {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  static ChromeDriver browser;

  @TempDir Path directory;

  @BeforeAll
  static void open(@TempDir Path profile) {
    boolean there = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    if (!there && "true".equals(System.getenv("CI"))) {
      fail(CHROMIUM + " and " + DRIVER + " are missing: install chromium and chromium-driver");
    }
    assumeTrue(there, "chromium and chromium-driver are not installed");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile);
    options.setCapability("goog:loggingPrefs", logs);
    // a named driver and binary leave nothing for Selenium Manager to look for
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build(),
            options);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  @BeforeEach
  void forget() {
    emulate("light");
    browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    browser.get("about:blank");
    browser.manage().logs().get(LogType.BROWSER);
    browser.manage().logs().get(LogType.PERFORMANCE);
  }

  static void emulate(String theme) {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
  }

  String visit(ReportData data) throws IOException {
    Report.write(data, directory);
    String page = directory.resolve("index.html").toUri().toString();
    browser.get(page);
    return page;
  }

  /** Nothing on the console, where a request that the policy forbids would show, and no request. */
  static void assertQuiet(String page) throws IOException {
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    List<String> requests = new ArrayList<>();
    for (LogEntry entry : browser.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode message = MAPPER.readTree(entry.getMessage()).get("message");
      String url = message.at("/params/request/url").asText();
      if (message.get("method").asText().equals("Network.requestWillBeSent")
          && message.at("/params/documentURL").asText().equals(page)
          && !url.startsWith("data:")) {
        requests.add(url);
      }
    }
    assertThat(requests).containsOnly(page);
  }

  void assertDrawn(List<WebElement> charts) {
    assertThat(charts).isNotEmpty();
    for (WebElement chart : charts) {
      Map<?, ?> size =
          (Map<?, ?>)
              browser.executeScript(
                  "const svg = arguments[0].querySelector('svg');"
                      + "const box = svg && svg.getBoundingClientRect();"
                      + "return {width: box ? box.width : 0, height: box ? box.height : 0,"
                      + " marks: svg ? svg.querySelectorAll('path, text').length : 0};",
                  chart);
      String what = chart.getDomAttribute("data-chart") + " " + chart.getDomAttribute("data-key");
      assertThat(((Number) size.get("width")).doubleValue()).as(what).isGreaterThan(150);
      assertThat(((Number) size.get("height")).doubleValue()).as(what).isGreaterThan(80);
      assertThat(((Number) size.get("marks")).intValue()).as(what).isGreaterThan(6);
    }
  }

  /** The page at three widths, no part of it beyond the edge, with all of these charts drawn. */
  void assertFitsAtEveryWidth(String charts) {
    for (int width : new int[] {360, 1280, 2560}) {
      browser.executeCdpCommand(
          "Emulation.setDeviceMetricsOverride",
          Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
      openAll();
      Object wide =
          browser.executeScript(
              "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
      assertThat(((Number) wide).intValue()).as("overflow at %d px", width).isZero();
      assertDrawn(browser.findElements(By.cssSelector(charts)));
    }
  }

  void openAll() {
    browser.executeScript(
        "document.querySelectorAll('details').forEach(element => { element.open = true; });"
            + "document.querySelectorAll('.other').forEach(element =>"
            + " element.classList.remove('other'));");
    nextFrame();
  }

  /** Charts are drawn by a resize observer, which runs before the next frame but one. */
  void nextFrame() {
    browser.executeAsyncScript(
        "const done = arguments[0];"
            + "requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)));");
  }
}
