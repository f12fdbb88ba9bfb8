/**
 * Search for good settings: a space, samplers that suggest points of it, pruners that end what is
 * not worth going on with, and the study, an append-only file of trials. What a trial trains is not
 * known here.
 *
 * <p>Trials run in waves of {@link org.tonewheel.tuning.StudySettings#parallel}. A trial's
 * suggestion sees all trials of earlier waves as they ended and those of its own wave as running,
 * and it is pruned by comparison with earlier waves alone; so a study's trials do not depend on
 * which of them was faster, and a study that was killed goes on as if it had not been.
 */
package org.tonewheel.tuning;
