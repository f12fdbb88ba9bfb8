/** Checks of the experiments that are shipped. */
package org.tonewheel.workflows;
