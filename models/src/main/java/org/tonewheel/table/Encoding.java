package org.tonewheel.table;

/** How a category becomes numbers. */
public enum Encoding {
  /** One number, its place among the declared categories, from 0. */
  NUMBER,
  /** A number a category, of which one is 1. */
  ONE_HOT
}
