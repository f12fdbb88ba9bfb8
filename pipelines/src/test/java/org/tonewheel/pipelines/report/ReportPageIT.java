package org.tonewheel.pipelines.report;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.tonewheel.pipelines.experiment.Synthesis;

/** Opens the page in a browser. Skipped where there is none, except in CI, where it must be. */
class ReportPageIT {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static ChromeDriver browser;

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

  private static void emulate(String theme) {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
  }

  private String visit(ReportData data) throws IOException {
    Report.write(data, directory);
    String page = directory.resolve("index.html").toUri().toString();
    browser.get(page);
    return page;
  }

  /** Nothing on the console, where a request that the policy forbids would show, and no request. */
  private static void assertQuiet(String page) throws IOException {
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

  private void assertDrawn(List<WebElement> charts) {
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

  private void openAll() {
    browser.executeScript(
        "document.querySelectorAll('details').forEach(element => { element.open = true; });"
            + "document.querySelectorAll('.other').forEach(element =>"
            + " element.classList.remove('other'));");
    nextFrame();
  }

  /** Charts are drawn by a resize observer, which runs before the next frame but one. */
  private void nextFrame() {
    browser.executeAsyncScript(
        "const done = arguments[0];"
            + "requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)));");
  }

  @Test
  void everyChartIsDrawn_withoutErrorOrRequest() throws IOException {
    String page = visit(SampleRun.ofTenGenres());
    openAll();
    List<WebElement> charts = browser.findElements(By.cssSelector("[data-chart]"));
    // overview, stages, curves of three nets, two confusions each of six configurations
    assertThat(charts).hasSize(1 + 1 + 3 + 6 * 2);
    assertDrawn(charts);
    assertQuiet(page);
  }

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
    for (int width : new int[] {360, 1280, 2560}) {
      browser.executeCdpCommand(
          "Emulation.setDeviceMetricsOverride",
          Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
      openAll();
      Object wide =
          browser.executeScript(
              "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
      assertThat(((Number) wide).intValue()).as("overflow at %d px", width).isZero();
      assertDrawn(browser.findElements(By.cssSelector("#arms [data-chart], #set-5 [data-chart]")));
    }
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

  @Test
  void pageFits_atEveryWidth() throws IOException {
    String page = visit(SampleRun.ofTenGenres());
    for (int width : new int[] {360, 1280, 2560}) {
      browser.executeCdpCommand(
          "Emulation.setDeviceMetricsOverride",
          Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
      openAll();
      Object wide =
          browser.executeScript(
              "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
      assertThat(((Number) wide).intValue()).as("overflow at %d px", width).isZero();
      assertDrawn(browser.findElements(By.cssSelector("[data-chart]")));
    }
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
  void hostileNames_areTextAndRunNothing() throws IOException {
    String attack = "</script><script>window.hit=1</script><img src=x onerror=window.hit=1>";
    List<String> genres = new ArrayList<>(SampleRun.GENRES);
    genres.set(0, attack);
    genres.set(1, "{{constructor}} ${7*7} \u2028 & \"quotes\" 'too'");
    String page =
        visit(
            SampleRun.of(
                genres, attack, List.of(new RejectedInput(attack, "ingest", attack, attack))));
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
        List.of(SampleRun.ofTenGenres(), ArmsRun.of(Synthesis.Admit.IF_BETTER))) {
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
