/**
 * From an audio file to what a model sees: decoding to mono PCM, segments, features per frame, and
 * statistics per segment. Pure computation over arrays; the only native code is FFmpeg's.
 */
package org.tonewheel.audio;
