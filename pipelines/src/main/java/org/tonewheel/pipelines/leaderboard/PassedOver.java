package org.tonewheel.pipelines.leaderboard;

/**
 * A folder that the page does not show.
 *
 * @param folder its name
 * @param reason why, as a clause
 */
public record PassedOver(String folder, String reason) {}
