package org.tonewheel.nets;

import ai.djl.engine.Engine;
import org.tonewheel.nets.engine.TorchEngine;

/**
 * How a net came to be: {@code provenance.json} beside it, for readers without this program.
 *
 * @param library what it was built with
 * @param version of the library
 * @param engine what computed, with its version
 * @param net its layers, as they were built
 * @param settings everything that its training was told
 * @param trainRows rows that it learnt from
 * @param validationRows rows that it was watched on
 * @param epochs epochs trained
 * @param keptEpoch whose weights it has
 */
record NetProvenance(
    int formatVersion,
    String library,
    String version,
    String engine,
    NetSummary net,
    NetSettings settings,
    int trainRows,
    int validationRows,
    int epochs,
    int keptEpoch) {
  private static final int FORMAT = 1;

  static NetProvenance of(LabelledRows data, NetSettings settings, Progress progress) {
    return new NetProvenance(
        FORMAT,
        "DJL",
        Engine.getDjlVersion(),
        TorchEngine.version(),
        NetCatalog.summary(data.shape(), data.classes(), settings),
        settings,
        data.trainRows().length,
        data.validationRows().length,
        progress.epochs(),
        progress.kept(settings.keep()));
  }
}
