/**
 * What the stages that fit nets to rows share: mapped sets of rows, the sides of a fold, and what
 * of a machine they may take.
 */
package org.tonewheel.pipelines.learning;
