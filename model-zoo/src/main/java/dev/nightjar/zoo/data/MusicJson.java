package dev.nightjar.zoo.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Polyphonic music as JSON (RFC 8259): {@code {"train": [sequence, …], "valid": […], "test": […]}},
 * where {@code test} may be left out, or one list of sequences that is not divided yet. A sequence
 * is as {@link MusicSequenceJson} says.
 *
 * @param divided whether the text says which part a sequence is of
 * @param parts the sequences; all of them under {@code train} if they are not divided
 */
record MusicJson(boolean divided, Parts<MusicPiece> parts) {

  private static final String TRAIN = "train";
  private static final String VALID = "valid";
  private static final String TEST = "test";
  private static final List<String> PARTS = List.of(TRAIN, VALID, TEST);

  /**
   * Reads a text, and goes on behind what is wrong with its content to find all of it.
   *
   * @param problems where what is wrong is added, each with its line and column. Only if none is,
   *     the sequences are all there
   */
  static MusicJson read(String text, FileProblems problems) {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      return read(parser, problems);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read from memory", e);
    }
  }

  private static MusicJson read(JsonParser parser, FileProblems problems) throws IOException {
    try {
      return new Reader(parser, problems).root();
    } catch (JsonProcessingException e) {
      add(problems, MusicSequenceJson.place(parser, e), MusicSequenceJson.explain(e));
      return new MusicJson(false, new Parts<>(List.of(), List.of(), List.of()));
    }
  }

  private static void add(FileProblems problems, JsonLocation place, String what) {
    problems.add(place.getLineNr(), place.getColumnNr(), what);
  }

  /** Reads at the parser's place. */
  private static final class Reader {
    private final JsonParser parser;
    private final FileProblems problems;
    private final MusicSequenceJson sequences;

    Reader(JsonParser parser, FileProblems problems) {
      this.parser = parser;
      this.problems = problems;
      sequences =
          new MusicSequenceJson(parser, (line, column, what) -> problems.add(line, column, what));
    }

    MusicJson root() throws IOException {
      JsonToken first = parser.nextToken();
      JsonLocation place = parser.currentTokenLocation();
      Map<String, List<MusicPiece>> found = new LinkedHashMap<>();
      boolean divided = first == JsonToken.START_OBJECT;
      if (first == null) {
        problems.addOfFile(
            "the file is empty; it needs {\"train\": […], \"valid\": […], \"test\": […]} or a list"
                + " of sequences");
      } else if (divided) {
        divided(found);
        for (String part : List.of(TRAIN, VALID)) {
          if (!found.containsKey(part)) {
            add(problems, place, "the part \"" + part + "\" is missing");
          }
        }
      } else if (first == JsonToken.START_ARRAY) {
        List<MusicPiece> pieces = list();
        found.put(TRAIN, pieces);
      } else {
        add(
            problems,
            place,
            "the file should hold {\"train\": […], \"valid\": […], \"test\": […]} or a list of"
                + " sequences, not "
                + sequences.describe());
      }
      end();
      return new MusicJson(
          divided,
          new Parts<>(
              found.getOrDefault(TRAIN, List.of()),
              found.getOrDefault(VALID, List.of()),
              found.getOrDefault(TEST, List.of())));
    }

    private void divided(Map<String, List<MusicPiece>> found) throws IOException {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String part = parser.currentName();
        JsonLocation place = parser.currentTokenLocation();
        JsonToken value = parser.nextToken();
        if (!PARTS.contains(part)) {
          add(
              problems,
              place,
              "there is no part \"" + part + "\"; the parts are " + String.join(", ", PARTS));
          parser.skipChildren();
        } else if (found.containsKey(part)) {
          add(problems, place, "the part \"" + part + "\" is given twice");
          parser.skipChildren();
        } else if (value != JsonToken.START_ARRAY) {
          found.put(part, List.of());
          add(
              problems,
              parser.currentTokenLocation(),
              "the part \""
                  + part
                  + "\" should be a list of sequences, not "
                  + sequences.describe());
          parser.skipChildren();
        } else {
          found.put(part, list());
        }
      }
    }

    /** The sequences of the list that has just begun. */
    private List<MusicPiece> list() throws IOException {
      JsonLocation place = parser.currentTokenLocation();
      List<MusicPiece> pieces = new ArrayList<>();
      boolean empty = true;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        empty = false;
        piece().ifPresent(pieces::add);
      }
      if (empty) {
        add(problems, place, "there is no sequence in this list");
      }
      return pieces;
    }

    private Optional<MusicPiece> piece() throws IOException {
      JsonLocation place = parser.currentTokenLocation();
      Optional<List<int[]>> chords = sequences.read();
      if (chords.isPresent() && chords.get().size() < MusicPiece.SHORTEST) {
        add(
            problems,
            place,
            "the sequence has "
                + (chords.get().isEmpty() ? "no time step" : "1 time step")
                + "; it needs at least 2, one to read and one to predict");
        return Optional.empty();
      }
      return chords.map(MusicPiece::of);
    }

    private void end() throws IOException {
      if (parser.nextToken() != null) {
        add(
            problems,
            parser.currentTokenLocation(),
            "the data has ended, but " + sequences.describe() + " follows; remove it");
      }
    }
  }
}
