/**
 * What a run is to do. An experiment {@code file} is held against the {@code schema} and the {@code
 * rules}, becomes the records of {@code settings}, and is expanded into {@code branches}; {@code
 * studies} search for settings of branches. The packages know each other in one direction: schema,
 * settings, branches, rules, studies, file, each those before it.
 */
package org.tonewheel.pipelines.experiment;
