/** What the scripts of this folder need of Java. */
package org.tonewheel.flink;
