package org.tonewheel.pipelines.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Ordering;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.data.SampleRun;
import org.tonewheel.pipelines.report.page.PageInBrowser;

/** The page of all runs in a browser. */
class LeaderboardPageIT extends PageInBrowser {
  private static final String FIRST = "2026-01-01T10:00:00Z";
  private static final String SECOND = "2026-01-02T10:00:00Z";

  private String visit(MadeUpRuns runs) throws IOException {
    Leaderboard.write(runs.page().getParent());
    String page = runs.page().toUri().toString();
    browser.get(page);
    return page;
  }

  /** Three runs of ten genres, two of which differ in settings and in what they said. */
  private MadeUpRuns threeRuns() throws IOException {
    MadeUpRuns runs = MadeUpRuns.in(directory.resolve("runs"));
    runs.run("zero", "2025-12-31T10:00:00Z", SampleRun.ofTenGenres());
    runs.copies("zero", 2);
    return runs;
  }

  private static List<String> column(int at) {
    List<String> cells = new ArrayList<>();
    for (WebElement cell :
        browser.findElements(By.cssSelector("#rows tbody tr > :nth-child(" + at + ")"))) {
      cells.add(cell.getText().lines().findFirst().orElse(""));
    }
    return cells;
  }

  private static void click(String css) {
    browser.executeScript("arguments[0].click()", browser.findElement(By.cssSelector(css)));
  }

  private static void choose(String name, String text) {
    new Select(browser.findElement(By.cssSelector("#filters [name=" + name + "]")))
        .selectByVisibleText(text);
  }

  private static List<String> texts(String css) {
    return browser.findElements(By.cssSelector(css)).stream().map(WebElement::getText).toList();
  }

  private static String text(String css) {
    return browser.findElement(By.cssSelector(css)).getText();
  }

  @Test
  void pageOpens_withoutErrorOrRequest_withTheChosenOfEachRunAndNothingUnsafe() throws IOException {
    String page = visit(threeRuns());
    assertThat(column(2)).containsExactlyInAnyOrder("zero", "copy-000", "copy-001");
    assertThat(column(3)).containsOnly(MadeUpRuns.CHOSEN);
    assertThat(browser.findElements(By.cssSelector("#rows .unsafe"))).isEmpty();
    assertThat(text("#headline")).startsWith("3 runs on 1 data set; all of them chose");
    assertThat(text("#best tbody")).contains("gtzan/ten, 10 genres", "groups", MadeUpRuns.CHOSEN);
    assertThat(browser.findElement(By.cssSelector("#rows a")).getDomAttribute("href"))
        .endsWith("/report/index.html");
    assertThat(browser.findElements(By.cssSelector("svg.trend circle"))).hasSize(3);
    assertQuiet(page);
  }

  @Test
  void headersSort_bothWays() throws IOException {
    String page = visit(threeRuns());
    choose("rows", "baselines too");
    for (int at : new int[] {4, 5, 8}) {
      String head = "#rows thead th:nth-child(" + at + ")";
      if (browser.findElement(By.cssSelector(head)).getDomAttribute("aria-sort") == null) {
        click(head + " button");
      }
      assertThat(browser.findElement(By.cssSelector(head)).getDomAttribute("aria-sort"))
          .isEqualTo("descending");
      List<Double> down = numbers(at);
      assertThat(down).hasSizeGreaterThan(5).isSortedAccordingTo(Comparator.reverseOrder());
      click(head + " button");
      assertThat(browser.findElement(By.cssSelector(head)).getDomAttribute("aria-sort"))
          .isEqualTo("ascending");
      assertThat(numbers(at)).isSorted();
    }
    click("#rows thead th:nth-child(2) button");
    assertThat(Ordering.natural().isOrdered(column(2))).isTrue();
    assertQuiet(page);
  }

  /** Those without a figure come last either way. */
  private static List<Double> numbers(int column) {
    List<String> cells = column(column);
    int none = cells.indexOf("–");
    List<String> figures = none < 0 ? cells : cells.subList(0, none);
    assertThat(cells.subList(figures.size(), cells.size())).allMatch("–"::equals);
    return figures.stream().map(Double::valueOf).toList();
  }

