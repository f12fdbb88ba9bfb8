package org.tonewheel.pipelines.prune;

/**
 * What became of a run.
 *
 * @param run its folder's name
 * @param bytes that are free now, or would be
 * @param why it was chosen, or was left alone
 */
public record Pruned(String run, End end, long bytes, String why) {

  /** What may become of one. */
  public enum End {
    /** Nothing: it was only asked what would be. */
    WOULD_GO("would go"),
    GONE("gone"),
    /** Left alone, as is right: someone works on it, or it is none that this program knows. */
    KEPT("kept"),
    /** It should have gone; it may be tried again. */
    FAILED("failed"),
    /** It should have gone, and this user may not. */
    FORBIDDEN("forbidden");

    private final String text;

    End(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
