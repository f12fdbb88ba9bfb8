package org.tonewheel.pipelines.learning;

import java.io.IOException;
import java.util.Optional;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.StageState.State;

/** How far the branches of a run have come, by their state files; ids are of any kind of branch. */
public record BranchStates(RunDirectory run) {
  /** The state of a branch; empty before its first attempt. */
  public Optional<StageState> of(String id) throws IOException {
    return StageState.read(run.state(id));
  }

  public boolean isIn(State wanted, String id) throws IOException {
    return of(id).filter(state -> state.state() == wanted).isPresent();
  }
}
