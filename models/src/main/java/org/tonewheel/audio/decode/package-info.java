/**
 * From a file's bytes to mono samples, or to a reason why not. Nothing that a file says is
 * believed: what is read, how much of it, and for how long are limited here.
 */
package org.tonewheel.audio.decode;
