/**
 * What an experiment comes to: each model to be trained and all synthetic segments to be made, with
 * what they see, what they cost in work and memory, and their settings in the words of the nets and
 * of the GANs.
 */
package org.tonewheel.pipelines.experiment.branches;
