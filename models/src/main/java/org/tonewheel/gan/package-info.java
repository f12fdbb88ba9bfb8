/**
 * A conditional generative adversarial network (Goodfellow et al., 2014; Mirza and Osindero, 2014):
 * a generator that makes rows of a class from noise, and its training against a discriminator.
 */
package org.tonewheel.gan;
