/**
 * Files wherever Beam can reach them, as {@link java.nio.file.Path}: text becomes a path, and paths
 * of other places than this machine work through Beam's file systems. What object stores cannot do
 * is refused rather than imitated.
 */
package org.tonewheel.pipelines.storage;
