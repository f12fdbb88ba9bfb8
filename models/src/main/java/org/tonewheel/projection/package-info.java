/** Rows of many columns brought into few dimensions, to be looked at or learnt from. */
package org.tonewheel.projection;
