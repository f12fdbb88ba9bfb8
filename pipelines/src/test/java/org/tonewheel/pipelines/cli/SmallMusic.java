package org.tonewheel.pipelines.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.io.Resources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tonewheel.pipelines.demo.DemoAudio;
import org.tonewheel.pipelines.report.figures.MetricsSchema;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.PredictionRow;
import org.tonewheel.pipelines.run.Table;

/** A little synthetic music with two broken files, an experiment on it, and a command line. */
final class SmallMusic {
  private static final int TRACKS_A_GENRE = 12; // of three artists
  private static final double SECONDS = 6.2; // two whole segments

  final Path input;
  final Path experiment;

  private SmallMusic(Path input, Path experiment) {
    this.input = input;
    this.experiment = experiment;
  }

  static SmallMusic in(Path folder) throws IOException {
    Path input = folder.resolve("some music"); // a space, as people have
    DemoAudio.write(input, 7, TRACKS_A_GENRE, SECONDS);
    Path experiment = folder.resolve("small.yaml");
    Files.write(experiment, Resources.toByteArray(Resources.getResource("WorkflowIT/small.yaml")));
    return new SmallMusic(input, experiment);
  }

  /** What a command line came to. */
  record Outcome(int exit, String out, String err) {
    /** The last line of standard output. */
    Map<?, ?> json() throws IOException {
      List<String> lines = out.lines().toList();
      return Json.parse(lines.get(lines.size() - 1), Map.class);
    }
  }

  /** Runs it in this process. */
  static Outcome tonewheel(String... args) {
    PrintStream stdout = System.out;
    PrintStream stderr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errTo = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      System.setOut(to);
      System.setErr(errTo);
      int exit = Tonewheel.run(args);
      return new Outcome(
          exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(stdout);
      System.setErr(stderr);
    }
  }

  String[] run(Path run, String... more) {
    return Stream.concat(
            Stream.of("run", "--experiment=" + experiment, "--input=" + input, "--run=" + run),
            Stream.of(more))
        .toArray(String[]::new);
  }

  /** Every prediction, by branch. */
  static Map<String, List<PredictionRow>> predictions(Path run) throws IOException {
    Map<String, List<PredictionRow>> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(run.resolve("predictions"))) {
      for (Path file : all.toList()) {
        List<PredictionRow> rows = new ArrayList<>();
        try (Table<PredictionRow>.Reader reader = PredictionRow.TABLE.read(file)) {
          for (PredictionRow row = reader.next(); row != null; row = reader.next()) {
            rows.add(row);
          }
        }
        files.put(file.getFileName().toString(), rows);
      }
    }
    return files;
  }

  /** The figures of metrics.json, without what differs from run to run by its nature. */
  static String figures(Path run) throws IOException {
    Path file = run.resolve("report/metrics.json");
    MetricsSchema.check(Json.read(file, JsonNode.class));
    return Files.readString(file).replaceAll("\"(run|seconds)\" : [^,\n]*", "\"$1\" : -");
  }

  static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(dir).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
