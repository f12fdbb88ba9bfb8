package org.tonewheel.pipelines.run;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * A hash of the values that were written to a table. Parquet's own bytes will not do: its footer
 * lists encodings in the order of a hash set, which differs from process to process.
 */
final class RowHash {
  private final Hasher hasher = Hashing.sha256().newHasher();

  void add(GenericRecord row) {
    for (Schema.Field field : row.getSchema().getFields()) {
      put(row.get(field.pos()));
    }
  }

  String hex() {
    return hasher.hash().toString();
  }

  private void put(Object value) {
    if (value == null) {
      hasher.putByte((byte) 0);
    } else if (value instanceof ByteBuffer bytes) {
      hasher.putInt(bytes.remaining()).putBytes(bytes.duplicate());
    } else if (value instanceof float[] floats) {
      hasher.putInt(floats.length);
      for (float f : floats) {
        hasher.putFloat(f);
      }
    } else if (value instanceof double[] doubles) {
      hasher.putInt(doubles.length);
      for (double d : doubles) {
        hasher.putDouble(d);
      }
    } else if (value instanceof Map<?, ?> map) {
      hasher.putInt(map.size());
      new TreeMap<Object, Object>(map)
          .forEach(
              (key, entry) -> {
                put(key);
                put(entry);
              });
    } else {
      String text = value.toString();
      hasher.putInt(text.length()).putString(text, StandardCharsets.UTF_8);
    }
  }
}
