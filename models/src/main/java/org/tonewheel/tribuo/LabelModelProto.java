package org.tonewheel.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.Base64;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelDataProto;
import org.tribuo.protos.core.ModelProto;

/**
 * The protobuf form of this package's own models: a structure of what Tribuo keeps with every model
 * and of the model's own numbers. It needs no message types beside those that come with protobuf.
 */
final class LabelModelProto {
  private static final String METADATA = "metadata";

  private LabelModelProto() {}

  /**
   * What {@link Model#serialize} returns.
   *
   * @param name of the field with the model's own numbers
   */
  static ModelProto of(
      Class<? extends Model<Label>> type,
      int version,
      ModelDataCarrier<Label> carrier,
      String name,
      Value numbers) {
    Struct struct =
        Struct.newBuilder()
            .putFields(METADATA, text(carrier.serialize().toByteArray()))
            .putFields(name, numbers)
            .build();
    return ModelProto.newBuilder()
        .setVersion(version)
        .setClassName(type.getName())
        .setSerializedData(Any.pack(struct))
        .build();
  }

  /** Bytes as a value of a structure, in base 64. */
  static Value text(byte[] bytes) {
    return Value.newBuilder().setStringValue(Base64.getEncoder().encodeToString(bytes)).build();
  }

  /**
   * The bytes that {@link #text} was given.
   *
   * @throws IllegalArgumentException when the field is missing or not in base 64
   */
  static byte[] bytes(Struct struct, String name) {
    if (!struct.containsFields(name)) {
      throw new IllegalArgumentException("the model's file lacks the field '" + name + "'");
    }
    return Base64.getDecoder().decode(struct.getFieldsOrThrow(name).getStringValue());
  }

  /**
   * The structure of a message.
   *
   * @param newest version that the caller reads
   * @throws InvalidProtocolBufferException when the message is not a structure
   * @throws IllegalArgumentException when its version is unknown
   */
  static Struct struct(String className, int version, int newest, Any message)
      throws InvalidProtocolBufferException {
    if (version < 0 || version > newest) {
      throw new IllegalArgumentException(
          className
              + ": version "
              + version
              + " is unknown; this program reads up to version "
              + newest);
    }
    return message.unpack(Struct.class);
  }

  /**
   * What Tribuo keeps with the model.
   *
   * @throws IllegalArgumentException when the model's outputs are not labels
   */
  @SuppressWarnings("unchecked") // checked
  static ModelDataCarrier<Label> carrier(String className, Struct struct)
      throws InvalidProtocolBufferException {
    ModelDataCarrier<?> carrier =
        ModelDataCarrier.deserialize(
            ModelDataProto.parseFrom(ByteString.copyFrom(bytes(struct, METADATA))));
    if (!(carrier.outputDomain().getOutput(0) instanceof Label)) {
      throw new IllegalArgumentException(
          className
              + ": outputs are of "
              + carrier.outputDomain().getOutput(0).getClass()
              + ", not labels");
    }
    return (ModelDataCarrier<Label>) carrier;
  }
}
