package org.tonewheel.pipelines.exploration;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * An input column as it was read.
 *
 * @param column its name
 * @param categories of a categorical column; empty: it is numeric
 * @param summary its figures; of categories, of their numbers
 * @param bins its distribution
 * @param byGenre where the middle half of each genre lies; empty for categories, and where there
 *     are many genres
 */
public record InputFigures(
    String column, List<String> categories, Summary summary, Bins bins, List<Quartiles> byGenre) {

  public InputFigures {
    categories = ImmutableList.copyOf(categories);
    byGenre = ImmutableList.copyOf(byGenre);
  }

  /**
   * Where the middle half of a genre's values lies; null where it has none.
   *
   * @param genre the genre
   * @param first a quarter lies below
   * @param median half lies below
   * @param third a quarter lies above
   */
  public record Quartiles(String genre, Double first, Double median, Double third) {}
}
