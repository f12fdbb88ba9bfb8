package org.tonewheel.pipelines.experiment;

/** The rule for names that become parts of branch ids, and so of file names on any file system. */
final class Names {
  /** Letters, digits, dot, underscore and hyphen; a letter or digit first; 40 at most. */
  static final String PATTERN = "^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$";

  private Names() {}
}
