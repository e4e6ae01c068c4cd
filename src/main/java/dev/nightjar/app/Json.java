package dev.nightjar.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Locale;
import java.util.stream.Stream;

/** JSON as the command line writes it. NaN and infinities, which JSON lacks, become text. */
final class Json {

  private static final ObjectMapper LINES = new ObjectMapper();
  private static final ObjectMapper PRETTY =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Json() {}

  static String pretty(Object value) {
    return write(PRETTY, value);
  }

  /** An array as {@link #pretty} writes one, an element at a time. */
  static <T> void prettyArray(Stream<T> elements, Writer out) {
    StringWriter written = new StringWriter();
    try {
      try (SequenceWriter array = PRETTY.writer().writeValuesAsArray(written)) {
        for (T element : (Iterable<T>) elements::iterator) {
          array.write(element);
          array.flush();
          out.write(escaped(written.toString()));
          written.getBuffer().setLength(0);
        }
      }
      out.write(escaped(written.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException("what was to be printed could not be written", e);
    }
  }

  static String line(Object value) {
    return write(LINES, value);
  }

  private static String write(ObjectMapper mapper, Object value) {
    try {
      return escaped(mapper.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + value.getClass() + " as JSON", e);
    }
  }

  /** JSON leaves some characters as they are that steer a terminal; they can only be in texts. */
  private static String escaped(String json) {
    if (!TerminalWriter.steers(json)) {
      return json;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (TerminalWriter.steers(c) && c != '\r') {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  static JsonNode parse(String json) {
    try {
      return LINES.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored JSON cannot be read", e);
    }
  }
}
