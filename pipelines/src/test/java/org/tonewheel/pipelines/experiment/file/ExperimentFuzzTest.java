package org.tonewheel.pipelines.experiment.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.branches.Grid;

/** However a file is wrong, it is refused with a message, never with a stack trace. */
final class ExperimentFuzzTest {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Path FILE = Path.of("fuzz.yaml");
  private static final String RIGHT =
      """
      name: a
      description: text
      seed: 3
      sources:
        - {name: x, folder: ., metadata: t.csv, key: id}
        - {name: y, glob: '*/*.wav'}
        - {name: z, folder: z, content: pictures, metadata: t.csv}
      audio: {sampleRate: 22050, segmentSamples: 66000, segments: 4, short: zero, keep: true}
      featureSets: {f: {nFft: 1024, contrastBands: 6, centroid: true}, g: {}, m: {mel: 64, hopLength: 1024}}
      pictureSets: {p: {crop: true}, q: {features: m, colourMap: grey, width: 90}}
      splits:
        s: {protocol: group, group: artist, folds: 5, seed: 2}
        t: {fractions: {train: 0.7, validation: 0.2, test: 0.1}}
        c: {protocol: lists, column: side, group: artist}
        l: {protocol: lists, lists: {train: a, validation: b, test: c}}
      synthesis:
        admit: if-better
        sets:
          w: {method: waveform-gan, samples: 9, rate: 1e-3, epochs: 3}
          d: {method: feature-gan, balance: true, net: dense, beforeSplit: true, per: fold}
          j: {method: jitter, sigma: 0.5}
      branches:
        - {net: net6, source: x, features: f, split: [s, t], rate: 0.1, synthesis: [w, d]}
        - {net: logistic, source: x, features: f, split: t, synthesis: [none, j]}
        - {net: net5, source: x, features: f, split: [s, t], optimizer: [adam], rate: [0.1, 1.0]}
        - {net: ffn, source: y, features: g, split: t, hidden: [2, 3], classWeights: balanced}
        - {net: net1, source: z, features: p, split: [c, l], epochs: [5, 10], keep: last}
        - {net: net3, source: x, features: q, split: c, schedule: plateau, plateauFactor: 0.5}
        - {net: house-cnn, source: x, features: m, split: t, schedule: cosine, warmupEpochs: 2}
      genres: [rock, pop]
      exclude: ['rock/*']
      relabel: [{track: x/y, genre: pop}]
      """;
  private static final List<String> ODD_VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "0.5",
          "1.0e+300",
          "''",
          "odd",
          "[]",
          "{}",
          "[{}]",
          "[[1]]",
          "{x: 1}",
          "{name: {}}",
          "[null]",
          "['', 1]");

  @Test
  void everyValueReplacedByEveryOddOne_isTakenOrRefused() throws IOException {
    List<List<Object>> paths = new ArrayList<>();
    collect(YAML.readTree(RIGHT), List.of(), paths);
    int refused = 0;
    for (List<Object> path : paths) {
      for (String odd : ODD_VALUES) {
        JsonNode tree = YAML.readTree(RIGHT);
        replace(tree, path, YAML.readTree(odd));
        refused += isRefused(YAML.writeValueAsString(tree)) ? 1 : 0;
      }
      JsonNode tree = YAML.readTree(RIGHT);
      remove(tree, path);
      isRefused(YAML.writeValueAsString(tree));
    }
    assertThat(paths).hasSizeGreaterThan(60);
    assertThat(refused).isBetween(paths.size() * 10, paths.size() * ODD_VALUES.size() - 1);
  }

  @Test
  void textWithRandomCharactersChanged_isTakenOrRefused() {
    SplittableRandom random = new SplittableRandom(5);
    String characters = "{}[]:,-#&*!|>'\"%@` \n\tab0.~?\\";
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      StringBuilder text = new StringBuilder(RIGHT);
      for (int change = random.nextInt(1, 4); change > 0; change--) {
        char other = characters.charAt(random.nextInt(characters.length()));
        text.setCharAt(random.nextInt(text.length()), other);
      }
      refused += isRefused(text.toString()) ? 1 : 0;
    }
    assertThat(refused).isBetween(200, 399);
  }

  private static boolean isRefused(String text) {
    try {
      Grid.expand(ExperimentFile.parse(FILE, text).experiment());
      return false;
    } catch (ExperimentException e) {
      assertThat(e.problems()).isNotEmpty();
      return true;
    } catch (RuntimeException e) {
      return fail("not a problem but an accident, of:\n" + text, e);
    }
  }

  private static void collect(JsonNode node, List<Object> path, List<List<Object>> paths) {
    if (!path.isEmpty()) {
      paths.add(path);
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      collect(field.getValue(), append(path, field.getKey()), paths);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(node.get(i), append(path, i), paths);
    }
  }

  private static List<Object> append(List<Object> path, Object element) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(element);
    return longer;
  }

  private static JsonNode holder(JsonNode root, List<Object> path) {
    JsonNode node = root;
    for (Object element : path.subList(0, path.size() - 1)) {
      node = element instanceof Integer index ? node.get(index) : node.get((String) element);
    }
    return node;
  }

  private static void replace(JsonNode root, List<Object> path, JsonNode value) {
    Object last = path.get(path.size() - 1);
    if (holder(root, path) instanceof ArrayNode list) {
      list.set((Integer) last, value);
    } else {
      ((ObjectNode) holder(root, path)).set((String) last, value);
    }
  }

  private static void remove(JsonNode root, List<Object> path) {
    Object last = path.get(path.size() - 1);
    if (holder(root, path) instanceof ArrayNode list) {
      list.remove((Integer) last);
    } else {
      ((ObjectNode) holder(root, path)).remove((String) last);
    }
  }
}
