package dev.nightjar.zoo.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Labelled series of numbers from IDX files, such as images read row by row. */
final class IdxFile {

  private IdxFile() {}

  /**
   * Loads and divides a user's files.
   *
   * @throws DatasetException if one cannot be used, or they do not fit
   */
  static LabelledSeries load(IdxFileSpec spec) {
    IdxItems items = IdxItems.read(spec.files());
    Optional<IdxItems> test = spec.test().map(IdxItems::read);
    List<IdxItems.Item> all = items.items();
    FileProblems problems = new FileProblems(spec.files().labels());
    LearnableLabels.require(
        problems, all, IdxItems.Item::labelText, IdxItems.Item::key, "item", "items");
    problems.throwIfAny();
    Parts<IdxItems.Item> parts =
        StratifiedSplit.divide(all, IdxItems.Item::labelText, IdxItems.Item::key, spec.split());
    test.ifPresent(other -> requireFit(spec, items, other));
    return series(String.valueOf(spec.files().items().getFileName()), items, parts, test);
  }

  private static void requireFit(IdxFileSpec spec, IdxItems items, IdxItems test) {
    IdxFiles files = spec.test().orElseThrow();
    FileProblems problems = new FileProblems(files.items());
    List<Integer> sizes = items.array().sizes();
    if (!test.array()
        .sizes()
        .subList(1, test.array().sizes().size())
        .equals(sizes.subList(1, sizes.size()))) {
      problems.addOfFile(
          "has the dimensions "
              + test.array().describe()
              + ", but "
              + spec.files().items().getFileName()
              + " has "
              + items.array().describe()
              + "; only the first may differ");
    }
    problems.throwIfAny();
    SortedSet<Integer> known = classes(items);
    FileProblems ofLabels = new FileProblems(files.labels());
    classes(test).stream()
        .filter(label -> !known.contains(label))
        .forEach(
            label ->
                ofLabels.addOfFile(
                    "the label "
                        + label
                        + " does not occur in "
                        + spec.files().labels().getFileName()));
    ofLabels.throwIfAny();
  }

  private static SortedSet<Integer> classes(IdxItems items) {
    return new TreeSet<>(IntStream.of(items.labels()).boxed().toList());
  }

  /**
   * The series of divided items. All numbers have one scale, that of the training part: the columns
   * of an image mean the same, and some of them hardly vary.
   *
   * @param test items of a test part of their own
   */
  static LabelledSeries series(
      String name, IdxItems items, Parts<IdxItems.Item> parts, Optional<IdxItems> test) {
    List<Integer> classes = List.copyOf(classes(items));
    NumberColumn.Fit fit = new NumberColumn.Fit();
    parts.train().forEach(item -> items.fit(item, fit));
    NumberColumn scale = fit.column("");
    Function<IdxItems.Item, LabelledSequence> sequence =
        item -> items.sequence(item, scale, classes);
    List<LabelledSequence> tested = new ArrayList<>();
    test.ifPresent(
        other -> other.items().forEach(item -> tested.add(other.sequence(item, scale, classes))));
    parts.test().forEach(item -> tested.add(sequence.apply(item)));
    List<NumberColumn> columns =
        IntStream.rangeClosed(1, items.width())
            .mapToObj(i -> new NumberColumn(String.valueOf(i), scale.mean(), scale.deviation()))
            .toList();
    return new LabelledSeries(
        name,
        columns,
        classes.stream().map(String::valueOf).toList(),
        new Parts<>(
            parts.train().stream().map(sequence).toList(),
            parts.validation().stream().map(sequence).toList(),
            tested),
        hash(items, test));
  }

  private static String hash(IdxItems items, Optional<IdxItems> test) {
    List<byte[]> content = new ArrayList<>();
    for (IdxItems part : test.isPresent() ? List.of(items, test.get()) : List.of(items)) {
      content.add(
          StableHash.ofTexts(List.of(part.array().describe(), part.array().type().name()))
              .getBytes(StandardCharsets.UTF_8));
      content.add(part.array().bytes());
      content.add(StableHash.ofInts(List.of(part.labels())).getBytes(StandardCharsets.UTF_8));
    }
    return StableHash.ofBytes(content);
  }
}
