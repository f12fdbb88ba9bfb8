package org.tonewheel.gan;

/**
 * What one epoch of a GAN's training came to: means over its rows, each as its batch met it.
 *
 * @param epoch from 1
 * @param epochs the most epochs this training may take
 * @param generatorLoss as {@link GanLoss} says; ln 2 where the discriminator cannot tell, of
 *     cross-entropy
 * @param discriminatorLoss over real and generated rows alike
 * @param realScore how real the discriminator called real rows, before its step: 1 real, 0
 *     generated; probabilities of cross-entropy, raw outputs of least squares
 * @param fakeScore how real it called generated ones
 * @param seconds wall-clock time of this epoch
 */
public record GanReport(
    int epoch,
    int epochs,
    double generatorLoss,
    double discriminatorLoss,
    double realScore,
    double fakeScore,
    double seconds) {}
