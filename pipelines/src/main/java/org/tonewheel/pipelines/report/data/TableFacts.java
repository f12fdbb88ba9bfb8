package org.tonewheel.pipelines.report.data;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * What is to be known of the table that a run is made from.
 *
 * @param read rows of its file
 * @param blank those with nothing in them
 * @param otherGenres those of genres that the experiment leaves out
 * @param used those that are tracks of the run
 * @param columns what was not taken as it stands, by column; those with nothing of it are left out
 * @param repeated rows that equal another in the columns by which rows are the same track
 * @param contradictory those of them that equal one of another genre
 * @param ceiling the best accuracy on all rows, 0 to 1, of whoever sees these columns alone
 * @param overlaps how far each split puts equal rows on both sides
 * @param smote rows that SMOTE added to training sides, by configuration
 */
// public for the template engine, which reads only public members
public record TableFacts(
    long read,
    long blank,
    long otherGenres,
    long used,
    List<Column> columns,
    long repeated,
    long contradictory,
    double ceiling,
    List<Overlap> overlaps,
    List<Smote> smote) {

  public TableFacts {
    columns = ImmutableList.copyOf(columns);
    overlaps = ImmutableList.copyOf(overlaps);
    smote = ImmutableList.copyOf(smote);
  }

  /**
   * What was not taken as it stands in a column, of rows that are used.
   *
   * @param column its name
   * @param missing cells without a value
   * @param outOfBounds values beyond the bounds, which count as none
   * @param clipped values brought to a bound
   * @param unknown categories that are not declared, which count as none
   */
  public record Column(String column, long missing, long outOfBounds, long clipped, long unknown) {}

  /**
   * How far a split puts equal rows on both sides, all folds together.
   *
   * @param split its name
   * @param rows rows that test
   * @param seen those that equal a row that trains
   * @param labelSeen those of them that equal one of their own genre
   * @param recall share of {@code seen} that is right by remembering alone; null where there is
   *     none
   */
  public record Overlap(String split, long rows, long seen, long labelSeen, Double recall) {}

  /**
   * Rows made by SMOTE.
   *
   * @param configuration its branches
   * @param added rows on a training side, the mean over models that are done
   * @param real rows there beside them, likewise
   */
  public record Smote(String configuration, double added, double real) {}
}
