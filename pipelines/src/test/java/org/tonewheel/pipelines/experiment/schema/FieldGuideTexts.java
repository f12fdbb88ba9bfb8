package org.tonewheel.pipelines.experiment.schema;

/** What the page for users says around its tables. */
final class FieldGuideTexts {
  static final String HEAD =
      """
      # The experiment file

      <!-- Made from the records of org.tonewheel.pipelines.experiment.settings; a test holds it up to date. -->

      One YAML file says what a run does: where the music lies, what is computed from it, how it is
      divided into train, validation and test, and which models are trained. A small one:

      ```yaml
      # yaml-language-server: $schema=experiment.schema.json
      name: artists-apart
      sources:
        - folder: .                 # --input holds a folder for each genre
          metadata: ../tracks.csv   # columns track, artist, ...
      featureSets:
        frames33: {}                # all defaults: the first paper's 33 features
      splits:
        artist:
          protocol: group
          group: artist
          folds: 5
      branches:
        - net: net5
          rate: [0.001, 0.0005]
        - net: forest
      ```

      It trains 15 models: two rates of `net5` and one forest, each on five folds. The first line
      lets editors complete and check fields by `experiment.schema.json`, which is made from the same
      source as this page.

      A file with a mistake is refused before any work, with exit code 78 and every mistake by line:

      ```
      my.yaml:8:5: featureSets.frames33.hoplength: unknown field; expected one of `nFft`, `hopLength`, ...
      ```

      P1 below is the paper on six nets for GTZAN whose experiments this project carries out. Words
      without quotes are read by YAML 1.2's rules: `1e-3` is a number, and `no` or `on` is text.
      Names consist of letters, digits, `.`, `_` and `-`, begin with a letter or digit, and have 40
      characters at most, since they become parts of file names.
      """;

