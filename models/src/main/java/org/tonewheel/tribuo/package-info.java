/**
 * Models over one row of numbers a segment, as Tribuo trainers and models: the feed-forward net,
 * logistic regression, a random forest, gradient boosting, nearest neighbours and the dummy that
 * every other model has to beat.
 */
package org.tonewheel.tribuo;
