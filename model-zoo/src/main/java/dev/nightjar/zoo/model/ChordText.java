package dev.nightjar.zoo.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.nightjar.zoo.data.Keyboard;
import dev.nightjar.zoo.data.MusicSequenceJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Music in a line: a chord a time step, separated by blanks, tabs, commas or semicolons; a chord is
 * its MIDI pitches with {@code +} between them, {@code 60+64+67 62+65}, and {@value #SILENCE} is
 * silence. Or the same as JSON, {@code [[60, 64, 67], [62, 65]]}.
 */
final class ChordText {
  /** A time step at which nothing sounds. */
  static final String SILENCE = "-";

  private ChordText() {}

  /** A chord as a word of a line. */
  static String write(int... pitches) {
    return pitches.length == 0
        ? SILENCE
        : Arrays.stream(pitches).mapToObj(Integer::toString).collect(Collectors.joining("+"));
  }

  /**
   * The chords of a line; none if it is blank.
   *
   * @throws InputException if something else stands there
   */
  static List<int[]> read(String line) {
    if (line.isBlank()) {
      return List.of();
    }
    return line.strip().startsWith("[") ? json(line) : words(line);
  }

  private static List<int[]> words(String line) {
    return NumberLine.words(line).stream().map(ChordText::chord).toList();
  }

  private static int[] chord(String word) {
    if (word.equals(SILENCE)) {
      return new int[0];
    }
    return Arrays.stream(word.split("\\+", -1)).mapToInt(pitch -> pitch(word, pitch)).toArray();
  }

  private static int pitch(String word, String pitch) {
    int number = pitch.matches("\\d{1,9}") ? Integer.parseInt(pitch) : 0;
    if (!Keyboard.has(number)) {
      throw new InputException(
          "'"
              + word
              + "' is not a chord: a chord is MIDI pitches from "
              + Keyboard.LOWEST
              + " to "
              + Keyboard.HIGHEST
              + " such as 60+64+67, and "
              + SILENCE
              + " is silence");
    }
    return number;
  }

  private static List<int[]> json(String line) {
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      return json(parser);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read from memory", e);
    }
  }

  private static List<int[]> json(JsonParser parser) throws IOException {
    List<String> complaints = new ArrayList<>();
    try {
      parser.nextToken();
      List<int[]> chords =
          new MusicSequenceJson(
                  parser,
                  (row, column, what) -> complaints.add("at column " + column + ": " + what))
              .read()
              .orElse(List.of());
      if (complaints.isEmpty() && parser.nextToken() != null) {
        complaints.add("there is something after the sequence; give one sequence a line");
      }
      if (!complaints.isEmpty()) {
        throw new InputException(complaints.get(0));
      }
      return chords;
    } catch (JsonProcessingException e) {
      throw new InputException(
          "at column "
              + MusicSequenceJson.place(parser, e).getColumnNr()
              + ": "
              + MusicSequenceJson.explain(e));
    }
  }
}
