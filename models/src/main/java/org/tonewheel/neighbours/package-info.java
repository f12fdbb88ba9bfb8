/** Which points lie nearest to a point: exactly, by Euclidean distance. */
package org.tonewheel.neighbours;
