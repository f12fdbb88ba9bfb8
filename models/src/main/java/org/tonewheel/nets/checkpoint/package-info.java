/**
 * How a training survives being stopped or killed: files that are replaced whole, and checkpoints
 * that hold all that the rest of a training depends on.
 */
package org.tonewheel.nets.checkpoint;
