/**
 * The layers that nets are lists of: as data, which tell shapes, parameters and work without the
 * engine, and as DJL blocks, with PyTorch's arithmetic, names and initial weights.
 */
package org.tonewheel.nets.layers;