  static final String TAIL =
      """

      ## What a net learns from

      | nets | learn from | of |
      |---|---|---|
      | `net1` to `net4` | a picture set: one picture a track | the files of a source with `content: pictures`, or drawn from a feature set of mel bands |
      | `house-cnn` | a feature set with mel bands and nothing else: one segment | audio |
      | `net5`, `net6` | a feature set: one segment | audio |
      | `ffn`, `logistic`, `forest`, `boosting`, `knn` | the statistics of a feature set's segments | audio |
      | the same | a table set: one row | a source with `table` |

      Pictures of one source that are drawn, and of another that are given:

      ```yaml
      name: pictures
      sources:
        - {name: published, content: pictures, folder: images}
        - {name: recordings, folder: four}
      featureSets:
        mel: {mel: 128, nFft: 2048, hopLength: 512, center: true}
      pictureSets:
        given: {crop: true}               # 180 x 180, white margins cut off
        drawn: {features: mel, colourMap: viridis}
      splits:
        track: {}
      branches:
        - {net: net1, source: published, epochs: [50, 100]}   # one training, two models
        - {net: net3, source: recordings}
      ```

      Each branch takes the picture set that fits its source, since only one does.

      ## A table

      A source with `table` is a CSV file of which every row is a track, known by numbers and words
      alone. It is the experiment's only source; table sets stand in place of feature sets:

      ```yaml
      name: songs
      sources:
        - table: .                        # --input is the file
          missing: ["?"]
          repeats: [energy, tempo, key]   # rows equal in these are one track
          columns:                        # every column of the header
            id: {role: ignored}
            artist: {role: group, missing: [unknown]}
            energy: {role: numeric, min: 0, max: 1}
            tempo: {role: numeric, missing: ["-1"], min: 20, max: 400, bounds: reject}
            key: {role: categorical, categories: [C, D, E, F, G, A, B], unknown: missing}
            genre: {role: label}
      tableSets:
        plain: {}
        ranks: {encode: one-hot, scale: normal-quantiles}
      splits:
        row: {protocol: row}                       # unsafe: rows of one artist on both sides
        artist: {protocol: group, group: artist}
        repeat: {protocol: group, group: repeat}
      branches:
        - {net: ffn, features: plain, split: [row, artist, repeat], smote: true}
        - {net: boosting, features: ranks, split: artist}
      ```

      It trains four models. What a table set measures, such as medians and deviations, it measures on
      the training side of each branch, and keeps beside the model. Rows that cannot be used are
      rejected by line and column; blank ones are counted. White space around a cell never counts.

      ## Synthetic segments

      Nets that hear audio can be trained on more segments than there are recordings of. Each set
      below is a way to make them from the training side, and each name in a branch's `synthesis` is
      a model of its own, so that what they are worth can be read off beside `none`:

      ```yaml
      name: are-they-worth-it
      sources:
        - {folder: ., metadata: ../tracks.csv}
      featureSets:
        frames33: {}
      splits:
        artist: {protocol: group, group: artist, folds: 5}
      synthesis:
        admit: if-better            # only what gains on validation may be chosen as the best
        sets:
          repeated: {method: repeat, samples: 500}     # 500 more of each genre
          smote: {method: smote, samples: 500}
          gan: {method: feature-gan, samples: 500, epochs: 50}
          waveform: {method: waveform-gan, samples: 500}
      branches:
        - {net: net5, synthesis: [none, repeated, smote, gan]}
        - {net: net6, synthesis: waveform}             # the first paper's name for this one
      ```

      It trains 25 models on 20 lots of synthetic segments. `repeat` adds nothing new, and so says
      what more steps on the same music do: what another set gains counts above that. `jitter` and
      `smote` need no nets. The conditional GANs are the first paper's (P1's): one makes samples,
      from which features are computed as from recordings; the other makes features. What P1 leaves
      unsaid of them is marked as ours below. Give arms that are to be compared the same `samples`.

      Synthetic segments train and do nothing else: they never validate or test, and a generator sees
      the training side of its fold alone. The exception is a set with `beforeSplit: true`, which
      shows what becomes of a score otherwise, and is marked unsafe wherever it appears.

      ## Searching for good settings

      A study under `tuning` trains one branch again and again, each time with other values of the
      settings in its `space`, and keeps what is best on the validation side. It searches only when
      asked to: `tonewheel tune --run=RUN`, or `tonewheel run --tune`.

      ```yaml
      name: search
      sources:
        - {folder: ., metadata: ../tracks.csv}
      featureSets:
        frames33: {}
      splits:
        artist: {protocol: group, group: artist, fractions: {train: 0.6, validation: 0.2, test: 0.2}}
      tuning:
        feed-forward:
          branch: {net: ffn, epochs: 15}        # fields of a branch, each with one value
          space:
            rate: {low: 1e-4, high: 1e-2, log: true}
            batchSize: {choices: [32, 64, 128]}
            hidden: {layers: [1, 4], units: [64, 128, 256, 512]}
            dropout: {low: 0, high: 0.5}
          trials: 30
        recurrent:
          branch: {net: net5, epochs: 30}
          space:
            rate: {low: 1e-4, high: 1e-2, log: true}
            hidden: {low: 32, high: 256, step: 32}
          objective: accuracy
          pruner: successive-halving
          trials: 20
      branches:
        - {net: ffn, name: before}
      ```

      It makes 50 trials in two studies. The best trial of each is written to
      `RUN/tuning/<study>/best.yaml` as an entry for `branches`; paste it there to have it trained and
      tested beside others. Trials see the training and validation rows of their split and no test
      row. Still, the value of the best of many trials flatters it, and a branch under another split
      may be tested on tracks that the search has seen: judge by a branch under the study's own split.

      ## Names of models

      A branch, that is one model to be trained, is named by what makes it: net, optimizer, rate,
      epochs, source (where there are several), feature set or picture set, synthetic set (where there
      is one), split, fold (where there are folds) and seed, such as
      `net5-adam-0.001-e60-frames33-smote-artist-f2-s42`. Its models, predictions and rows in the
      report carry this name. What a name does not show, such as dropout, does not tell two entries
      apart: give one of them a `name`. Synthetic segments are named likewise, such as
      `smote-frames33-artist-f2-s42`; of samples, which serve every feature set, `waveform-artist-f2-s42`.
      """;

  private FieldGuideTexts() {}
}
