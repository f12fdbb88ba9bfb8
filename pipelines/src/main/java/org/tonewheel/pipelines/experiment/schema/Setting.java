package org.tonewheel.pipelines.experiment.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What users are told about one field of the experiment file, and what the loader holds them to.
 * The JSON Schema, the page for users and the defaults are all made from it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Setting {
  /** What the field means, with its unit, in Markdown. */
  String value();

  /** The default as YAML; empty where there is none or where it depends on other fields. */
  String defaultValue() default "";

  /** Whether leaving the field out is an error. */
  boolean required() default false;

  /** The least value allowed, itself included. */
  double min() default Double.NEGATIVE_INFINITY;

  /** The value that numbers must lie above, itself excluded. */
  double above() default Double.NEGATIVE_INFINITY;

  /** The greatest value allowed, itself included. */
  double max() default Double.POSITIVE_INFINITY;

  /** The value that numbers must lie below, itself excluded. */
  double below() default Double.POSITIVE_INFINITY;

  /** The fewest entries a list or map may have; of a text, 1 forbids the empty one. */
  int minSize() default 0;

  /** Whether the text, or each key of the map, must be a {@linkplain Names name}. */
  boolean name() default false;

  /** Whether a single value may stand for a list of one. */
  boolean oneOrMany() default false;
}
