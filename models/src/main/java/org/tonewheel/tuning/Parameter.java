package org.tonewheel.tuning;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One thing that a search varies. Equality is by value, so spaces can be compared. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = FloatParameter.class, name = "float"),
  @JsonSubTypes.Type(value = IntParameter.class, name = "int"),
  @JsonSubTypes.Type(value = CategoricalParameter.class, name = "categorical"),
  @JsonSubTypes.Type(value = LayersParameter.class, name = "layers")
})
public sealed interface Parameter
    permits FloatParameter, IntParameter, CategoricalParameter, LayersParameter {

  /** What its value is called; one of a kind in its space, not blank. */
  String name();

  /**
   * The value in this parameter's own type: {@link Double}, {@link Integer}, {@link String} or a
   * list of {@link Integer}.
   *
   * @param value a number, a text or a list, such as JSON gives
   * @throws IllegalArgumentException naming parameter, value and what is allowed
   */
  Object checked(Object value);
}
