package org.tonewheel.gan;

/** Which layers the two nets of a GAN have. */
public enum GanKind {
  /** The first paper's: 512, 1024 and 2048 units to the row, and from it 1024 and 512 to one. */
  WAVEFORM,
  /** The same at widths of ours for small rows: 256 and 512, and 512 and 256. */
  DENSE,
  /** Of ours: convolutions over frames and features, with nearest-neighbour upsampling. */
  CONVOLUTIONAL
}
