package dev.nightjar.zoo.data;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Checks that times follow each other: numbers, or dates and date-times as ISO 8601 writes them
 * (2024-01-31, 2024-01, 2024-01-31T18:00, with a blank for the T, with an offset). A time without
 * an offset is one of UTC.
 */
final class TimeOrder {

  private static final List<Function<String, Instant>> FORMS =
      List.of(
          text -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC),
          text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
          text -> OffsetDateTime.parse(text).toInstant(),
          text -> YearMonth.parse(text).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));

  private final FileProblems problems;
  private final String column;
  private Optional<Time> last = Optional.empty();

  /** A number or a date, and where it stood. */
  private record Time(long line, String text, OptionalDouble number, Optional<Instant> date) {

    boolean isAfter(Time other) {
      return number.isPresent()
          ? number.getAsDouble() > other.number.getAsDouble()
          : date.orElseThrow().isAfter(other.date.orElseThrow());
    }
  }

  TimeOrder(FileProblems problems, String column) {
    this.problems = problems;
    this.column = column;
  }

  /**
   * Takes the next time.
   *
   * @return whether it is a time, and written as the one before: a number, or a date; if it is not,
   *     or does not come after that one, the problems have one more
   */
  boolean add(long line, String field) {
    String text = field.strip();
    OptionalDouble number = NumberField.parse(text);
    Optional<Instant> date = number.isPresent() ? Optional.empty() : date(text);
    String named = "\"" + column + "\" ";
    if (number.isEmpty() && date.isEmpty()) {
      problems.add(
          line,
          named
              + (text.isEmpty() ? "has no value" : "is \"" + text + "\"")
              + "; a time is a number, or a date such as 2024-01-31 or 2024-01-31T18:00: write it"
              + " so, or leave dataset.time out");
      return false;
    }
    Time time = new Time(line, text, number, date);
    if (last.isPresent()) {
      Time before = last.get();
      if (before.number().isPresent() != number.isPresent()) {
        problems.add(
            line, named + "is " + text + ", but " + before.text() + " in line " + before.line());
        return false;
      }
      if (!time.isAfter(before)) {
        problems.add(
            line,
            named
                + "is "
                + text
                + ", which does not come after "
                + before.text()
                + " in line "
                + before.line()
                + ": sort the rows by time, one a time");
      }
    }
    last = Optional.of(time);
    return true;
  }

  private static Optional<Instant> date(String text) {
    String iso = text.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) ", "$1T");
    return FORMS.stream().flatMap(form -> read(form, iso).stream()).findFirst();
  }

  private static Optional<Instant> read(Function<String, Instant> form, String text) {
    try {
      return Optional.of(form.apply(text));
    } catch (DateTimeException e) {
      return Optional.empty(); // Another form may fit.
    }
  }
}
