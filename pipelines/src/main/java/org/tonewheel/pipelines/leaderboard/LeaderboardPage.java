package org.tonewheel.pipelines.leaderboard;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tonewheel.pipelines.report.page.EmbeddedJson;
import org.tonewheel.pipelines.report.page.PageTemplate;

/**
 * The page of all runs: one file that asks nothing of the network. What it shows at once lies in it
 * as JSON; what is needed to compare two runs lies in it compressed, since a page opened from a
 * disk may not read files beside it.
 */
final class LeaderboardPage {

  /** More are counted and not named. */
  private static final int NAMED = 100;

  private LeaderboardPage() {}

  /**
   * Renders it.
   *
   * @param name the folder's name; null where it has none
   */
  static String render(Path name, RunFolder folder) {
    Board board = Board.of(folder.runs());
    String script =
        PageTemplate.resource(LeaderboardPage.class, "board.js")
            + PageTemplate.resource(LeaderboardPage.class, "table.js")
            + PageTemplate.resource(LeaderboardPage.class, "trends.js")
            + PageTemplate.resource(LeaderboardPage.class, "difference.js")
            + PageTemplate.resource(LeaderboardPage.class, "compare.js");
    List<PassedOver> passed = folder.passed();
    Map<String, Object> model = new TreeMap<>();
    model.put("folder", name == null ? "/" : name.toString());
    model.put("count", folder.runs().size());
    model.put("passed", passed.subList(0, Math.min(NAMED, passed.size())));
    model.put("morePassed", Math.max(0, passed.size() - NAMED));
    model.put("foreign", folder.foreign());
    model.put("mark", Leaderboard.MARK);
    model.put(
        "style",
        PageTemplate.resource(LeaderboardPage.class, PageTemplate.STYLE)
            + PageTemplate.resource(LeaderboardPage.class, "board.css"));
    model.put("script", script);
    model.put("scriptHash", PageTemplate.hash(script));
    model.put("board", EmbeddedJson.of(board.rows()));
    model.put("experiments", Packed.of(board.experiments()));
    model.put("outcomes", Packed.of(board.outcomes()));
    return PageTemplate.fill(LeaderboardPage.class, "index.ftlh", model);
  }
}
