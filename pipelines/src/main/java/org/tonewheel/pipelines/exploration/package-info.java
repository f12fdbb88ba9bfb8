/**
 * What the rows of a table look like, before and after each preparation, in figures that are small
 * enough to be shown. Nothing is decided by them.
 */
package org.tonewheel.pipelines.exploration;
