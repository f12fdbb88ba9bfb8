package org.tonewheel.pipelines.modelcard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Run;

/** What a card says of a model, whatever the names in it are. */
final class ModelCardsTest {
  private static final String EVIL =
      "</td><script>alert(1)</script>|[x](http://e.example)\n# `*_&lt;\u202e";

  @TempDir Path folder;
  private Run run;

  @BeforeEach
  void makeRun() throws Exception {
    run =
        SoundFolder.in(folder)
            .run(
                "run",
                SoundFolder.experiment(
                    "sources: [{folder: ., metadata: tracks.csv}]",
                    "featureSets: {frames33: {}}",
                    "splits:",
                    "  leaky: {protocol: segment, fractions: {train: 0.6, validation: 0.2, test: 0.2}}",
                    "  artist: {protocol: group, group: artist, folds: 3}",
                    "branches: [{net: forest, split: [leaky, artist], trees: 9}]"));
    Json.write(
        run.directory().report().resolve("metrics.json"),
        Map.of(
            "genres", List.of("jazz", EVIL),
            "counts", Map.of("tracks", 40, "segments", 80, "pictures", 0, "rejected", 2),
            "branches",
                List.of(
                    entry("forest-artist", "artist", true), entry("forest-leaky", "leaky", false)),
            "baselines", List.of()));
  }

  private static Map<String, Object> entry(String id, String split, boolean safe) {
    Map<String, Object> interval =
        Map.of("over", "group", "clusters", 7, "accuracy", Map.of("low", 0.5, "high", 0.75));
    Map<String, Object> figures =
        Map.of(
            "accuracy",
            0.625,
            "size",
            40,
            "logLoss",
            1.25,
            "interval",
            interval,
            "genres",
            List.of(
                Map.of("genre", "jazz", "support", 20, "recall", 0.9, "precision", 0.5, "f1", 0.6),
                Map.of("genre", EVIL, "support", 20, "recall", 0.35, "precision", 0.5, "f1", 0.4)));
    Map<String, Object> entry = new TreeMap<>();
    entry.putAll(
        Map.of(
            "branch",
            id,
            "net",
            "forest",
            "recipe",
            "forest",
            "split",
            split,
            "protocol",
            safe ? "group" : "segment",
            "safe",
            safe,
            "folds",
            3,
            "seeds",
            1,
            "settings",
            Map.of("trees", EVIL)));
    entry.putAll(
        Map.of(
            "models",
                List.of(Map.of("id", id + "-s42", "epochs", 0, "keptEpoch", 0, "seconds", 1.5)),
            "test", Map.of("segment", figures, "track", figures),
            "validation", Map.of("track", Map.of("accuracy", 0.7, "size", 40, "logLoss", 1))));
    if (!safe) {
      entry.put("unsafe", "split leaky leaks");
    }
    return entry;
  }

  private String card(String configuration) throws IOException {
    ModelCards.write(run);
    return Files.readString(
        run.directory().report().resolve("model-cards/" + configuration + ".md"));
  }

  @Test
  void card_saysWhatItIsWorth_andHowSureThatIs() throws IOException {
    assertThat(card("forest-artist"))
        .startsWith("# Model card: `forest-artist`\n")
        .contains(
            "## Intended use", "## Data", "## Split", "## Limits", "## Training", "## Provenance")
        .contains("| track | 62.5 % (50.0 to 75.0) |")
        .contains("everything of one artist")
        .contains("7 independent groups")
        .contains("no better than 25 points")
        .contains("one seed")
        .contains("less than half")
        .contains("| `leaky` | `segment` | UNSAFE | 62.5 % (50.0 to 75.0) |")
        .doesNotContain("> **UNSAFE");
  }

  @Test
  void cardOfALeakingSplit_saysSoFirst() throws IOException {
    assertThat(card("forest-leaky"))
        .startsWith("# Model card: `forest-leaky`\n\n> **UNSAFE: split leaky leaks")
        .contains("## Figures on test, UNSAFE")
        .contains("nothing: segments of one track lie on several sides");
  }

  @Test
  void hostileText_isText() throws IOException {
    assertThat(card("forest-artist"))
        .doesNotContain("<script", "](http", "\n# `*", "\u202e", "&lt;`")
        .contains("&lt;script&gt;alert\\(1\\)", "&amp;lt;")
        .contains("\\|\\[x\\]\\(http\\:");
  }

  @Test
  void provenanceOfLibraries_isLinked_whereItIs() throws IOException {
    assertThat(card("forest-artist")).doesNotContain("provenance.json");
    Path model = run.directory().model("forest-artist-s42");
    Json.write(
        model.resolve("branch.json"),
        Map.of("trainSegments", 24, "validationSegments", 8, "testSegments", 8));
    Json.write(model.resolve("member-0/provenance.json"), Map.of());
    assertThat(card("forest-artist"))
        .contains("](../../models/forest-artist-s42/branch.json)")
        .contains("](../../models/forest-artist-s42/member-0/provenance.json)")
        .contains("24 to train, 8 to choose by, 8 to test");
  }

  @Test
  void configurationWithoutFigures_hasNoCard() throws IOException {
    Json.write(
        run.directory().report().resolve("metrics.json"),
        Map.of("branches", List.of(Map.of("branch", "forest-artist")), "baselines", List.of()));
    ModelCards.write(run);
    assertThat(run.directory().report().resolve(ModelCards.FOLDER)).doesNotExist();
  }
}
