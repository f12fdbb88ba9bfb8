package org.tonewheel.pipelines.run;

import java.util.Map;

/**
 * How a stage ended.
 *
 * @param stage its name
 * @param state {@link #DONE} or {@link #SKIPPED}
 * @param counts what it counted, now or when it was done
 */
public record StageResult(String stage, String state, Map<String, Long> counts) {
  public static final String DONE = "done";
  public static final String SKIPPED = "skipped";
}
