package org.tonewheel.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.tonewheel.audio.AudioEncoder;
import org.tonewheel.audio.AudioFormat;
import org.tonewheel.pictures.Picture;
import org.tonewheel.pipelines.experiment.file.ExperimentException;
import org.tonewheel.pipelines.experiment.file.ExperimentFile;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.RunInfo;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.Versions;
import org.tonewheel.pipelines.runner.StageOptions;

/** An input folder of short sounds and small pictures, and runs of experiments on it. */
public final class SoundFolder {
  public static final int RATE = 22_050;

  private final Path folder;

  private SoundFolder(Path folder) {
    this.folder = folder;
  }

  /** The folder {@code input} below another, empty at first; runs lie beside it. */
  public static SoundFolder in(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("input"));
    return new SoundFolder(folder);
  }

  public Path input() {
    return folder.resolve("input");
  }

  /** Samples of a tone in noise; another seed gives another tone. */
  public static short[] samples(int count, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double hertz = random.nextDouble(100, 2000);
    short[] pcm = new short[count];
    for (int i = 0; i < count; i++) {
      double tone = Math.sin(2 * Math.PI * hertz * i / RATE);
      pcm[i] = (short) (8000 * tone + random.nextDouble(-2000, 2000));
    }
    return pcm;
  }

  /** Writes the samples of a seed as a WAV file. */
  public Path sound(String file, int samples, int seed) throws IOException {
    return bytes(file, new AudioEncoder().encode(samples(samples, seed), RATE, AudioFormat.WAV));
  }

  /** A picture of coarse noise; another seed gives another. */
  public static Picture picture(int width, int height, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (40 * random.nextInt(6)); // 200 at most: never white
    }
    return new Picture(width, height, rgb);
  }

  /** Writes the picture of a seed as a PNG file. */
  public Path png(String file, int width, int height, int seed) throws IOException {
    return bytes(file, picture(width, height, seed).png());
  }

  /** Writes a file that only looks like audio by its name. */
  public Path fake(String file) throws IOException {
    return text(file, "this is no music: " + file);
  }

  public Path text(String file, String... lines) throws IOException {
    return bytes(file, (String.join("\n", lines) + "\n").getBytes(UTF_8));
  }

  public Path bytes(String file, byte[] bytes) throws IOException {
    Path path = input().resolve(file);
    Files.createDirectories(path.getParent());
    return Files.write(path, bytes);
  }

  /** The experiment of these lines, and a name. */
  public static Experiment experiment(String... yaml) {
    try {
      String text = "name: sounds\n" + String.join("\n", yaml) + "\n";
      return ExperimentFile.parse(Path.of("sounds.yaml"), text).experiment();
    } catch (ExperimentException e) {
      throw new AssertionError(e);
    }
  }

  /** A run, made or, if it is there, with this experiment in place of its own. */
  public Run run(String name, Experiment experiment) throws IOException {
    RunDirectory run = RunDirectory.at(folder.resolve(name));
    Json.write(
        run.runJson(),
        new RunInfo(
            RunInfo.FORMAT_VERSION,
            name,
            experiment,
            experiment.seed(),
            input().toString(),
            "",
            Versions.all(),
            "unknown",
            Map.of(),
            List.of(),
            "2026-01-01T00:00:00Z"));
    return Run.open(run, options());
  }

  /** The program's own, but with Beam's checks of what steps do to their elements. */
  private static PipelineOptions options() {
    PipelineOptions options = StageOptions.parse(List.of());
    options.as(DirectOptions.class).setEnforceImmutability(true);
    options.as(DirectOptions.class).setEnforceEncodability(true);
    return options;
  }

  /** The rows of each part that a folder's commit lists, in the parts' order. */
  public static <R> List<List<R>> parts(Table<R> table, Path folder) throws IOException {
    List<List<R>> parts = new ArrayList<>();
    for (Part part : Commit.read(RunDirectory.commit(folder)).orElseThrow().parts()) {
      List<R> rows = new ArrayList<>();
      try (Table<R>.Reader reader = table.read(folder.resolve(part.file()))) {
        for (R row = reader.next(); row != null; row = reader.next()) {
          rows.add(row);
        }
      }
      parts.add(rows);
    }
    return parts;
  }

  /** All of those rows. */
  public static <R> List<R> rows(Table<R> table, Path folder) throws IOException {
    return parts(table, folder).stream().flatMap(List::stream).toList();
  }
}
