/** What predictions are worth: metrics, how sure they are, and the vote of segments on a track. */
package org.tonewheel.evaluation;
