package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputLinesTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a\n", "a\r\nb", "\n\n", "a\n\nö\uD83D\uDE00\r\n \n"})
  void linesAreThoseOfTheText(String text) throws Exception {
    String padded = text + "x".repeat(20_000) + "\n" + text;
    for (String whole : List.of(text, padded)) {
      InputLines lines =
          new InputLines(new ByteArrayInputStream(whole.getBytes(StandardCharsets.UTF_8)));
      List<String> read = new ArrayList<>();
      for (Optional<InputLines.Line> l = lines.next(); l.isPresent(); l = lines.next()) {
        read.add(l.get().text());
        assertThat(l.get().number()).isEqualTo(read.size());
      }
      assertThat(read).isEqualTo(whole.lines().toList());
      assertThat(lines.pending()).isFalse();
    }
  }

  @Test
  void aLineIsHandedOnBeforeTheNextIsThere() throws Exception {
    try (PipedOutputStream writer = new PipedOutputStream();
        PipedInputStream reader = new PipedInputStream(writer)) {
      InputLines lines = new InputLines(reader);
      writer.write("one\ntw".getBytes(StandardCharsets.UTF_8));
      assertThat(lines.next().orElseThrow().text()).isEqualTo("one");
      assertThat(lines.pending()).isTrue();
      writer.write("o\n".getBytes(StandardCharsets.UTF_8));
      assertThat(lines.next().orElseThrow().text()).isEqualTo("two");
      assertThat(lines.pending()).isFalse();
    }
  }

  @Test
  void bytesThatAreNoTextAreToldByTheirLine() throws Exception {
    InputLines lines =
        new InputLines(new ByteArrayInputStream(new byte[] {'a', '\n', (byte) 0xff, '\n', 'b'}));
    assertThat(lines.next().orElseThrow().text()).isEqualTo("a");
    InputLines.Line wrong = lines.next().orElseThrow();
    assertThat(wrong.number()).isEqualTo(2);
    assertThatThrownBy(wrong::text).isInstanceOf(CharacterCodingException.class);
    assertThat(lines.next().orElseThrow().text()).isEqualTo("b");
  }

  @Test
  void whatIsLongerThanAllowedIsCutAndTheNextLineIsWhole() throws Exception {
    byte[] text = ("x".repeat(30_000) + "\nabcde\nabcdef\n").getBytes(StandardCharsets.UTF_8);
    InputLines lines = new InputLines(new ByteArrayInputStream(text), 5);
    InputLines.Line first = lines.next().orElseThrow();
    assertThat(first.whole()).isFalse();
    assertThat(first.text()).isEqualTo("xxxxx");
    InputLines.Line second = lines.next().orElseThrow();
    assertThat(second.whole()).isTrue();
    assertThat(second.text()).isEqualTo("abcde");
    assertThat(lines.next().orElseThrow().whole()).isFalse();
    assertThat(lines.next()).isEmpty();
  }
}
