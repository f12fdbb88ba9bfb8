package org.tonewheel.pipelines.modelcard;

import static org.tonewheel.pipelines.modelcard.Markdown.link;
import static org.tonewheel.pipelines.modelcard.Markdown.name;
import static org.tonewheel.pipelines.modelcard.Markdown.percent;
import static org.tonewheel.pipelines.modelcard.Markdown.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.tonewheel.pipelines.experiment.settings.Split;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunInfo;

/** The card of one configuration. */
final class ModelCard {
  private final Run run;
  private final JsonNode metrics;
  private final JsonNode entry;
  private final List<ModelFolder> models;
  private final String unit;
  private final Markdown page = new Markdown();

  /**
   * Prepares it.
   *
   * @param metrics the run's {@code metrics.json}
   * @param entry the configuration's part of it
   * @param models what its models' folders say
   */
  ModelCard(Run run, JsonNode metrics, JsonNode entry, List<ModelFolder> models) {
    this.run = run;
    this.metrics = metrics;
    this.entry = entry;
    this.models = models;
    this.unit = entry.path("test").has("track") ? "tracks" : "rows";
  }

  /** Writes it. */
  String markdown() {
    page.title("Model card: " + name(entry.path("branch").asText()));
    if (!entry.path("safe").asBoolean()) {
      page.warning(
          "UNSAFE: %s. Its figures are better than they would be on unheard %s. Do not choose it by them."
              .formatted(text(entry.path("unsafe").asText()), unit));
    }
    use();
    data();
    split();
    figures();
    page.heading("Limits").items(Limits.of(entry, Figures.judged(entry.path("test")), unit));
    training();
    provenance();
    return page.toString();
  }

  private void use() {
    List<String> genres = new ArrayList<>();
    metrics.path("genres").forEach(genre -> genres.add(text(genre.asText())));
    page.heading("Intended use")
        .paragraph(
            "A classifier (%s) that gives each of %d genres a probability for %s: %s."
                .formatted(
                    name(entry.path("net").asText()),
                    genres.size(),
                    unit.equals("rows")
                        ? "a row of a table of features"
                        : "a segment of a recording, and for a track by the mean over its segments",
                    String.join(", ", genres)))
        .paragraph(
            "It is meant for music like that it was trained on, prepared as `branch.json` says, and for whoever looks at what it answers: to sort a collection, to propose labels. It is not meant to decide alone over what has consequences for people (payment, removal, who is heard), nor to recognise artists or recordings.");
  }

