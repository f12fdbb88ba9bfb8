package org.tonewheel.pipelines.report;

import java.util.Objects;

/**
 * An input that could not be used.
 *
 * @param uri the input
 * @param stage the stage that rejected it
 * @param reason the reason's stable code, such as {@code not-audio}
 * @param detail what was found, in words
 */
public record RejectedInput(String uri, String stage, String reason, String detail) {

  public RejectedInput {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(detail, "detail");
  }
}
