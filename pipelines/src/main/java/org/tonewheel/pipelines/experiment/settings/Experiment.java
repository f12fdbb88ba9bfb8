package org.tonewheel.pipelines.experiment.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tonewheel.pipelines.experiment.schema.Setting;

/**
 * What one run is to do: where the music lies, what is computed from it, how it is divided and
 * which models are trained. One made by {@link
 * org.tonewheel.pipelines.experiment.file.ExperimentFile} is resolved: every default is filled in,
 * every reference is known to hold, and nothing is null but what its record says may be.
 *
 * @param name the experiment's name
 * @param description what it is for; empty where the file says nothing
 * @param seed the number that every random choice is drawn from
 * @param sources where the tracks lie; at least one
 * @param audio how a track becomes segments
 * @param featureSets by name, in the file's order
 * @param pictureSets by name, in the file's order
 * @param tableSets by name, in the file's order
 * @param exploration what the report shows of a table; null where the file says nothing
 * @param splits by name, in the file's order
 * @param synthesis synthetic segments that training sides are enlarged with
 * @param branches the models asked for, before the grid is expanded
 * @param tuning searches, by name, in the file's order
 * @param report what the report says beyond figures; null where the file says nothing
 * @param genres the genres in their order; empty: those found in the data
 * @param exclude tracks left out: ids or globs over ids
 * @param relabel tracks whose genre is corrected
 */
public record Experiment(
    @Setting(
            value = "Name of the experiment; it begins the name of the run directory.",
            required = true,
            name = true)
        String name,
    @Setting(value = "What the experiment is for; shown in the report.", defaultValue = "''")
        String description,
    @Setting(
            value = "The number that every random choice of the run is drawn from.",
            defaultValue = "42",
            min = 0,
            max = Experiment.LARGEST_SEED)
        long seed,
    @Setting(
            value = "Where the labelled tracks lie. By default the folder given by `--input`.",
            defaultValue = "[{folder: .}]",
            minSize = 1)
        List<Source> sources,
    @Setting(value = "How a track becomes segments.", defaultValue = "{}") Audio audio,
    @Setting(
            value =
                "Feature sets by name. Branches refer to them; an experiment with neither these nor"
                    + " picture sets ends with ingest.",
            defaultValue = "{}",
            name = true)
        Map<String, FeatureSet> featureSets,
    @Setting(
            value =
                "Sets of pictures by name, for nets that see pictures. Branches refer to them as they"
                    + " do to feature sets, so no two of either may share a name.",
            defaultValue = "{}",
            name = true)
        Map<String, PictureSet> pictureSets,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Setting(
            value =
                "How the rows of a table are prepared for nets, by name. Branches refer to these as"
                    + " they do to feature sets. What is measured for it is measured on the training"
                    + " side alone.",
            defaultValue = "{}",
            name = true)
        Map<String, TableSet> tableSets,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Setting(
            "What the report shows of a table besides figures of all its rows. No model depends on it.")
        ExplorationSettings exploration,
    @Setting(
            value = "Splits into train, validation and test, by name. Branches refer to them.",
            defaultValue = "{}",
            name = true)
        Map<String, Split> splits,
    @Setting(
            value = "Synthetic segments that training sides are enlarged with.",
            defaultValue = "{}")
        Synthesis synthesis,
    @Setting(
            value =
                "The models to be trained. Fields that take a list make a grid: one model for each"
                    + " combination of split, synthetic set, optimizer, rate, epochs, seed and fold.",
            defaultValue = "[]")
        List<BranchSpec> branches,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Setting(
            value =
                "Searches for good settings of a branch, by name. They are made by `tonewheel tune`"
                    + " or `tonewheel run --tune`, and change no branch: what was found is to be"
                    + " pasted under `branches`.",
            defaultValue = "{}",
            name = true)
        Map<String, Tuning> tuning,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Setting(
            "What the report says beyond figures: what must be reached, and what branches are"
                + " compared with. It may be changed when everything is trained: only the report is"
                + " made again.")
        ReportSettings report,
    @Setting(
            value =
                "The genres, in the order of the report; tracks of any other are left out. Empty:"
                    + " every genre found in the data, in alphabetical order.",
            defaultValue = "[]",
            minSize = 0)
        List<String> genres,
    @Setting(
            value =
                "Tracks to leave out: ids (the path under the input without extension) or globs over"
                    + " ids, in which `*` stays within a folder and `**` does not.",
            defaultValue = "[]")
        List<String> exclude,
    @Setting(value = "Tracks whose genre is corrected.", defaultValue = "[]")
        List<Relabel> relabel) {

  /** 2^53 - 1, the largest integer that every JSON reader keeps exactly. */
  public static final long LARGEST_SEED = (1L << 53) - 1;

  /** So many models are more than any run can train; a slip in a list asks for more. */
  public static final long MOST_MODELS = 10_000;

  public Experiment {
    sources = ImmutableList.copyOf(sources);
    featureSets = ImmutableMap.copyOf(featureSets);
    pictureSets = ImmutableMap.copyOf(pictureSets);
    splits = ImmutableMap.copyOf(splits);
    // A run made before there were such things has none in its file.
    tableSets = tableSets == null ? ImmutableMap.of() : ImmutableMap.copyOf(tableSets);
    synthesis = synthesis == null ? Synthesis.NOTHING : synthesis;
    branches = ImmutableList.copyOf(branches);
    tuning = tuning == null ? ImmutableMap.of() : ImmutableMap.copyOf(tuning);
    // As tracks have theirs, whichever way an editor writes accents.
    genres =
        genres.stream()
            .map(genre -> Normalizer.normalize(genre, Normalizer.Form.NFC))
            .collect(ImmutableList.toImmutableList());
    exclude = ImmutableList.copyOf(exclude);
    relabel = ImmutableList.copyOf(relabel);
  }

  /** Returns the source that is a table; one that is there is the only source. */
  public Optional<Source> table() {
    return sources.stream().filter(Source::hasRows).findFirst();
  }

  /** Returns what the report shows of a table, by default where the file says nothing. */
  public ExplorationSettings exploring() {
    return exploration == null ? ExplorationSettings.DEFAULT : exploration;
  }

  /** Returns what the report says beyond figures, by default where the file says nothing. */
  public ReportSettings reporting() {
    return report == null ? ReportSettings.DEFAULT : report;
  }

  /** Returns all that is to be trained before grids are expanded: branches and those of studies. */
  public List<BranchSpec> specs() {
    return Stream.concat(branches.stream(), tuning.values().stream().map(Tuning::branch)).toList();
  }
}
