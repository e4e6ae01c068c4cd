package dev.nightjar.reports.exhibit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Music that a network wrote. */
final class PianoRoll {

  /** A part of an octave more on either side, so that a single key is no bar over everything. */
  private static final int MARGIN = 3;

  private PianoRoll() {}

  static Optional<Exhibit> read(String name, String title, JsonNode json) {
    Optional<List<JsonNode>> arrays = Fields.array(json.path("chords"), JsonNode::isArray);
    int given = json.path("given").asInt(-1);
    if (arrays.isEmpty() || arrays.get().isEmpty() || given < 0) {
      return Optional.empty();
    }
    List<List<Integer>> chords = new ArrayList<>();
    for (JsonNode array : arrays.get()) {
      Optional<List<Integer>> chord = Fields.counts(array);
      if (chord.isEmpty()) {
        return Optional.empty();
      }
      chords.add(chord.get());
    }
    return Optional.of(
        new Exhibit.Roll(
            name,
            title,
            "Time goes to the right, a row is a key. The first "
                + Math.min(given, chords.size())
                + " time steps are the beginning of a piece of the validation part; the rest it"
                + " wrote, each key drawn with the probability that it gives.",
            notes(chords, given),
            chords.stream().map(PianoRoll::written).collect(Collectors.joining(" ")),
            ""));
  }

  private static List<Exhibit.Roll.Note> notes(List<List<Integer>> chords, int given) {
    int low = chords.stream().flatMap(List::stream).mapToInt(k -> k).min().orElse(60) - MARGIN;
    int high = chords.stream().flatMap(List::stream).mapToInt(k -> k).max().orElse(60) + MARGIN;
    double width = 100.0 / chords.size();
    double height = 100.0 / (high - low + 1);
    List<Exhibit.Roll.Note> notes = new ArrayList<>();
    for (int step = 0; step < chords.size(); step++) {
      for (int key : chords.get(step)) {
        notes.add(
            new Exhibit.Roll.Note(
                percent(step * width),
                percent((high - key) * height),
                percent(width),
                percent(height),
                step < given ? "given" : "written"));
      }
    }
    return notes;
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.3f%%", value);
  }

  /** As the command line writes a chord. */
  private static String written(List<Integer> chord) {
    return chord.isEmpty()
        ? "-"
        : chord.stream().map(String::valueOf).collect(Collectors.joining("+"));
  }
}
