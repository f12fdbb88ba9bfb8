/**
 * Pictures that a net sees: PNG and JPEG files decoded, cropped and resized, and mel spectrograms
 * drawn in colours. Pure computation over arrays, with {@code javax.imageio} for the two formats.
 */
package org.tonewheel.pictures;
