/**
 * Features: cuts the decoded audio into segments, and computes every feature set and picture set in
 * one pass.
 */
package org.tonewheel.pipelines.features;
