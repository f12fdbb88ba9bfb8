/** Trainings measured step by step, beside the same in PyTorch. */
package org.tonewheel.benchmarks;
