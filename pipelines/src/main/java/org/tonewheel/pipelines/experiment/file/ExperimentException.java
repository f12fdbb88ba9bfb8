package org.tonewheel.pipelines.experiment.file;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.List;
import org.tonewheel.pipelines.experiment.schema.Problem;

/**
 * An experiment file cannot be used. Carries every problem found, not the first alone; its message
 * shows them as a compiler does, on one screen.
 */
public final class ExperimentException extends Exception {
  private static final long serialVersionUID = 1L;

  /** So many are shown with the line they stand in; more than these only by a line each. */
  private static final int SHOWN_WITH_SOURCE = 6;

  private static final int SHOWN = 20;
  private static final int WIDEST_SOURCE = 120;

  private final transient ImmutableList<Problem> problems;

  ExperimentException(Path file, String text, List<Problem> problems) {
    super(render(file, text, problems));
    this.problems = ImmutableList.copyOf(problems);
  }

  /** A problem of the file as a whole. */
  ExperimentException(Path file, String what, String expected) {
    this(file, "", List.of(new Problem(0, 0, "", what, expected, "")));
  }

  /** Returns what is wrong, in the order of the file; at least one. */
  public List<Problem> problems() {
    return problems;
  }

  private static String render(Path file, String text, List<Problem> problems) {
    List<String> lines = text.lines().toList();
    StringBuilder out = new StringBuilder();
    for (Problem problem : problems.subList(0, Math.min(SHOWN, problems.size()))) {
      out.append(file).append(':');
      if (problem.line() > 0) {
        out.append(problem.line()).append(':').append(problem.column()).append(':');
      }
      out.append(' ').append(problem.message()).append('\n');
      boolean shown = problem.line() > 0 && problem.line() <= lines.size();
      if (shown && problems.size() <= SHOWN_WITH_SOURCE) {
        out.append(source(lines.get(problem.line() - 1), problem.column()));
      }
    }
    if (problems.size() > SHOWN) {
      out.append("... and ").append(problems.size() - SHOWN).append(" more\n");
    }
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    return out.append(count).append(" in the experiment file; nothing was done").toString();
  }

  private static String source(String line, int column) {
    if (line.length() > WIDEST_SOURCE) {
      return "";
    }
    String margin = line.substring(0, Math.min(column - 1, line.length())).replaceAll("\\S", " ");
    return "    " + line + "\n    " + margin + "^\n";
  }
}