  private void data() {
    RunInfo info = run.info();
    JsonNode counts = metrics.path("counts");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("input", text(info.input())));
    rows.add(List.of("its fingerprint", name(info.inputFingerprint())));
    rows.add(List.of(unit + " used", counts.path("tracks").asText()));
    if (unit.equals("tracks")) {
      rows.add(List.of("segments of them", counts.path("segments").asText()));
      rows.add(List.of("pictures of them", counts.path("pictures").asText()));
      JsonNode repeats = metrics.path("repeats").path("repeats");
      rows.add(List.of("tracks that repeat another", repeats.asText("not looked for")));
    }
    rows.add(List.of("inputs that could not be used", counts.path("rejected").asText()));
    page.heading("Data").table(List.of("", ""), rows);
    if (!models.isEmpty()) {
      page.paragraph(
          "Examples on each side, mean over %d %s: %.0f to train%s, %.0f to choose by, %.0f to test."
              .formatted(
                  models.size(),
                  models.size() == 1 ? "model" : "models",
                  mean(ModelFolder::train),
                  entry.path("synthetic").asDouble() > 0
                      ? " (%.0f synthetic)".formatted(entry.path("synthetic").asDouble())
                      : "",
                  mean(ModelFolder::validation),
                  mean(ModelFolder::test)));
    }
  }

  private double mean(ToIntFunction<ModelFolder> count) {
    return models.stream().mapToInt(count).average().orElse(0);
  }

  private void split() {
    Split split = run.experiment().splits().get(entry.path("split").asText());
    String kept =
        switch (split.protocol()) {
          case SEGMENT -> "nothing: segments of one track lie on several sides";
          case ROW -> "nothing: rows lie where chance puts them, equal ones on several sides too";
          case LISTS -> "all segments of a track, on the side that published lists name";
          case TRACK -> "all segments of a track";
          case GROUP -> "everything of one " + text(Objects.toString(split.group(), "group"));
        };
    page.heading("Split")
        .pairs(
            "split",
            name(entry.path("split").asText()),
            "protocol",
            name(entry.path("protocol").asText()),
            "kept on one side",
            kept,
            "folds, seeds",
            entry.path("folds").asText() + ", " + entry.path("seeds").asText(),
            "can be believed",
            entry.path("safe").asBoolean() ? "yes" : "no: " + text(entry.path("unsafe").asText()));
  }

  private void figures() {
    JsonNode test = entry.path("test");
    JsonNode judged = Figures.judged(test);
    String mark = entry.path("safe").asBoolean() ? "" : ", UNSAFE";
    page.heading("Figures on test" + mark)
        .paragraph(
            "Averages over genres count each genre alike. In brackets: 95%% intervals by resampling %s (%s of them)."
                .formatted(
                    text(judged.path("interval").path("over").asText("nothing")),
                    judged.path("interval").path("clusters").asText("0")))
        .table(Figures.LEVELS, Figures.levels(test));
    JsonNode spread = judged.path("spread");
    if (spread.isObject()) {
      page.paragraph(
          "Over %s seeds the accuracy is %s to %s."
              .formatted(
                  spread.path("seeds").asText(),
                  percent(spread.path("accuracy").path("min").asDouble()),
                  percent(spread.path("accuracy").path("max").asDouble())));
    }
    if (entry.path("testReal").isObject()) {
      page.paragraph("Of real examples alone:")
          .table(Figures.LEVELS, Figures.levels(entry.path("testReal")));
    }
    page.paragraph("By genre:")
        .table(
            List.of("genre", "precision", "recall", "F1", "AUC", "examples"),
            Figures.genres(judged));
    page.paragraph("On validation, by which the best is chosen:")
        .table(Figures.LEVELS, Figures.levels(entry.path("validation")));
    others();
  }

  /** What the same settings get under other splits: how much a leak would have promised. */
  private void others() {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode other : metrics.path("branches")) {
      if (other.path("recipe").equals(entry.path("recipe"))
          && other.path("synthesis").equals(entry.path("synthesis"))
          && other.path("test").isObject()) {
        rows.add(
            List.of(
                name(other.path("split").asText()),
                name(other.path("protocol").asText()),
                other.path("safe").asBoolean() ? "safe" : "UNSAFE",
                Figures.share(Figures.judged(other.path("test")), "accuracy")));
      }
    }
    if (rows.size() > 1) {
      page.paragraph("The same settings under every split, accuracy by " + unit + ":")
          .table(List.of("split", "protocol", "can be believed", "accuracy"), rows);
    }
  }

  private void training() {
    List<List<String>> settings = new ArrayList<>();
    entry
        .path("settings")
        .properties()
        .forEach(one -> settings.add(List.of(text(one.getKey()), text(one.getValue().asText()))));
    page.heading("Training").table(List.of("setting", "value"), settings);
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode model : entry.path("models")) {
      rows.add(
          List.of(
              name(model.path("id").asText()),
              model.path("epochs").asText(),
              model.path("keptEpoch").asText(),
              model.path("ended").asText("-"),
              "%.0f".formatted(model.path("seconds").asDouble())));
    }
    page.table(List.of("model", "epochs", "kept epoch", "ended by", "seconds"), rows);
  }

  private void provenance() {
    RunInfo info = run.info();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("run", name(info.run())));
    rows.add(List.of("experiment", name(info.experiment().name())));
    rows.add(List.of("seed", Long.toString(info.seed())));
    rows.add(List.of("made", text(info.created())));
    rows.add(List.of("commit", name(info.commit())));
    info.versions().forEach((library, version) -> rows.add(List.of(text(library), text(version))));
    info.machine().forEach((part, words) -> rows.add(List.of(text(part), text(words))));
    rows.add(List.of("again", text(String.join(" ", info.command()))));
    page.heading("Provenance").table(List.of("", ""), rows);
    List<String> links = new ArrayList<>();
    links.add(link("the report", "../index.html"));
    links.add(link("all figures", "../metrics.json"));
    for (ModelFolder model : models) {
      String folder = "../../models/" + model.id() + "/";
      links.add(name(model.id()) + ": " + link("what it is", folder + "branch.json"));
      for (String file : model.provenance()) {
        links.add(
            "%s: %s".formatted(name(model.id()), link("recorded by its library", folder + file)));
      }
    }
    page.items(links);
  }
}
