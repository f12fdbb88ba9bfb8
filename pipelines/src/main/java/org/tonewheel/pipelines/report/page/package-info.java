/**
 * The page for people: views of the data and figures as the templates beside them show them, and
 * charts as the page's scripts draw them.
 */
package org.tonewheel.pipelines.report.page;
