/**
 * What became of inputs that could not be used: how a step sets one aside, where the lines lie, and
 * how many there are for what reason.
 */
package org.tonewheel.pipelines.rejects;