  @Test
  void filters_leaveWhatFits_andUnsafeFiguresAreAskedFor() throws IOException {
    String page = visit(threeRuns());
    choose("rows", "every configuration");
    assertThat(column(3)).hasSize(12).doesNotContain(MadeUpRuns.LEAKY);
    assertThat(text("#count")).contains("6 UNSAFE rows are left out");
    click("#filters [name=unsafe]");
    assertThat(column(3)).hasSize(18).contains(MadeUpRuns.LEAKY);
    assertThat(browser.findElements(By.cssSelector("#rows tr.leaky .unsafe"))).hasSize(6);
    choose("protocol", "segment");
    assertThat(column(3)).hasSize(6);
    choose("net", "forest");
    assertThat(column(3)).containsOnly("forest-leaky").hasSize(3);
    click("#filters button[type=reset]");
    nextFrame();
    assertThat(column(2)).hasSize(3);
    choose("experiment", "sweep-1");
    assertThat(column(2)).containsExactly("copy-001");
    choose("experiment", "all");
    browser.findElement(By.name("text")).sendKeys("COPY net5 000");
    assertThat(column(2)).containsExactly("copy-000");
    browser.findElement(By.name("text")).sendKeys("nothing like it");
    assertThat(text("#rows tbody")).isEqualTo("No row fits these filters.");
    assertThat(text("#charts")).contains("A chart needs two runs");
    click("#filters button[type=reset]");
    choose("rows", "every configuration");
    assertThat(text("#count"))
        .contains("of 1 data set and 2 protocols: only figures of the same one");
    assertQuiet(page);
  }

  @Test
  void dataSets_areNotMixed() throws IOException {
    MadeUpRuns runs = threeRuns();
    List<String> fewer = SampleRun.GENRES.subList(0, 4);
    runs.run("four", SECOND, SampleRun.of(fewer, "four", List.of()));
    runs.run("five", FIRST, SampleRun.of(SampleRun.GENRES.subList(0, 5), "five", List.of()));
    visit(runs);
    assertThat(browser.findElements(By.cssSelector("#best tbody tr"))).hasSize(3);
    assertThat(browser.findElements(By.cssSelector("svg.trend"))).hasSize(1);
    choose("data", "gtzan/ten, 4 genres");
    assertThat(column(2)).containsExactly("four");
  }

  @Test
  void twoTickedRuns_areCompared() throws IOException {
    String page = visit(threeRuns());
    for (String run : List.of("copy-001", "zero")) {
      click("#rows input[aria-label$='of " + run + "']");
    }
    assertThat(text("#picked")).contains("copy-001", "with", "zero");
    click("#go");
    waitFor("#turned");
    assertThat(text("#comparison"))
        .contains("went from wrong to right", "from right to wrong", "2 lines are in A alone")
        .contains("Both were tested with the same 200 tracks.");
    // the older is the first, and the line of the setting that differs is there twice
    assertThat(new Select(browser.findElement(By.name("runA"))).getFirstSelectedOption().getText())
        .contains("zero");
    assertThat(texts(".diff del")).containsExactly("− - epochs: 42", "− name: \"gtzan-ten\"");
    assertThat(texts(".diff ins")).containsExactly("+ - epochs: 1", "+ name: \"sweep-1\"");
    assertThat(browser.getCurrentUrl())
        .contains("#compare?a=zero&ac=net5-adam-0.001-artist&b=copy-001");
    int turned = browser.findElements(By.cssSelector("#turned tbody tr")).size();
    Object known =
        browser.executeAsyncScript(
            "const done = arguments[arguments.length - 1];"
                + "board.unpack('outcomes').then(packed => {"
                + "  const said = name => { const run = board.runs.find(one => one.folder === name);"
                + "    return [packed.runs[run.number].values.find(v => v.e === run.best), packed]; };"
                + "  const [a] = said('zero'), [b] = said('copy-001');"
                + "  const truth = packed.sets[a.set].truth;"
                + "  done([...truth].filter((genre, i) =>"
                + "    (a.said[i] === genre) !== (b.said[i] === genre)).length); });");
    assertThat(turned).isPositive().isEqualTo(((Number) known).intValue());
    assertQuiet(page);
    browser.navigate().refresh(); // the address is enough
    waitFor("#turned");
    assertThat(browser.findElements(By.cssSelector("#turned tbody tr"))).hasSize(turned);
  }

  private void waitFor(String css) {
    for (int i = 0; i < 200 && browser.findElements(By.cssSelector(css)).isEmpty(); i++) {
      nextFrame();
    }
    assertThat(browser.findElements(By.cssSelector(css))).as(css).isNotEmpty();
  }

