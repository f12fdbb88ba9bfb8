package org.tonewheel.pipelines.cli;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.tonewheel.pipelines.run.StageOptions;
import picocli.CommandLine.Unmatched;

/** Options that are not ours: they go to Beam, which refuses those that it does not know. */
final class BeamOptions {
  @Unmatched private List<String> arguments = new ArrayList<>();

  PipelineOptions parse() {
    return StageOptions.parse(arguments.toArray(String[]::new));
  }
}
