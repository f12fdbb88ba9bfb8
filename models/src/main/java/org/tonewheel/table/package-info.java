/**
 * Labelled rows of a table: what its columns are, how a cell becomes a number, what is prepared
 * before a net sees it, which rows repeat each other, and what the columns look like.
 *
 * <p>Rows come as cells of text and go as floats; who reads the file, and which columns it has, is
 * the caller's affair.
 */
package org.tonewheel.table;
