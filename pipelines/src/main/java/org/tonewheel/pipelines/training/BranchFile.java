package org.tonewheel.pipelines.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tonewheel.nets.Ended;
import org.tonewheel.nets.RowShape;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.settings.Audio;
import org.tonewheel.pipelines.experiment.settings.ColumnSpec;
import org.tonewheel.pipelines.experiment.settings.FeatureSet;
import org.tonewheel.pipelines.experiment.settings.PictureSet;
import org.tonewheel.pipelines.experiment.settings.TableSet;
import org.tonewheel.pipelines.run.Json;

/**
 * What a model is and was made from: {@code models/<branch>/branch.json}. With it a model can be
 * applied without the run's experiment.
 *
 * @param branch everything that its training depended on
 * @param protocol of its split
 * @param safe whether the split keeps the segments of a track together, and no synthetic segment
 *     was made from what it is tested on
 * @param genres in the order of its probabilities
 * @param audio how a track becomes segments
 * @param featureSet what is computed of a segment; null for pictures that are files
 * @param pictureSet what pictures it sees; null where it sees none
 * @param row what it sees at once: frames and features, or channels, height and width
 * @param tableSet how rows of a table were prepared, by what {@code preparation.json} beside it
 *     holds; null where it sees none
 * @param columns the table's columns; null likewise
 * @param synthesis the synthetic set that its training side was enlarged with; null: none
 * @param synthetic segments of that, or rows made by SMOTE, on its training side; null: none
 * @param trainSegments count, synthetic ones among them; of pictures where it sees pictures
 * @param validationSegments count
 * @param testSegments count
 * @param epochs trained; 0 where the net takes none
 * @param keptEpoch whose weights the model has, from 1; 0 where the net takes none
 * @param ended why after these epochs: {@code epochs}, {@code patience} or {@code time-limit}; null
 *     where the net takes none
 * @param timeLimit the limit that ended it, as ISO 8601 has durations; null where none did
 * @param versions of this program and its libraries
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BranchFile(
    int formatVersion,
    Branch branch,
    String protocol,
    boolean safe,
    List<String> genres,
    Audio audio,
    FeatureSet featureSet,
    PictureSet pictureSet,
    RowShape row,
    TableSet tableSet,
    Map<String, ColumnSpec> columns,
    String synthesis,
    Integer synthetic,
    int trainSegments,
    int validationSegments,
    int testSegments,
    int epochs,
    int keptEpoch,
    String ended,
    String timeLimit,
    Map<String, String> versions) {
  public static final int FORMAT_VERSION = 2;

  /** The file's name in the model's folder. */
  public static final String NAME = "branch.json";

  /** Reads the file of a model's folder, or empty if there is none. */
  public static Optional<BranchFile> read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    return Files.exists(file) ? Optional.of(Json.read(file, BranchFile.class)) : Optional.empty();
  }

  /** Whether the time limit of a call ended its training, and not the experiment. */
  public boolean endedByLimit() {
    return Ended.TIME_LIMIT.word().equals(ended);
  }
}
