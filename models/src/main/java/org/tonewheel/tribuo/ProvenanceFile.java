package org.tonewheel.tribuo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.MapProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tribuo.provenance.ModelProvenance;

/**
 * What Tribuo itself records of how a model came to be, readable without Tribuo: trainer, settings,
 * data, versions, time. {@code model.protobuf} holds the same.
 */
final class ProvenanceFile {
  private static final String FILE = "provenance.json";
  private static final int FORMAT = 1;

  /** What a provenance is; the numbers are those of {@link #FORMAT}. */
  private record Form(int formatVersion, String library, Object provenance) {}

  private ProvenanceFile() {}

  /** Writes {@code provenance.json} into an existing directory. */
  static void write(Path directory, ModelProvenance provenance) throws IOException {
    Files.write(
        directory.resolve(FILE),
        new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .writeValueAsBytes(new Form(FORMAT, "Tribuo", plain(provenance))));
  }

  /** Objects and maps with sorted names, lists, and values. */
  private static Object plain(Provenance provenance) {
    if (provenance instanceof PrimitiveProvenance<?> primitive) {
      Object value = primitive.getValue();
      return value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
    if (provenance instanceof ListProvenance<?> list) {
      List<Object> values = new ArrayList<>();
      list.forEach(value -> values.add(plain(value)));
      return values;
    }
    Map<String, Object> values = new TreeMap<>();
    if (provenance instanceof MapProvenance<?> map) {
      map.getMap().forEach((name, value) -> values.put(name, plain(value)));
    } else if (provenance instanceof ObjectProvenance object) {
      for (Pair<String, Provenance> field : object) {
        values.put(field.getA(), plain(field.getB()));
      }
    } else {
      return provenance.toString();
    }
    return values;
  }
}
