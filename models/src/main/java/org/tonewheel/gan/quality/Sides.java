package org.tonewheel.gan.quality;

import java.util.List;

/**
 * All that is measured, standardised by the training rows.
 *
 * @param genres names of the genres
 * @param training rows that the generator saw, with tracks
 * @param heldOut rows of the validation and test sides
 * @param synthetic rows that were made
 */
record Sides(List<String> genres, SideRows training, SideRows heldOut, SideRows synthetic) {
  static Sides of(QualityInput input) {
    var scaler = SideRows.scaler(input.training());
    return new Sides(
        input.genres(),
        SideRows.of(input.training(), scaler),
        SideRows.of(input.validation(), scaler).and(SideRows.of(input.test(), scaler)),
        SideRows.of(input.synthetic(), scaler));
  }

  /**
   * Checks that a genre has enough real and synthetic rows for a measure.
   *
   * @throws TooFewRowsException if it has not
   */
  void require(int genre, int least) {
    int real = training.count(genre);
    int made = synthetic.count(genre);
    if (real < least || made < least) {
      throw new TooFewRowsException(
          "%s has %d training and %d synthetic rows; each must have %d or more"
              .formatted(genres.get(genre), real, made, least));
    }
  }
}
