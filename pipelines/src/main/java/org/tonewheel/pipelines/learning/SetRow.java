package org.tonewheel.pipelines.learning;

import org.tonewheel.nets.RowShape;

/** One row of a set as training takes it: which it is, and its floats. */
record SetRow(TrainingSet.Key key, RowShape shape, float[] values) {}
