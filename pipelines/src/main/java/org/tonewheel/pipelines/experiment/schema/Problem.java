package org.tonewheel.pipelines.experiment.schema;

/**
 * One thing that is wrong in an experiment file.
 *
 * @param line line, from 1; 0 where the file as a whole is meant
 * @param column column, from 1; 0 where the file as a whole is meant
 * @param field the field, such as {@code branches[1].rate}; empty where none is meant
 * @param what what is wrong
 * @param expected what was expected, or what to do; may be empty
 * @param hint the near name that may have been meant; may be empty
 */
public record Problem(
    int line, int column, String field, String what, String expected, String hint) {

  /** Returns the problem in one line, without the file and position. */
  public String message() {
    return (field.isEmpty() ? "" : field + ": ")
        + what
        + (expected.isEmpty() ? "" : "; expected " + expected)
        + (hint.isEmpty() ? "" : " (" + hint + ")");
  }
}
