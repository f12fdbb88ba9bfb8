package org.tonewheel.pipelines.report.readers;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tonewheel.gan.quality.SampleQuality;
import org.tonewheel.pipelines.experiment.branches.SynthesisBranch;
import org.tonewheel.pipelines.experiment.settings.SyntheticSet;
import org.tonewheel.pipelines.report.data.BranchState;
import org.tonewheel.pipelines.report.data.SyntheticData;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.StageState.State;
import org.tonewheel.pipelines.synthesis.SynthesisFile;

/** Reads what synthesis left. */
final class SyntheticReader {

  private static final CSVFormat HISTORY =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

  /** Settings that the page says in other words. */
  private static final ImmutableSet<String> ELSEWHERE = ImmutableSet.of("method", "beforeSplit");

  private final RunDirectory run;
  private final SamplePictures pictures;

  SyntheticReader(RunDirectory run) {
    this.run = run;
    pictures = new SamplePictures(run);
  }

  /**
   * @param withSamples whether its pictures are read
   */
  SyntheticData read(SynthesisBranch branch, boolean withSamples) throws IOException {
    StageState state = StageState.read(run.state(branch.id())).orElse(null);
    BranchState reported = BranchReader.reported(state);
    Path folder = run.synthetic(branch.id());
    Optional<SynthesisFile> made =
        reported == BranchState.DONE ? SynthesisFile.read(folder) : Optional.empty();
    Path quality = folder.resolve(SynthesisFile.QUALITY);
    List<SyntheticData.LossRow> losses = losses(folder.resolve("history.csv"));
    return new SyntheticData(
        branch.id(),
        branch.set(),
        branch.source(),
        String.join(", ", branch.features()),
        branch.split(),
        branch.fold(),
        branch.seed(),
        branch.settings().method().id(),
        settings(branch.settings()),
        branch.settings().beforeSplit(),
        reported,
        state != null && state.state() == State.FAILED ? state.message() : null,
        made.map(SynthesisFile::perGenre).orElse(Map.of()),
        made.map(SynthesisFile::epochs).orElse(losses.size()),
        made.map(SynthesisFile::ended).orElse(null),
        state == null ? 0 : state.seconds(),
        made.isPresent() && Files.exists(quality) ? Json.read(quality, SampleQuality.class) : null,
        losses,
        made.isPresent() && withSamples ? pictures.read(folder, made.get().shown()) : List.of());
  }

  /** The settings that are not at their neutral value, as text. */
  private static Map<String, String> settings(SyntheticSet set) throws IOException {
    ImmutableMap.Builder<String, String> settings = ImmutableMap.builder();
    for (Map.Entry<String, JsonNode> field :
        Json.parse(Json.line(set), JsonNode.class).properties()) {
      JsonNode value = field.getValue();
      boolean neutral = value.isNumber() ? value.asDouble() == 0 : value.asText().equals("false");
      if (!neutral && !ELSEWHERE.contains(field.getKey())) {
        settings.put(
            field.getKey(),
            value.isNumber()
                ? value.decimalValue().stripTrailingZeros().toPlainString()
                : value.asText().equals("true") ? "yes" : value.asText());
      }
    }
    return settings.build();
  }

  private static List<SyntheticData.LossRow> losses(Path file) throws IOException {
    List<SyntheticData.LossRow> rows = new ArrayList<>();
    if (Files.exists(file)) {
      try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, HISTORY)) {
        for (CSVRecord row : parser) {
          rows.add(
              new SyntheticData.LossRow(
                  Integer.parseInt(row.get("epoch")),
                  Double.parseDouble(row.get("generatorLoss")),
                  Double.parseDouble(row.get("discriminatorLoss")),
                  Double.parseDouble(row.get("realScore")),
                  Double.parseDouble(row.get("fakeScore"))));
        }
      }
    }
    return rows;
  }
}
