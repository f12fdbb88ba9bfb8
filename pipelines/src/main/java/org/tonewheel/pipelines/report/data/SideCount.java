package org.tonewheel.pipelines.report.data;

import org.tonewheel.sampling.Side;

/**
 * How much of a genre is on one side of one fold.
 *
 * @param genre index of the genre in {@link ReportData#genres}
 * @param fold the fold, from 0
 * @param side the side
 * @param tracks tracks with at least one segment there
 * @param segments segments there
 */
public record SideCount(int genre, int fold, Side side, int tracks, int segments) {}
