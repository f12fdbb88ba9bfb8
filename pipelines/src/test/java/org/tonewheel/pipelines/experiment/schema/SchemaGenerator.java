package org.tonewheel.pipelines.experiment.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomPropertyDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import com.google.common.collect.Ordering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tonewheel.pipelines.experiment.settings.BranchSpec;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Net;
import org.tonewheel.pipelines.experiment.settings.SyntheticSet;

/** Makes the JSON Schema of experiment files from the records and their {@link Setting}s. */
final class SchemaGenerator {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final YAMLMapper YAML = new YAMLMapper();

  private SchemaGenerator() {}

  /** Returns the schema, fields in the order of the records. */
  static ObjectNode generate() {
    SchemaGeneratorConfigBuilder builder =
        new SchemaGeneratorConfigBuilder(JSON, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
            .with(
                Option.DEFINITIONS_FOR_ALL_OBJECTS,
                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    builder.forTypesInGeneral().withPropertySorter(Ordering.allEqual()::compare);
    builder
        .forFields()
        .withRequiredCheck(field -> setting(field) != null && setting(field).required())
        .withDescriptionResolver(
            field -> field.isFakeContainerItemScope() ? null : description(field))
        .withCustomDefinitionProvider(SchemaGenerator::oneOrMany)
        .withInstanceAttributeOverride(SchemaGenerator::constrain);
    ObjectNode generated =
        new com.github.victools.jsonschema.generator.SchemaGenerator(builder.build())
            .generateSchema(Experiment.class);
    ObjectNode schema = JSON.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Tonewheel experiment");
    schema.put("description", "What one run of Tonewheel is to do.");
    schema.setAll(generated);
    return schema;
  }

  private static Setting setting(FieldScope field) {
    return field.getAnnotation(Setting.class);
  }

  /** Returns the field's text, followed by the defaults that differ by net or method. */
  private static String description(FieldScope field) {
    Setting setting = setting(field);
    ListMultimap<String, String> takers =
        MultimapBuilder.linkedHashKeys().arrayListValues().build();
    defaults(field.getDeclaringType().getErasedType())
        .forEach(
            (taker, defaults) -> {
              JsonNode value = defaults.get(field.getName());
              if (value != null) {
                takers.put(plain(value), "`" + taker + "`");
              }
            });
    List<String> defaults = new ArrayList<>();
    takers
        .asMap()
        .forEach(
            (value, nets) -> defaults.add(String.join(", ", nets) + " (default " + value + ")"));
    return defaults.isEmpty()
        ? setting.value()
        : setting.value() + " Taken by " + String.join("; ", defaults) + ".";
  }

  /** Returns the settings, with their defaults, that each net or method takes. */
  private static Map<String, Map<String, JsonNode>> defaults(Class<?> owner) {
    Map<String, Map<String, JsonNode>> defaults = new LinkedHashMap<>();
    if (owner == BranchSpec.class) {
      for (Net net : Net.values()) {
        Map<String, JsonNode> taken = new LinkedHashMap<>(net.defaults());
        taken.putAll(net.options());
        defaults.put(net.id(), taken);
      }
    } else if (owner == SyntheticSet.class) {
      for (SyntheticSet.Method method : SyntheticSet.Method.values()) {
        defaults.put(method.id(), method.defaults());
      }
    }
    return defaults;
  }

  private static String plain(JsonNode value) {
    if (value.isFloatingPointNumber()) {
      return value.decimalValue().stripTrailingZeros().toPlainString();
    }
    return value.isTextual() ? value.textValue() : value.toString().replace(",", ", ");
  }

  private static CustomPropertyDefinition oneOrMany(
      FieldScope field, SchemaGenerationContext context) {
    Setting setting = setting(field);
    if (setting == null || !setting.oneOrMany() || field.isFakeContainerItemScope()) {
      return null;
    }
    ObjectNode item =
        context.createStandardDefinition(field.getContainerItemType(), null).deepCopy();
    constrainValue(item, setting);
    ObjectNode definition = JSON.createObjectNode();
    ArrayNode either = definition.putArray("anyOf").add(item);
    either.addObject().put("type", "array").put("minItems", 1).set("items", item);
    return new CustomPropertyDefinition(definition, CustomDefinition.AttributeInclusion.YES);
  }

  private static void constrain(
      ObjectNode attributes, FieldScope field, SchemaGenerationContext context) {
    Setting setting = setting(field);
    if (setting == null || field.isFakeContainerItemScope() || setting.oneOrMany()) {
      return;
    }
    if (!setting.defaultValue().isEmpty()) {
      attributes.set("default", parse(setting.defaultValue()));
    }
    if (field.isContainerType()) {
      if (setting.minSize() > 0) {
        attributes.put("minItems", setting.minSize());
      }
    } else if (field.getType().isInstanceOf(Map.class)) {
      if (setting.name()) {
        attributes.putObject("propertyNames").put("pattern", Names.PATTERN);
      }
    } else {
      constrainValue(attributes, setting);
    }
  }

  private static void constrainValue(ObjectNode attributes, Setting setting) {
    bound(attributes, "minimum", setting.min());
    bound(attributes, "exclusiveMinimum", setting.above());
    bound(attributes, "maximum", setting.max());
    bound(attributes, "exclusiveMaximum", setting.below());
    if (setting.name()) {
      attributes.put("pattern", Names.PATTERN);
    } else if (setting.minSize() > 0 && !setting.oneOrMany()) {
      attributes.put("minLength", setting.minSize());
    }
  }

  private static void bound(ObjectNode attributes, String keyword, double value) {
    if (Double.isFinite(value)) {
      BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
      attributes.put(keyword, exact.scale() > 0 ? exact : exact.setScale(0));
    }
  }

  private static JsonNode parse(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
