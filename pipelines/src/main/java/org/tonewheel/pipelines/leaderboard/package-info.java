/**
 * All runs of a folder on one page: leaderboard, trends, and the comparison of any two. It reads
 * small files that runs leave, never their data, and knows no stage.
 */
package org.tonewheel.pipelines.leaderboard;
