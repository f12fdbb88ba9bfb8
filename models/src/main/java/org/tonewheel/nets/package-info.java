/**
 * The nets of the first paper as DJL blocks, the scaler and the memory-mapped set that feed them,
 * and the loop that trains them: early stopping, checkpoints, and results that do not depend on
 * interruptions or on what runs beside them.
 */
package org.tonewheel.nets;
