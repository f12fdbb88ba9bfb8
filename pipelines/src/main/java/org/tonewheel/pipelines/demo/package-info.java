/** Synthetic music in ten made-up genres, so that everything can be tried without any data. */
package org.tonewheel.pipelines.demo;
