/**
 * Recordings that are heard twice: a fingerprint that survives level, codec and offset, and the
 * search for pairs of equal ones over a whole collection.
 */
package org.tonewheel.audio.fingerprint;