  @Test
  void comparisonWithALeakyOne_warns() throws IOException {
    visit(threeRuns());
    new Select(browser.findElement(By.name("branchA")))
        .selectByVisibleText("UNSAFE " + MadeUpRuns.LEAKY);
    click("#pair button[type=submit]");
    waitFor("#turned");
    assertThat(text("#comparison .alarms"))
        .contains("UNSAFE", "A: split leaky leaks", "answer different questions");
    assertThat(text("#comparison")).contains("that both were tested with; A has");
  }

  @Test
  void runWithoutOutcomes_isComparedByItsFigures() throws IOException {
    MadeUpRuns runs = threeRuns();
    Files.delete(directory.resolve("runs/copy-001/report/outcomes.json"));
    String page = visit(runs);
    click("#pair button[type=submit]");
    waitFor(".diff");
    assertThat(text("#comparison")).contains("Accuracy, tracks", "its run left no outcomes");
    assertQuiet(page);
  }

  @Test
  void lineDifference_andMcNemar_areRight() throws IOException {
    visit(threeRuns());
    assertThat(
            browser.executeScript(
                "return difference.lines(['a','b','c','d','e'], ['a','c','x','d','e','f'])"
                    + ".map(([sign, line]) => sign + line).join('|')"))
        .isEqualTo(" a|-b| c|+x| d| e|+f");
    assertThat(
            browser.executeScript(
                "return difference.shortened(difference.lines([...'abcdefgh'], [...'abcdefgX']), 2)"
                    + ".map(([sign, line]) => sign + line).join('|')"))
        .isEqualTo("…5| f| g|-h|+X");
    // scipy.stats.binomtest(33, 56).pvalue and so on
    double[][] golden = {
      {33, 23, 0.2288055412343561},
      {9, 3, 0.14599609375},
      {0, 5, 0.0625},
      {4, 4, 1},
      {0, 0, 1},
      {300, 200, 8.940066542253288e-06}
    };
    for (double[] one : golden) {
      Number p =
          (Number)
              browser.executeScript(
                  "return difference.mcnemar(arguments[0], arguments[1])", one[0], one[1]);
      assertThat(p.doubleValue()).isCloseTo(one[2], Percentage.withPercentage(1e-7));
    }
  }

