package org.tonewheel.pipelines.experiment.settings;

import org.tonewheel.pipelines.experiment.schema.Setting;

/**
 * What the report shows of a table besides figures of all its rows.
 *
 * @param sample rows in its planes
 * @param perplexity t-SNE's
 */
public record ExplorationSettings(
    @Setting(
            value =
                "Rows that the planes of PCA and t-SNE show, drawn at random so that every genre has"
                    + " its share of them; all where there are no more.",
            defaultValue = "2000",
            min = 10,
            max = 10_000)
        int sample,
    @Setting(
            value =
                "How many neighbours of a row t-SNE keeps near it, softly counted. Where the sample is"
                    + " less than three times that, t-SNE is left out.",
            defaultValue = "30",
            min = 2,
            max = 200)
        double perplexity) {

  /** Where the experiment says nothing. */
  static final ExplorationSettings DEFAULT = new ExplorationSettings(2000, 30);
}
