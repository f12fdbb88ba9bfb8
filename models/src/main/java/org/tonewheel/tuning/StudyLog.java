package org.tonewheel.tuning;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tonewheel.tuning.StudyLines.Event;

/** The trials that a study file's events add up to. Not for use by several threads at once. */
final class StudyLog {
  private final StudySettings settings;
  private final List<TrialRecord> trials = new ArrayList<>();
  private final Map<Integer, String> failures = new HashMap<>();

  StudyLog(StudySettings settings) {
    this.settings = settings;
  }

  /** How many bytes, from the first, are whole lines. */
  static int wholeLines(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  /**
   * Reads whole lines, at least the header.
   *
   * @throws StudyException if one cannot be read or contradicts those before it
   */
  static StudyLog read(byte[] bytes, int length, String file) {
    List<String> lines = new String(bytes, 0, length, StandardCharsets.UTF_8).lines().toList();
    String first = file + ", line 1";
    StudyLog log = new StudyLog(StudyLines.settings(StudyLines.header(lines.get(0), first), first));
    for (int i = 1; i < lines.size(); i++) {
      String where = "%s, line %d".formatted(file, i + 1);
      Event event = StudyLines.event(lines.get(i), where);
      try {
        log.add(event);
      } catch (IllegalArgumentException | IllegalStateException e) {
        throw new StudyException(
            StudyException.Kind.DAMAGED, "%s: %s".formatted(where, e.getMessage()), e);
      }
    }
    return log;
  }

  Study study() {
    return new Study(settings, trials, failures);
  }

  /**
   * Adds an event.
   *
   * @return the trial after it
   * @throws IllegalArgumentException if the event's parts are wrong
   * @throws IllegalStateException if the trial is not one that this can happen to
   */
  TrialRecord add(Event event) {
    int number = event.trial();
    if (event.event() == StudyLines.Kind.SUGGESTED) {
      return begin(number, event.values());
    }
    TrialRecord trial = number >= 0 && number < trials.size() ? trials.get(number) : null;
    if (trial == null || trial.state() != TrialState.RUNNING) {
      throw new IllegalStateException(
          "trial %d is %s and cannot become %s"
              .formatted(number, trial == null ? "not begun" : trial.state(), event.event()));
    }
    TrialRecord changed =
        switch (event.event()) {
          case INTERMEDIATE -> trial.reported(required(event.epoch()), required(event.value()));
          case COMPLETE -> trial.completed(required(event.value()));
          case PRUNED -> trial.ended(TrialState.PRUNED);
          case FAILED -> trial.ended(TrialState.FAILED);
          case SUGGESTED -> throw new AssertionError(event);
        };
    if (event.message() != null) {
      failures.put(number, event.message());
    }
    trials.set(number, changed);
    return changed;
  }

  private TrialRecord begin(int number, Map<String, Object> values) {
    if (number != trials.size()) {
      throw new IllegalStateException(
          "trial %d cannot begin, trial %d is next".formatted(number, trials.size()));
    }
    TrialRecord trial = TrialRecord.running(number, settings.space().checked(required(values)));
    trials.add(trial);
    return trial;
  }

  private static <T> T required(T part) {
    if (part == null) {
      throw new IllegalArgumentException("the event lacks its epoch, value or values");
    }
    return part;
  }
}
