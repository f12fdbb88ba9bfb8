package org.tonewheel.pipelines.report.data;

import java.util.Objects;

/**
 * What sets a branch apart whose training side holds synthetic segments.
 *
 * @param set the synthetic set's name
 * @param method how its segments are made, such as {@code smote}
 * @param beforeSplit whether they are made from all sides, and lie on all sides: unsafe
 * @param plain the configuration that differs from its own in having no such segments; null where
 *     the experiment asks for none
 * @param rows synthetic rows on its training side; 0 until it is trained
 */
public record ArmData(String set, String method, boolean beforeSplit, String plain, int rows) {

  public ArmData {
    Objects.requireNonNull(set, "set");
    Objects.requireNonNull(method, "method");
  }
}
