package org.tonewheel.pipelines.report.readers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Tuning;
import org.tonewheel.pipelines.experiment.studies.TrialBranches;
import org.tonewheel.pipelines.report.data.BranchState;
import org.tonewheel.pipelines.report.data.StudyData;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.StageState.State;
import org.tonewheel.pipelines.tuning.StudyFolder;
import org.tonewheel.pipelines.tuning.StudySafety;

/** Reads what searches left, those that are under way too, but not those that were not begun. */
record StudyReader(RunDirectory run, Experiment experiment) {

  /** Those of the experiment, by name. */
  List<StudyData> read() throws IOException {
    List<StudyData> studies = new ArrayList<>();
    for (Map.Entry<String, Tuning> entry : new TreeMap<>(experiment.tuning()).entrySet()) {
      StudyData study = read(entry.getKey(), entry.getValue());
      if (study.study() != null || study.state() != BranchState.PENDING) {
        studies.add(study);
      }
    }
    return studies;
  }

  private StudyData read(String name, Tuning tuning) throws IOException {
    StageState state = StageState.read(run.state(TrialBranches.owner(name))).orElse(null);
    return new StudyData(
        name,
        tuning.branch().net().id(),
        tuning.branch().split().get(0),
        StudySafety.of(experiment, tuning).why(),
        tuning.objective().words(),
        tuning.trials(),
        BranchReader.reported(state),
        state != null && state.state() == State.FAILED ? state.message() : null,
        state == null ? 0 : state.seconds(),
        new StudyFolder(run, name).read().orElse(null));
  }
}
