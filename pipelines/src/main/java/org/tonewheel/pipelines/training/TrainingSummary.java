package org.tonewheel.pipelines.training;

import java.util.Map;
import org.tonewheel.pipelines.run.Exit;

/**
 * How the training stage ended.
 *
 * @param counts branches asked for, trained, failed for good, pending (broken off or held
 *     elsewhere)
 * @param exit what the process should end with
 */
public record TrainingSummary(Map<String, Long> counts, Exit exit) {}
