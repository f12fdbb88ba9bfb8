package org.tonewheel.nets;

/**
 * What one epoch of a training came to.
 *
 * @param epoch from 1
 * @param epochs the most epochs this training may take
 * @param trainLoss mean cross-entropy (nats) over the training rows, each as its batch met it, with
 *     dropout
 * @param trainAccuracy share of training rows met with the right class foremost, in [0, 1]
 * @param validationLoss mean cross-entropy (nats) over the validation rows after the epoch
 * @param validationAccuracy in [0, 1]
 * @param seconds wall-clock time of this epoch, evaluation included
 */
public record EpochReport(
    int epoch,
    int epochs,
    double trainLoss,
    double trainAccuracy,
    double validationLoss,
    double validationAccuracy,
    double seconds) {}
