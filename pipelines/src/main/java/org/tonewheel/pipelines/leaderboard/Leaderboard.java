package org.tonewheel.pipelines.leaderboard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.run.AtomicFiles;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageException;

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

  /** Writes the page again after runs were removed, where there is one. */
  public static void refreshIfThere(Path output) {
    if (Files.exists(output.resolve(PAGE))) {
      refresh(output);
    }
  }

  private static void refresh(Path output) {
    try {
      write(output);
    } catch (StageException e) {
      LOG.warn("{}", e.getMessage());
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "the overview of all runs, {}, could not be written: {}. No run is affected;"
              + " `tonewheel runs --index --output={}` writes it again",
          output.resolve(PAGE),
          e.toString(),
          output);
    }
  }

  /**
   * Writes the page of a folder of runs. A run whose report is made after this one has read, but
   * before it has written, would be missing from a page that replaces a newer one; so the files are
   * looked at once more.
   *
   * @return the page
   * @throws StageException (64) if a page of someone else has its name; it stays
   * @throws IOException if the folder cannot be read or the page cannot be written
   */
  public static Path write(Path output) throws IOException {
    Path page = output.resolve(PAGE);
    if (Files.exists(page) && !isOurs(page)) {
      throw new StageException(
          Exit.USAGE,
          "%s is no page of Tonewheel and stays as it is, so there is no overview of all runs; move"
                  .formatted(page)
              + " that file away, or keep runs in another folder");
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      RunFolder folder = RunFolder.read(output);
      byte[] html =
          LeaderboardPage.render(output.toAbsolutePath().normalize().getFileName(), folder)
              .getBytes(StandardCharsets.UTF_8);
      AtomicFiles.write(page, html);
      if (RunFolder.stamps(output).equals(folder.stamps())) {
        break;
      }
    }
    return page;
  }

  private static boolean isOurs(Path page) throws IOException {
    try (var file = Files.newInputStream(page)) {
      return new String(file.readNBytes(MARK_WITHIN), StandardCharsets.UTF_8).contains(MARK);
    }
  }
}
