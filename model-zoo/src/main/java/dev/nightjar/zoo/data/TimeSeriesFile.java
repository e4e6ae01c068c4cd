package dev.nightjar.zoo.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A user's file of a time series: a table, a row a step of time. */
final class TimeSeriesFile {

  private final TimeSeriesFileSpec spec;
  private final FileProblems problems;
  private final List<NumberRows> opened = new ArrayList<>();

  private TimeSeriesFile(TimeSeriesFileSpec spec) {
    this.spec = spec;
    this.problems = new FileProblems(spec.file());
  }

  static TimeSeries load(TimeSeriesFileSpec spec) {
    return new TimeSeriesFile(spec).load();
  }

  private TimeSeries load() {
    Path path = spec.file();
    Table.read(path, spec.format(), problems, this::open);
    problems.throwIfAny();
    NumberRows rows = opened.get(0);
    if (rows.rows() == 0) {
      problems.addOfFile("there are no rows below the header line");
      problems.throwIfAny();
    }
    int target = target(rows.names());
    problems.throwIfAny();
    return TimeSeries.divide(
        path.toString(),
        String.valueOf(path.getFileName()),
        rows.names(),
        rows.values(),
        target,
        spec.windows(),
        spec.split());
  }

  private Consumer<Table.Row> open(List<String> header) {
    List<String> named =
        spec.columns().isEmpty()
            ? List.of()
            : Stream.concat(spec.columns().stream(), spec.target().stream()).distinct().toList();
    if (spec.columns().isEmpty()) {
      spec.target().ifPresent(target -> Table.column(problems, header, target, "target"));
    }
    OptionalInt time =
        spec.time().stream()
            .mapToInt(name -> Table.column(problems, header, name, "time"))
            .findAny();
    Set<String> others = spec.time().stream().collect(Collectors.toSet());
    NumberRows rows = new NumberRows(problems, header, named, others);
    opened.add(rows);
    if (time.isEmpty()) {
      return rows::add;
    }
    TimeOrder order = new TimeOrder(problems, spec.time().get());
    return row -> {
      order.add(row.line(), row.fields().get(time.getAsInt()));
      rows.add(row);
    };
  }

  private int target(List<String> numbers) {
    if (numbers.isEmpty()) {
      problems.addOfFile("no column has numbers; a time series is a column of numbers at least");
      return -1;
    }
    if (spec.target().isEmpty()) {
      if (numbers.size() > 1) {
        problems.addOfFile(
            "the columns "
                + numbers
                + " have numbers; name the one to forecast with dataset.target");
      }
      return 0;
    }
    int index = numbers.indexOf(spec.target().get());
    if (index < 0) {
      problems.addOfFile(
          "the target \""
              + spec.target().get()
              + "\" is no column of numbers; those are "
              + numbers
              + "; name one with dataset.target");
    }
    return index;
  }
}
