package org.tonewheel.pipelines.cli;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.options.PipelineOptions;
import org.tonewheel.pipelines.demo.DemoAudio;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageResult;
import org.tonewheel.pipelines.runner.StageOptions;
import org.tonewheel.pipelines.storage.Storage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** The whole workflow on audio that it makes itself. */
@Command(
    name = "demo",
    description = {
      "Make music and run the whole workflow on it: no data needed.",
      "Ten synthetic genres of 30 tracks, WAV, FLAC and MP3 in turn, and two broken files; the"
          + " experiment is workflows/experiments/demo.yaml.%n"
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final double SECONDS = 12;

  @Mixin private RunPlaceOptions place;

  /** Options that are not ours go to Beam, which refuses those that it does not know. */
  @Unmatched private List<String> beamOptions = new ArrayList<>();

  @Option(
      names = "--tracks",
      paramLabel = "N",
      defaultValue = "30",
      description = "Tracks a genre (default: ${DEFAULT-VALUE}).")
  private int tracks;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "What the audio is drawn from (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--audio-only",
      paramLabel = "DIR",
      description =
          "Only make the music, in this folder: what to try other experiments or a scheduler on.")
  private Path audioOnly;

  @Override
  public Integer call() throws Exception {
    PipelineOptions options = StageOptions.parse(beamOptions); // a slip shows before any work
    if (audioOnly != null) {
      DemoAudio.Summary music = DemoAudio.write(audioOnly, seed, tracks, SECONDS);
      System.out.println(
          Json.line(
              ImmutableMap.of(
                  "stage",
                  "demo",
                  "state",
                  StageResult.DONE,
                  "counts",
                  ImmutableMap.of("tracks", music.tracks(), "broken", music.broken()),
                  "audio",
                  music.folder().toString())));
      return Exit.DONE.code();
    }
    if (!Storage.isLocal(place.output())) {
      throw new StageException(
          Exit.USAGE,
          "the demo makes its audio on this machine; give --run=%s/demo in place of --output"
              .formatted(place.output()));
    }
    Path audio = place.output().resolve("demo-audio-%d-%d".formatted(seed, tracks));
    DemoAudio.write(audio, seed, tracks, SECONDS);
    return Workflow.start(Home.experiment("demo.yaml"), audio, place, options).all(false, false);
  }
}
