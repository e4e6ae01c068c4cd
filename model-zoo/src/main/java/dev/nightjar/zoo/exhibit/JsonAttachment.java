package dev.nightjar.zoo.exhibit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.nightjar.search.trial.Attachment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;

/** Writes attachments in JSON. */
final class JsonAttachment {

  /** More digits than anybody looks at. */
  private static final MathContext DIGITS = new MathContext(6);

  private JsonAttachment() {}

  /** Writes the fields of an object. */
  @FunctionalInterface
  interface Fields {
    /** Writes them. */
    void write(JsonGenerator json) throws IOException;
  }

  static Attachment of(String name, Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
    return new Attachment(name, Attachment.JSON, bytes.toByteArray());
  }

  /** A number in six digits; null if it is not finite. */
  static void number(JsonGenerator json, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(new BigDecimal(value).round(DIGITS).doubleValue());
    } else {
      json.writeNull();
    }
  }
}
