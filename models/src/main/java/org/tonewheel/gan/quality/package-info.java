/**
 * What synthetic segments are worth, measured against real ones: how alike the two distributions
 * are, whether the samples are varied, whether they are copies, and what a classifier learns from
 * them. Numbers in, numbers out: this knows neither files nor the engine that made the samples.
 */
package org.tonewheel.gan.quality;
