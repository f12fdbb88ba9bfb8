package org.tonewheel.gan.quality;

import java.util.Map;

/**
 * The measures of one genre's synthetic rows, or of all together. A measure that could not be taken
 * is null, and {@code missing} says why.
 *
 * <p>Of all together: Fréchet distance, precision and recall count every genre with as many real as
 * synthetic rows; memorisation takes all rows as they are; diversity is the mean over the genres.
 *
 * @param genre name of the genre; null for all genres together
 * @param training training rows looked at
 * @param heldOut rows of the validation and test sides looked at
 * @param synthetic synthetic rows looked at
 * @param frechet Fréchet distance
 * @param manifold precision and recall by nearest neighbours
 * @param memorisation distances to the nearest training row
 * @param diversity distances among themselves
 * @param missing name of a measure that is null, or of a part of one such as {@code
 *     manifold.heldOut} → what it lacked; of all together also, such as {@code frechet.genres},
 *     which genres a measure leaves out
 */
public record GenreQuality(
    String genre,
    int training,
    int heldOut,
    int synthetic,
    FrechetComparison frechet,
    ManifoldComparison manifold,
    Memorisation memorisation,
    Diversity diversity,
    Map<String, String> missing) {}
