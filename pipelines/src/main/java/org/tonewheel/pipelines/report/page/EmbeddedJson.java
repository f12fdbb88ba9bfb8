package org.tonewheel.pipelines.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;

/**
 * JSON that may stand inside a script element: nothing in it can end the element, open a comment or
 * be taken for markup, whatever the names in it.
 */
final class EmbeddedJson {

  private static final ObjectMapper MAPPER = mapper();

  private EmbeddedJson() {}

  static String of(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper = JsonMapper.builder().build();
    mapper.getFactory().setCharacterEscapes(new ScriptEscapes());
    return mapper;
  }

  private static final class ScriptEscapes extends CharacterEscapes {

    private static final String RISKY = "<>&\u2028\u2029";

    private final int[] ascii = standardAsciiEscapesForJSON();

    ScriptEscapes() {
      RISKY.chars().filter(c -> c < ascii.length).forEach(c -> ascii[c] = ESCAPE_CUSTOM);
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ascii.clone();
    }

    @Override
    public SerializableString getEscapeSequence(int c) {
      return RISKY.indexOf(c) < 0 ? null : new SerializedString("\\u%04x".formatted(c));
    }
  }
}
