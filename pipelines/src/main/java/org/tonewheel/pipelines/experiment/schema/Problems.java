package org.tonewheel.pipelines.experiment.schema;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers what is wrong in one experiment file, each with its line. */
public final class Problems {

  /**
   * A place in the file.
   *
   * @param line line, from 1
   * @param column column, from 1
   */
  public record Position(int line, int column) {}

  private final Map<FieldPath, Position> keys;
  private final Map<FieldPath, Position> values;
  private final List<Problem> found = new ArrayList<>();
  private final Set<FieldPath> paths = new HashSet<>();

  /**
   * Starts without a problem.
   *
   * @param keys where the name of each field stands
   * @param values where each value begins; with neither, all problems are at the file's beginning
   */
  public Problems(Map<FieldPath, Position> keys, Map<FieldPath, Position> values) {
    this.keys = ImmutableMap.copyOf(keys);
    this.values = ImmutableMap.copyOf(values);
  }

  /**
   * Returns a collection without a problem for another try at one part of the file: what is wrong
   * with the others is known there too, so that nothing relies on them.
   *
   * @param tried the part
   */
  public Problems trying(FieldPath tried) {
    Problems apart = new Problems(ImmutableMap.of(), ImmutableMap.of());
    paths.stream().filter(path -> !path.startsWith(tried)).forEach(apart.paths::add);
    return apart;
  }

  /**
   * Adds a problem of a value; of one that the file lacks, at the nearest that holds it.
   *
   * @param path the value's
   * @param what what is wrong
   * @param expected what was expected, or what to do; may be empty
   * @param hint the near name that may have been meant; may be empty
   */
  public void add(FieldPath path, String what, String expected, String hint) {
    add(path, nearest(path), what, expected, hint);
  }

  /** Adds a problem of a value for which there is no hint. */
  public void add(FieldPath path, String what, String expected) {
    add(path, what, expected, "");
  }

  /**
   * Adds a problem of a field's name, as one that should not be there, rather than of its value.
   */
  public void addAtKey(FieldPath path, String what, String expected, String hint) {
    add(path, keys.containsKey(path) ? keys.get(path) : nearest(path), what, expected, hint);
  }

  private void add(FieldPath path, Position at, String what, String expected, String hint) {
    paths.add(path);
    Problem problem = new Problem(at.line(), at.column(), path.toString(), what, expected, hint);
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  private Position nearest(FieldPath path) {
    if (values.containsKey(path)) {
      return values.get(path);
    }
    for (FieldPath outer = path.parent(); ; outer = outer.parent()) {
      Position position = keys.containsKey(outer) ? keys.get(outer) : values.get(outer);
      if (position != null) {
        return position;
      }
      if (outer.equals(FieldPath.ROOT)) {
        return new Position(1, 1);
      }
    }
  }

  /** Returns whether the value itself has a problem. */
  public boolean at(FieldPath path) {
    return paths.contains(path);
  }

  /** Returns whether the value, or anything within it, has a problem. */
  public boolean within(FieldPath path) {
    return paths.stream().anyMatch(p -> p.startsWith(path));
  }

  /** Returns whether nothing was found wrong. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** Returns all of them in the file's order. */
  public List<Problem> inOrder() {
    return found.stream()
        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
        .toList();
  }
}
