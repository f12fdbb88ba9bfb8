package org.tonewheel.nets;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tonewheel.nets.engine.DropoutMasks;

/** The nets by name; each is built from the shape of one row and the number of classes. */
public enum NetCatalog {
  /** Two recurrent layers, many to one. */
  NET5 {
    @Override
    Block build(Shape row, int classes, NetSettings settings, DropoutMasks masks) {
      return new Net5(settings.hidden(), settings.layers(), settings.dropout(), classes, masks);
    }
  };

  /**
   * An uninitialised block from rows to logits.
   *
   * @param row shape of a row, without the batch: frames, features for a recurrent net
   */
  abstract Block build(Shape row, int classes, NetSettings settings, DropoutMasks masks);

  /** Names as an experiment writes them. */
  public static List<String> names() {
    return Arrays.stream(values()).map(net -> net.name().toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * The net of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static NetCatalog require(String name) {
    int index = names().indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("no net is named '" + name + "'; there are " + names());
    }
    return values()[index];
  }
}
