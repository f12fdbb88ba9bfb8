package org.tonewheel.pipelines.experiment.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Where a value stands in an experiment file, such as {@code branches[1].rate}.
 *
 * @param elements field names (String) and positions in lists (Integer), from the outside in
 */
public record FieldPath(List<Object> elements) {
  /** The experiment file itself. */
  public static final FieldPath ROOT = new FieldPath(List.of());

  public FieldPath {
    elements = ImmutableList.copyOf(elements);
  }

  /** Returns the path of a field of the mapping at this one. */
  public FieldPath field(String name) {
    return append(name);
  }

  /** Returns the path of an item, counted from 0, of the list at this one. */
  public FieldPath item(int index) {
    return append(index);
  }

  private FieldPath append(Object element) {
    return new FieldPath(ImmutableList.builder().addAll(elements).add(element).build());
  }

  /** Returns the path of the mapping or list that holds this value; the root's is the root. */
  public FieldPath parent() {
    return elements.isEmpty() ? this : new FieldPath(elements.subList(0, elements.size() - 1));
  }

  /** Returns what stands at this path of a tree; a missing node where nothing does. */
  public JsonNode in(JsonNode tree) {
    JsonNode node = tree;
    for (Object element : elements) {
      node = element instanceof Integer index ? node.path(index) : node.path((String) element);
    }
    return node;
  }

  boolean startsWith(FieldPath prefix) {
    return elements.size() >= prefix.elements.size()
        && elements.subList(0, prefix.elements.size()).equals(prefix.elements);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Object element : elements) {
      if (element instanceof Integer) {
        text.append('[').append(element).append(']');
      } else {
        text.append(text.length() == 0 ? "" : ".").append(element);
      }
    }
    return text.toString();
  }
}
