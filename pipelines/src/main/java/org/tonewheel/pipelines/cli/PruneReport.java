package org.tonewheel.pipelines.cli;

import com.google.common.collect.ImmutableMap;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tonewheel.pipelines.prune.Pruned;
import org.tonewheel.pipelines.prune.Pruned.End;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Json;

/**
 * What pruning came to.
 *
 * @param output the folder of runs
 * @param dry whether nothing was removed
 */
record PruneReport(Path output, List<Pruned> ends, boolean dry) {

  /** A line a run, then the sum as JSON; returns the exit code. */
  int print(PrintStream out) {
    int name = ends.stream().mapToInt(end -> end.run().length()).max().orElse(0);
    for (Pruned end : ends) {
      String size = end.bytes() > 0 ? DryRun.size(end.bytes()) : "";
      out.printf("%-9s  %-" + name + "s  %7s  %s%n", end.end(), end.run(), size, end.why());
    }
    if (dry && count(End.WOULD_GO) > 0) {
      System.err.println("nothing was removed; the same with --yes removes it");
    }
    Exit exit = exit();
    String state = exit != Exit.DONE ? "failed" : dry ? "dry-run" : "done";
    out.println(
        Json.line(
            ImmutableMap.of(
                "output",
                output.toAbsolutePath().normalize().toString(),
                "stage",
                "prune",
                "state",
                state,
                "counts",
                counts())));
    return exit.code();
  }

  private Map<String, Long> counts() {
    long failed = count(End.FAILED) + count(End.FORBIDDEN);
    return ImmutableMap.of(
        "selected",
        count(End.WOULD_GO) + count(End.GONE) + failed,
        "removed",
        count(End.GONE),
        "kept",
        count(End.KEPT),
        "failed",
        failed,
        "bytes",
        ends.stream().mapToLong(Pruned::bytes).sum());
  }

  private Exit exit() {
    if (count(End.FAILED) > 0) {
      return Exit.RETRY;
    }
    return count(End.FORBIDDEN) > 0 ? Exit.BRANCH_FAILED : Exit.DONE;
  }

  private long count(End end) {
    return ends.stream().filter(one -> one.end() == end).count();
  }
}
