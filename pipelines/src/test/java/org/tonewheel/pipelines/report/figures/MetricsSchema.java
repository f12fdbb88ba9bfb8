package org.tonewheel.pipelines.report.figures;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.google.common.collect.Ordering;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the JSON Schema of {@code metrics.json} from the records and what their Javadoc says of
 * each component: its words are the descriptions, and where they speak of null, null may stand.
 */
public final class MetricsSchema {
  /** The one copy, which the build also puts on the class path. */
  static final Path FILE = Path.of("docs/metrics.schema.json");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Path> SOURCES =
      List.of(Path.of("src/main/java"), Path.of("../models/src/main/java"));

  private MetricsSchema() {}

  /** Returns the schema, fields in the order of the records. */
  static ObjectNode generate() {
    SchemaGeneratorConfigBuilder builder =
        new SchemaGeneratorConfigBuilder(JSON, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
            .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    builder.forTypesInGeneral().withPropertySorter(Ordering.allEqual()::compare);
    builder
        .forFields()
        .withRequiredCheck(field -> !mayBeAbsent(field))
        .withNullableCheck(MetricsSchema::mayBeNull)
        .withDescriptionResolver(
            field -> field.isFakeContainerItemScope() ? null : description(field));
    ObjectNode generated = new SchemaGenerator(builder.build()).generateSchema(MetricsFile.class);
    ObjectNode schema = JSON.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Tonewheel metrics.json");
    schema.put("description", "What a run's branches are worth, for programs to read.");
    schema.setAll(generated);
    return schema;
  }

  private static boolean mayBeAbsent(FieldScope field) {
    return field.getAnnotation(JsonInclude.class) != null
        || field.getDeclaringType().getErasedType().isAnnotationPresent(JsonInclude.class);
  }

  private static boolean mayBeNull(FieldScope field) {
    if (field.isFakeContainerItemScope() || mayBeAbsent(field)) {
      return false;
    }
    Class<?> type = field.getType().getErasedType();
    boolean boxed = Number.class.isAssignableFrom(type) && !type.isPrimitive();
    return !type.isPrimitive()
        && (boxed
            || comment(field).contains("each null")
            || description(field).matches(".*\\bnull\\b.*"));
  }

  /** Returns what the record's Javadoc says of a component, in plain words. */
  private static String description(FieldScope field) {
    Matcher param =
        Pattern.compile(
                "@param " + field.getName() + "\\s((?:(?!@param|@return).)*)", Pattern.DOTALL)
            .matcher(comment(field));
    String text = param.find() ? param.group(1) : "";
    assertThat(text).as("Javadoc of %s in %s", field.getName(), owner(field)).isNotBlank();
    return text.replaceAll("\\s*\n\\s*\\*?\\s*", " ")
        .replaceAll("\\{@\\w+\\s+#?([^}]*)\\}", "$1")
        .strip();
  }

  /** Returns the Javadoc of the record that has the component. */
  private static String comment(FieldScope field) {
    Matcher comment =
        Pattern.compile(
                "/\\*\\*((?:(?!\\*/).)*)\\*/(?:(?!/\\*\\*).)*?\\brecord "
                    + owner(field).getSimpleName()
                    + "\\b",
                Pattern.DOTALL)
            .matcher(source(owner(field)));
    return comment.find() ? comment.group(1) : "";
  }

  private static Class<?> owner(FieldScope field) {
    return field.getDeclaringType().getErasedType();
  }

  private static String source(Class<?> owner) {
    Class<?> outer = owner;
    while (outer.getEnclosingClass() != null) {
      outer = outer.getEnclosingClass();
    }
    String name = outer.getName().replace('.', '/') + ".java";
    for (Path sources : SOURCES) {
      if (Files.exists(sources.resolve(name))) {
        try {
          return Files.readString(sources.resolve(name));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    throw new AssertionError("no source of " + owner);
  }

  /** Fails where a file is not as the shipped schema says. */
  public static void check(JsonNode metrics) {
    try {
      JsonSchema schema =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
              .getSchema(JSON.readTree(Files.readString(FILE)));
      assertThat(schema.validate(metrics)).extracting(ValidationMessage::getMessage).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
