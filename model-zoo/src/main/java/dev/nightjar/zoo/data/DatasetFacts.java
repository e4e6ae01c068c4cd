package dev.nightjar.zoo.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What a person wants to know of a data set before learning from it.
 *
 * @param dataset which
 * @param labels label → how many it has in the training, validation and test part; empty where
 *     there are no labels
 * @param vocabulary how many different tokens there are, in words; empty where none are read
 * @param columns what numbers are read at every step; empty where none are
 * @param answer the column that is learned, if there is one
 * @param lengths how long what is read at once is; empty for one running text or series
 */
public record DatasetFacts(
    Dataset dataset,
    Map<String, List<Long>> labels,
    Optional<String> vocabulary,
    List<String> columns,
    Optional<String> answer,
    Optional<Lengths> lengths) {

  /**
   * Lengths of the training part.
   *
   * @param unit what is counted
   * @param shortest of all
   * @param median half are at most that long
   * @param longest of all
   */
  public record Lengths(String unit, long shortest, long median, long longest) {

    private static Optional<Lengths> of(String unit, Stream<Long> lengths) {
      List<Long> sorted = lengths.sorted().toList();
      return sorted.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Lengths(
                  unit,
                  sorted.get(0),
                  sorted.get((sorted.size() - 1) / 2),
                  sorted.get(sorted.size() - 1)));
    }

    private static <T> Optional<Lengths> of(
        String unit, Collection<T> items, ToLongFunction<T> length) {
      return of(unit, items.stream().map(length::applyAsLong));
    }
  }

  /** Copies. */
  public DatasetFacts {
    columns = List.copyOf(columns);
  }

  /** The facts of a data set. */
  public static DatasetFacts of(Dataset dataset) {
    if (dataset instanceof LabelledText text) {
      return new DatasetFacts(
          dataset,
          balance(
              new Parts<>(text.train(), text.validation(), text.test()),
              text.labels(),
              Example::label),
          Optional.of(text.vocabulary().describe()),
          List.of(),
          Optional.empty(),
          Lengths.of(
              text.level().units(), text.train(), example -> text.level().count(example.text())));
    } else if (dataset instanceof TextCorpus text) {
      return new DatasetFacts(
          dataset,
          Map.of(),
          Optional.of(text.level().vocabulary(text.parts().train()).describe()),
          List.of(),
          Optional.empty(),
          text.running()
              ? Optional.empty()
              : Lengths.of(text.level().units(), text.parts().train(), text.level()::count));
    } else if (dataset instanceof TokenCorpus tokens) {
      return new DatasetFacts(
          dataset,
          Map.of(),
          Optional.of(tokens.vocabularySize() + " tokens"),
          List.of(),
          Optional.empty(),
          Lengths.of("tokens", tokens.parts().train(), TokenDocument::length));
    } else if (dataset instanceof NumberCorpus numbers) {
      return new DatasetFacts(
          dataset,
          Map.of(),
          Optional.empty(),
          names(numbers.columns()),
          Optional.of(numbers.answer().name()),
          Lengths.of("steps", numbers.parts().train(), NumberSequence::length));
    } else if (dataset instanceof LabelledSeries series) {
      return new DatasetFacts(
          dataset,
          balance(series.parts(), series.labels(), one -> series.labels().get(one.label())),
          Optional.empty(),
          names(series.columns()),
          Optional.empty(),
          Lengths.of("steps", series.parts().train(), LabelledSequence::length));
    } else if (dataset instanceof TimeSeries series) {
      return new DatasetFacts(
          dataset,
          Map.of(),
          Optional.empty(),
          names(series.scaling().columns()),
          Optional.of(series.scaling().columns().get(series.scaling().target()).name()),
          Optional.empty());
    } else if (dataset instanceof MusicCorpus music) {
      return new DatasetFacts(
          dataset,
          Map.of(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Lengths.of("time steps", music.parts().train(), MusicPiece::steps));
    }
    throw new IllegalStateException("no facts about " + dataset.kind());
  }

  private static List<String> names(List<NumberColumn> columns) {
    return columns.stream().map(NumberColumn::name).toList();
  }

  private static <T> Map<String, List<Long>> balance(
      Parts<T> parts, List<String> labels, Function<T, String> label) {
    List<Map<String, Long>> counts = new ArrayList<>();
    for (List<T> part : List.of(parts.train(), parts.validation(), parts.test())) {
      Map<String, Long> count = new TreeMap<>();
      part.forEach(item -> count.merge(label.apply(item), 1L, Long::sum));
      counts.add(count);
    }
    Map<String, List<Long>> balance = new LinkedHashMap<>();
    labels.forEach(
        name ->
            balance.put(name, counts.stream().map(count -> count.getOrDefault(name, 0L)).toList()));
    return balance;
  }
}
