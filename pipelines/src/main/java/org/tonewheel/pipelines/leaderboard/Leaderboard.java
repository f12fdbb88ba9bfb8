package org.tonewheel.pipelines.leaderboard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.run.AtomicFiles;
import org.tonewheel.pipelines.run.RunDirectory;

/**
 * Writes {@code index.html} of a folder of runs: leaderboard, trends and comparison of all runs
 * that have a report. Whoever made a report calls it, so that the last of several processes leaves
 * a page with the runs of all.
 */
public final class Leaderboard {

  /** The page's file. */
  public static final String PAGE = "index.html";

  /** What a page of ours has within its first bytes. */
  static final String MARK = "<meta name=\"generator\" content=\"Tonewheel runs\">";

  private static final int MARK_WITHIN = 2048;

  /** Others may make reports meanwhile, and what they wrote must not be lost. */
  private static final int ATTEMPTS = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Leaderboard.class);

  private Leaderboard() {}

  /**
   * Writes the page of the folder that a run lies in. No trouble with it ends or fails the run: it
   * is told in the log.
   */
  public static void refresh(RunDirectory run) {
    Path output = run.root().getParent();
    if (output != null) {
      refresh(output);
    }
  }

  /**
   * Writes the page of a folder of runs; trouble with it is told in the log.
   *
   * @return whether the page was written
   */
  public static boolean refresh(Path output) {
    Path page = output.resolve(PAGE);
    try {
      if (Files.exists(page) && !isOurs(page)) {
        LOG.warn(
            "{} is not a page of Tonewheel and stays as it is; the overview of all runs is not"
                + " written. Move that file away, or give a --run in another folder",
            page);
        return false;
      }
      write(output, page);
      return true;
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "the overview of all runs, {}, could not be written: {}. The run itself is not affected;"
              + " `tonewheel runs --index --output={}` writes it again",
          page,
          e.toString(),
          output);
      return false;
    }
  }

  /**
   * A run whose report is made after this one has read, but before it has written, would be missing
   * from a page that replaces a newer one; so the files are looked at once more.
   */
  private static void write(Path output, Path page) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      RunFolder folder = RunFolder.read(output);
      AtomicFiles.write(
          page,
          LeaderboardPage.render(output.getFileName(), folder).getBytes(StandardCharsets.UTF_8));
      if (RunFolder.stamps(output).equals(folder.stamps())) {
        return;
      }
    }
  }

  private static boolean isOurs(Path page) throws IOException {
    try (var file = Files.newInputStream(page)) {
      return new String(file.readNBytes(MARK_WITHIN), StandardCharsets.UTF_8).contains(MARK);
    }
  }
}
