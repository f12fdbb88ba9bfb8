package org.tonewheel.pipelines.run;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder.FieldAssembler;
import org.apache.avro.generic.GenericRecord;

/** The last column, {@code values}, of tables whose rows end with a list of floats. */
final class FloatValues {
  private static final String NAME = "values";

  /** The bulk column, as {@link Table} wants it. */
  static final String BULK = NAME + ".list.element";

  private FloatValues() {}

  /** The schema of these fields and the values. */
  static Schema after(FieldAssembler<Schema> fields) {
    return fields.name(NAME).type().array().items().floatType().noDefault().endRecord();
  }

  static void write(float[] values, GenericRecord avro) {
    avro.put(NAME, values);
  }

  static float[] read(GenericRecord avro) {
    List<?> list = (List<?>) avro.get(NAME);
    float[] floats = new float[list.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (Float) list.get(i);
    }
    return floats;
  }
}
