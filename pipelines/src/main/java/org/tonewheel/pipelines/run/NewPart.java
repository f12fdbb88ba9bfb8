package org.tonewheel.pipelines.run;

import java.io.Serializable;

/** A part that a worker finished, and the data set that it is for. */
public record NewPart(String dataSet, Part part) implements Serializable {}
