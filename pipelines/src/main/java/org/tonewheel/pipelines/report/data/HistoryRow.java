package org.tonewheel.pipelines.report.data;

/**
 * One epoch of a branch's training.
 *
 * @param epoch the epoch, from 1
 * @param trainLoss mean loss over the training side
 * @param trainAccuracy share of training segments that were right, 0 to 1
 * @param validationLoss mean loss over the validation side
 * @param validationAccuracy share of validation segments that were right, 0 to 1
 * @param seconds wall-clock seconds of the epoch
 */
public record HistoryRow(
    int epoch,
    double trainLoss,
    double trainAccuracy,
    double validationLoss,
    double validationAccuracy,
    double seconds) {}
