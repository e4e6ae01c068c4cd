package dev.nightjar.zoo.data;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A sequence of polyphonic music as JSON: a list of time steps, each a list of the MIDI pitches
 * that sound, {@code [[60, 64, 67], [62, 65], []]}.
 */
public final class MusicSequenceJson {

  /** Takes what is wrong. */
  @FunctionalInterface
  public interface Complaints {
    /** Something is wrong at a line and a column, both counted from 1. */
    void add(long line, long column, String what);
  }

  private static final int MAX_ECHO = 40;

  /** Where a bracket was opened, in the words of the parser for programmers. */
  private static final Pattern ORIGIN = Pattern.compile(", from `[^`]*`");

  private static final Pattern OPENING = Pattern.compile(" \\(for \\w+ starting at .*");

  private final JsonParser parser;
  private final Complaints complaints;

  /**
   * A reader.
   *
   * @param parser whose current token {@link #read} begins from
   * @param complaints takes all that is wrong with the content
   */
  public MusicSequenceJson(JsonParser parser, Complaints complaints) {
    this.parser = parser;
    this.complaints = complaints;
  }

  /**
   * Reads the value at the parser's current token, to its end.
   *
   * @return the pitches of each time step; empty if something is wrong with it, which the
   *     complaints then say
   * @throws IOException if the text is no JSON
   */
  public Optional<List<int[]>> read() throws IOException {
    if (!isList("a sequence should be a list of time steps such as [[60, 64, 67], [62, 65]]")) {
      return Optional.empty();
    }
    List<int[]> chords = new ArrayList<>();
    boolean right = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Optional<int[]> chord = chord();
      chord.ifPresent(chords::add);
      right &= chord.isPresent();
    }
    return right ? Optional.of(chords) : Optional.empty();
  }

  /** Why a text is no JSON, in one sentence; the exception knows the place. */
  public static String explain(JsonProcessingException e) {
    if (e instanceof JsonEOFException) {
      return "not JSON: it ends before all brackets and quotes are closed";
    }
    if (e instanceof StreamConstraintsException) {
      return "too large or nested too deeply for the reader: "
          + ORIGIN.matcher(e.getOriginalMessage()).replaceFirst("");
    }
    String message = e.getOriginalMessage().lines().findFirst().orElse("it cannot be read");
    return "not JSON: " + OPENING.matcher(message).replaceFirst("");
  }

  /** Where reading failed; that a limit was passed comes without its place. */
  public static JsonLocation place(JsonParser parser, JsonProcessingException e) {
    return Optional.ofNullable(e.getLocation()).orElseGet(parser::currentLocation);
  }

  private Optional<int[]> chord() throws IOException {
    if (!isList("a time step should be a list of MIDI pitches such as [60, 64, 67]")) {
      return Optional.empty();
    }
    List<Integer> pitches = new ArrayList<>();
    boolean right = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int pitch = pitch();
      right &= Keyboard.has(pitch);
      pitches.add(pitch);
    }
    return right
        ? Optional.of(pitches.stream().mapToInt(Integer::intValue).toArray())
        : Optional.empty();
  }

  /** The pitch, or a number that is none if something is wrong. */
  private int pitch() throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      complain(
          parser.currentTokenLocation(),
          "a MIDI pitch should be a whole number from "
              + Keyboard.LOWEST
              + " to "
              + Keyboard.HIGHEST
              + ", not "
              + describe());
      parser.skipChildren();
      return 0;
    }
    String digits = parser.getText();
    int pitch = digits.length() <= 4 ? Integer.parseInt(digits) : Integer.MAX_VALUE;
    if (!Keyboard.has(pitch)) {
      complain(
          parser.currentTokenLocation(),
          "the pitch "
              + describe()
              + " is outside "
              + Keyboard.LOWEST
              + " to "
              + Keyboard.HIGHEST
              + ", the keys of a piano; for a rest, leave the pitch out");
    }
    return pitch;
  }

  private boolean isList(String wanted) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      return true;
    }
    complain(parser.currentTokenLocation(), wanted + ", not " + describe());
    parser.skipChildren();
    return false;
  }

  private void complain(JsonLocation place, String what) {
    complaints.add(place.getLineNr(), place.getColumnNr(), what);
  }

  /** The current token, for messages. */
  String describe() throws IOException {
    return switch (parser.currentToken()) {
      case START_ARRAY -> "a list";
      case START_OBJECT -> "an object";
      case VALUE_STRING -> "the text \"" + clipped() + "\"";
      default -> clipped();
    };
  }

  private String clipped() throws IOException {
    String text = parser.getText();
    return text.length() > MAX_ECHO ? text.substring(0, MAX_ECHO) + "…" : text;
  }
}
