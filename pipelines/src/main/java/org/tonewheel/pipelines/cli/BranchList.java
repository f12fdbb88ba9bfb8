package org.tonewheel.pipelines.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Families;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.branches.SynthesisBranch;
import org.tonewheel.pipelines.experiment.branches.SynthesisGrid;
import org.tonewheel.pipelines.learning.BranchStates;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.synthesis.SynthesizeStage;
import org.tonewheel.pipelines.training.TrainStage;

/**
 * What a run is to train, or to synthesize, and how far that has come: a table for people, and in
 * the last line of output one JSON object for schedulers.
 *
 * @param stage whose branches they are
 */
record BranchList(Run run, String stage, List<Entry> branches) {
  /**
   * One of them.
   *
   * @param configuration the branches that are reported together; of a synthesis, its set
   * @param family the first of the branches that one training serves; better trained by one process
   * @param kind {@code deep} or {@code tribuo}; of a synthesis, its method
   * @param memoryBytes what its training takes beside the process, estimated; null before there are
   *     features
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Entry(
      String id,
      String configuration,
      String family,
      String kind,
      String state,
      Long memoryBytes) {}

  static BranchList ofTraining(Run run) throws IOException {
    TrainStage stage = new TrainStage(run);
    List<Entry> entries = new ArrayList<>();
    for (List<Branch> family : Families.of(Grid.expand(run.experiment()))) {
      for (Branch branch : family) {
        entries.add(
            new Entry(
                branch.id(),
                branch.configuration(),
                family.get(0).id(),
                branch.net().deep() ? "deep" : "tribuo",
                state(run, branch.id()),
                orNull(stage.memoryBytes(branch))));
      }
    }
    return new BranchList(run, TrainStage.NAME, entries);
  }

  static BranchList ofSynthesis(Run run) throws IOException {
    SynthesizeStage stage = new SynthesizeStage(run);
    List<Entry> entries = new ArrayList<>();
    for (SynthesisBranch branch : SynthesisGrid.expand(run.experiment())) {
      entries.add(
          new Entry(
              branch.id(),
              branch.set(),
              branch.id(),
              branch.settings().method().id(),
              state(run, branch.id()),
              orNull(stage.memoryBytes(branch))));
    }
    return new BranchList(run, SynthesizeStage.NAME, entries);
  }

  private static String state(Run run, String id) throws IOException {
    return new BranchStates(run.directory())
        .of(id)
        .map(state -> state.state().name().toLowerCase(Locale.ROOT))
        .orElse("pending");
  }

  private static Long orNull(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  int print(PrintStream out) {
    for (Entry branch : branches) {
      out.printf("%-8s %s%n", branch.state(), branch.id());
    }
    out.println(
        Json.line(
            ImmutableMap.of("run", run.directory().path(), "stage", stage, "branches", branches)));
    return Exit.DONE.code();
  }
}
