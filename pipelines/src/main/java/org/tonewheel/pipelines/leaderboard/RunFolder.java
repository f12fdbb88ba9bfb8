package org.tonewheel.pipelines.leaderboard;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tonewheel.pipelines.report.ReportStage;
import org.tonewheel.pipelines.report.figures.OutcomesFile;
import org.tonewheel.pipelines.run.RunDirectory;

/**
 * The runs in a folder.
 *
 * @param runs those to show, the newest first
 * @param passed those that are none, or cannot be read, by name
 * @param foreign how many folders have no {@code run.json}
 * @param stamps size and time of every file that was read, to see whether one was replaced since
 */
record RunFolder(
    List<ListedRun> runs, List<PassedOver> passed, int foreign, Map<String, String> stamps) {

  RunFolder {
    runs = ImmutableList.copyOf(runs);
    passed = ImmutableList.copyOf(passed);
  }

  /** Reads them all, as many at a time as there are cores. */
  static RunFolder read(Path output) throws IOException {
    Map<String, String> stamps = stamps(output); // before: a later change is then seen
    List<Path> folders = folders(output);
    List<Path> made =
        folders.stream().filter(folder -> Files.exists(RunDirectory.at(folder).runJson())).toList();
    List<RunReading.Result> results = made.parallelStream().map(RunReading::read).toList();
    List<ListedRun> runs = new ArrayList<>();
    List<PassedOver> passed = new ArrayList<>();
    for (RunReading.Result result : results) {
      if (result.run() == null) {
        passed.add(result.passed());
      } else {
        runs.add(result.run());
      }
    }
    runs.sort(Comparator.comparing(ListedRun::created).thenComparing(ListedRun::folder).reversed());
    return new RunFolder(runs, passed, folders.size() - made.size(), stamps);
  }

  /** Size and time of every file that {@link #read} would read now. */
  static Map<String, String> stamps(Path output) throws IOException {
    Map<String, String> stamps = new TreeMap<>();
    for (Path folder : folders(output)) {
      Path report = RunDirectory.at(folder).report();
      for (Path file :
          List.of(
              RunDirectory.at(folder).runJson(),
              report.resolve(ReportStage.METRICS),
              report.resolve(OutcomesFile.NAME))) {
        if (Files.exists(file)) {
          stamps.put(
              folder.getFileName() + "/" + file.getFileName(),
              Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis());
        }
      }
    }
    return stamps;
  }

  /** Hidden ones are no runs: leftovers of a removal have such names. */
  private static List<Path> folders(Path output) throws IOException {
    try (Stream<Path> entries = Files.list(output)) {
      return entries
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    }
  }
}
