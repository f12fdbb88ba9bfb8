/** Old runs and what killed attempts left in them: which may go, and how they go. */
package org.tonewheel.pipelines.prune;
