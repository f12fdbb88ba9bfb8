package org.tonewheel.pipelines.report.data;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tonewheel.pipelines.experiment.settings.Synthesis;
import org.tonewheel.pipelines.exploration.ExplorationFigures;
import org.tonewheel.pipelines.rejects.RejectSummary;

/**
 * Everything that the report of one run is made from, in memory: see {@link BranchData} for how
 * much that is.
 *
 * @param experiment the experiment's name
 * @param experimentYaml the experiment as resolved
 * @param run the run's id: the name of its directory
 * @param input where the audio came from
 * @param inputFingerprint hash of the input; null where unknown
 * @param seed the experiment's seed
 * @param commit commit of the program's source; null where unknown
 * @param versions what ran it, by name, such as {@code Beam} to {@code 2.70.0}, in display order
 * @param machine where it ran, such as {@code CPU} to {@code 2 cores}, in display order
 * @param command the command to run it again
 * @param stages the stages' timings in their order
 * @param tracks tracks that were used
 * @param segments segments they were cut into; 0 where there are pictures alone
 * @param pictures pictures of them; 0 where there are recordings alone
 * @param rejected inputs that could not be used
 * @param genres the genres in the order of labels
 * @param splits the splits that branches use, in the experiment's order
 * @param branches every branch that the experiment asks for, baselines too, in its order
 * @param admit which branches with synthetic segments may be chosen
 * @param synthetic every synthesis that branches use, in the order in which they first do
 * @param tuning every study of the experiment, by name
 * @param table the table that the tracks are rows of; null where they are files
 * @param exploration what its rows look like; null where there is none, or nobody has looked
 * @param repeats tracks that are the same recording; null where nobody has looked
 * @param judging what its figures are held against
 * @param dataset what is to be known of the data beside counts; null where nobody has looked
 * @param shown pictures of a few tracks
 */
public record ReportData(
    String experiment,
    String experimentYaml,
    String run,
    String input,
    String inputFingerprint,
    long seed,
    String commit,
    Map<String, String> versions,
    Map<String, String> machine,
    String command,
    List<StageTiming> stages,
    int tracks,
    int segments,
    int pictures,
    RejectSummary rejected,
    List<String> genres,
    List<SplitData> splits,
    List<BranchData> branches,
    Synthesis.Admit admit,
    List<SyntheticData> synthetic,
    List<StudyData> tuning,
    TableFacts table,
    ExplorationFigures exploration,
    RepeatFacts repeats,
    Judging judging,
    DatasetFacts dataset,
    TrackPictures shown) {

  public ReportData {
    Objects.requireNonNull(experiment, "experiment");
    Objects.requireNonNull(experimentYaml, "experimentYaml");
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(command, "command");
    versions = ImmutableMap.copyOf(versions);
    machine = ImmutableMap.copyOf(machine);
    stages = ImmutableList.copyOf(stages);
    Objects.requireNonNull(rejected, "rejected");
    genres = ImmutableList.copyOf(genres);
    splits = ImmutableList.copyOf(splits);
    branches = ImmutableList.copyOf(branches);
    Objects.requireNonNull(admit, "admit");
    synthetic = ImmutableList.copyOf(synthetic);
    tuning = ImmutableList.copyOf(tuning);
    Objects.requireNonNull(judging, "judging");
    shown = shown == null ? TrackPictures.NONE : shown;
  }

  /** Returns the same with other pictures: which are wanted follows from what was predicted. */
  public ReportData withPictures(TrackPictures few) {
    return new ReportData(
        experiment,
        experimentYaml,
        run,
        input,
        inputFingerprint,
        seed,
        commit,
        versions,
        machine,
        command,
        stages,
        tracks,
        segments,
        pictures,
        rejected,
        genres,
        splits,
        branches,
        admit,
        synthetic,
        tuning,
        table,
        exploration,
        repeats,
        judging,
        dataset,
        few);
  }
}
