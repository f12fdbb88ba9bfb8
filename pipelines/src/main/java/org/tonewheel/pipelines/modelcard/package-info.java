/**
 * Model cards: what a reader who gets a model needs to know of it, in Markdown, made from what the
 * run's files say and from nothing else.
 */
package org.tonewheel.pipelines.modelcard;
