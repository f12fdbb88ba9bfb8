/** Features: cuts the decoded audio into segments and computes every feature set in one pass. */
package org.tonewheel.pipelines.features;
