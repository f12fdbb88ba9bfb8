package org.tonewheel.pipelines.run;

import java.util.Map;

/**
 * What a stage came to.
 *
 * @param counts of what it left, by name
 * @param counters of the pipeline that made it; null for a stage without one
 */
public record Counted(Map<String, Long> counts, Counters counters) {}
