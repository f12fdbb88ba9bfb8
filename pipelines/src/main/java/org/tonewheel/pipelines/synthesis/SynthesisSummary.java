package org.tonewheel.pipelines.synthesis;

import java.util.Map;
import org.tonewheel.pipelines.run.Exit;

/**
 * How the stage ended.
 *
 * @param counts branches asked for, made, failed for good, pending (broken off or held elsewhere)
 * @param exit what the process should end with
 */
public record SynthesisSummary(Map<String, Long> counts, Exit exit) {}