  @Test
  void darkMode_turnsPageAndCharts_andPageFitsAtEveryWidth() throws IOException {
    String page = visit(threeRuns());
    click("#pair button[type=submit]");
    waitFor("#turned");
    String colours =
        "const of = (css, what) => getComputedStyle(document.querySelector(css))[what];"
            + "return of('html', 'backgroundColor') + of('svg.trend circle', 'fill')"
            + " + of('.diff ins', 'backgroundColor')";
    Object light = browser.executeScript(colours);
    emulate("dark");
    nextFrame();
    assertThat(browser.executeScript(colours)).isNotEqualTo(light);
    for (int width : new int[] {360, 1280, 2560}) {
      browser.executeCdpCommand(
          "Emulation.setDeviceMetricsOverride",
          Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
      openAll();
      Object wide =
          browser.executeScript(
              "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
      assertThat(((Number) wide).intValue()).as("overflow at %d px", width).isZero();
    }
    assertQuiet(page);
  }

  @Test
  void tablesAndFieldsAreNamed_andHeadingsInOrder() throws IOException {
    visit(threeRuns());
    click("#pair button[type=submit]");
    waitFor("#turned");
    openAll();
    assertThat(
            browser.executeScript(
                "return Array.from(document.querySelectorAll('table')).filter(t => !t.caption).length"
                    + " + Array.from(document.querySelectorAll('input, select')).filter(field =>"
                    + " !field.labels.length && !field.getAttribute('aria-label')).length"
                    + " + Array.from(document.querySelectorAll('svg')).filter(one =>"
                    + " !one.getAttribute('aria-label')).length"))
        .isEqualTo(0L);
    int before = 0;
    for (WebElement heading : browser.findElements(By.cssSelector("h1, h2, h3, h4"))) {
      int level = heading.getTagName().charAt(1) - '0';
      assertThat(level).as(heading.getText()).isLessThanOrEqualTo(before + 1);
      before = level;
    }
  }

  @Test
  void hostileNames_areTextAndRunNothing() throws IOException {
    String attack = "</script><script>window.hit=1</script><img src=x onerror=window.hit=1>";
    List<String> genres = new ArrayList<>(SampleRun.GENRES);
    genres.set(0, attack);
    genres.set(1, "{{constructor}} ${7*7} \u2028 & \"quotes\" 'too'");
    ReportData data = SampleRun.of(genres, attack, List.of());
    MadeUpRuns runs = MadeUpRuns.in(directory.resolve("<b>runs & ruins"));
    runs.run("<img src=x onerror=window.hit=1>", FIRST, data);
    runs.run("\"'%20 #? javascript:", SECOND, data);
    Path torn = runs.describe("<script>window.hit=1", attack, attack, attack, 1);
    Files.createDirectories(torn.resolve("report"));
    Files.writeString(torn.resolve("report/metrics.json"), attack);
    String page = visit(runs);
    click("#pair button[type=submit]");
    waitFor("#comparison[data-done]");
    assertThat(text("#comparison")).contains("They are equal, line by line.");
    choose("rows", "baselines too");
    openAll();
    assertThat(browser.executeScript("return window.hit === undefined")).isEqualTo(true);
    assertThat(browser.findElements(By.cssSelector("main img, main script, main b b"))).isEmpty();
    assertThat(text("h1")).isEqualTo("<b>runs & ruins");
    assertThat(text("#rows tbody")).contains("<img src=x onerror=window.hit=1>", attack);
    assertThat(text("#comparison")).contains(attack);
    String link =
        (String)
            browser.executeScript(
                "return Array.from(document.querySelectorAll('#rows a')).find(a => a.textContent[0] === '\"').href");
    assertThat(Path.of(URI.create(link)))
        .isEqualTo(runs.page().resolveSibling("\"'%20 #? javascript:/report/index.html"))
        .exists();
    assertQuiet(page);
  }

  @Test
  void fiveHundredRuns_stayUsable() throws IOException {
    MadeUpRuns runs = MadeUpRuns.in(directory.resolve("runs"));
    runs.run("zero", "2025-12-31T10:00:00Z", SampleRun.ofTenGenres());
    runs.copies("zero", 499);
    Runtime.getRuntime().gc();
    long start = System.nanoTime();
    String page = visit(runs);
    double seconds = (System.nanoTime() - start) / 1e9;
    long bytes = Files.size(runs.page());
    List<Double> loads = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      browser.get("about:blank");
      browser.manage().logs().get(LogType.PERFORMANCE);
      browser.get(page);
      loads.add(number("return performance.getEntriesByType('navigation')[0].loadEventEnd"));
    }
    loads.sort(null);
    String timed =
        "const t = performance.now(); %s; void document.body.offsetHeight; return performance.now() - t";
    double every =
        number(
            timed.formatted(
                "const f = document.getElementById('filters'); f.rows.value = 'baselines';"
                    + " f.unsafe.checked = true; f.dispatchEvent(new Event('change'))"));
    assertThat(text("#count")).startsWith("3,500 rows of 500 runs");
    double sort =
        number(
            timed.formatted(
                "document.querySelector('#rows thead th:nth-child(5) button').click()"));
    double find =
        number(
            timed.formatted(
                "const f = document.getElementById('filters'); f.text.value = 'sweep-3 forest';"
                    + " f.text.dispatchEvent(new Event('input'))"));
    double compare =
        number(
            "const done = arguments[arguments.length - 1]; const t = performance.now();"
                + "const [a, b] = [board.runs[0], board.runs[499]].map(run => run.entries[run.best]);"
                + "comparison.open(a, b).then(() => done(performance.now() - t));",
            true);
    double heap = number("return performance.memory.usedJSHeapSize") / (1 << 20);
    System.out.printf(
        "500 runs: %.1f s to write and open, %.1f MB, load event %.0f ms (median of %s),"
            + " all rows %.0f ms, sort %.0f ms, find %.0f ms, compare %.0f ms, browser heap %.0f MB%n",
        seconds,
        bytes / 1e6,
        loads.get(2),
        loads.stream().map(Math::round).toList(),
        every,
        sort,
        find,
        compare,
        heap);
    assertThat(bytes).isLessThan(8_000_000);
    assertThat(loads.get(2)).isLessThan(1000);
    assertThat(List.of(every, sort, find)).allSatisfy(ms -> assertThat(ms).isLessThan(500));
    assertThat(compare).isLessThan(2000);
    assertQuiet(page);
  }

  private static double number(String script) {
    return ((Number) browser.executeScript(script)).doubleValue();
  }

  private static double number(String script, boolean waits) {
    return ((Number) (waits ? browser.executeAsyncScript(script) : browser.executeScript(script)))
        .doubleValue();
  }
}
