package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesFileTest {

  @TempDir private Path folder;

  private Path write(String... lines) throws IOException {
    return Files.writeString(folder.resolve("a.csv"), String.join("\n", lines) + "\n");
  }

  private static SeriesFileSpec spec(Path file, DatasetKind kind, String... columns) {
    return new SeriesFileSpec(
        file,
        TableFormat.CSV,
        List.of(columns),
        "id",
        kind == DatasetKind.NUMBERS ? "target" : "label",
        kind,
        SplitSpec.DEFAULT);
  }

  private static LabelledSeries labelled(Path file, String... columns) {
    return (LabelledSeries) Datasets.load(spec(file, DatasetKind.LABELLED_SERIES, columns));
  }

  private static NumberCorpus numbers(Path file, String... columns) {
    return (NumberCorpus) Datasets.load(spec(file, DatasetKind.NUMBERS, columns));
  }

  private static void assertProblems(SeriesFileSpec spec, String... problems) {
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> Datasets.load(spec))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        Stream.of(problems).map(p -> spec.file() + p).toArray(String[]::new)));
  }

  private static <T> List<T> all(Parts<T> parts) {
    return Stream.of(parts.train(), parts.validation(), parts.test())
        .flatMap(List::stream)
        .toList();
  }

  /** Series of 2 to 5 steps whose target is a hundred times the sum of x, in shuffled rows. */
  private Path sums(int count, long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder rows = new StringBuilder("id,x,target,y,label,note\n");
    for (int id = 0; id < count; id++) {
      int steps = 2 + random.nextInt(4);
      double[] x = random.doubles(steps, 10, 20).toArray();
      double target = 100 * Arrays.stream(x).sum();
      for (double value : x) {
        rows.append(id).append(',').append(value).append(',').append(target).append(',');
        rows.append(random.nextInt(9)).append(',').append(id % 3 == 0 ? "third" : "other");
        rows.append(",text\n");
      }
    }
    return Files.writeString(folder.resolve("sums.csv"), rows);
  }

  @Test
  void rowsOfOneIdAreOneSeriesWhereverTheyStand() throws IOException {
    Path file =
        write("id,x,label", "a,1,p", "b,2,q", "a,3,p", "c,5,p", "d,7,q", "b,4,q", "c,6,p", "e,9,q");
    LabelledSeries data = labelled(file);
    NumberColumn x = data.columns().get(0);
    assertThat(data.labels()).containsExactly("p", "q");
    assertThat(all(data.parts()))
        .extracting(s -> s.label() + ":" + Math.round(x.original(s.values()[0])) + "…" + s.length())
        .containsExactlyInAnyOrder("0:1…2", "1:2…2", "0:5…2", "1:7…1", "1:9…1");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void standardisesByTheTrainingPart(long seed) throws IOException {
    NumberCorpus data = numbers(sums(60, seed), "x", "y");
    assertThat(data.columns()).extracting(NumberColumn::name).containsExactly("x", "y");
    assertThat(data.sizes()).isEqualTo(new PartSizes("sequences", 48, 6, 6));
    double sum = 0;
    double squares = 0;
    int steps = 0;
    for (NumberSequence sequence : data.parts().train()) {
      for (int t = 0; t < sequence.length(); t++) {
        sum += sequence.values()[2 * t];
        squares += sequence.values()[2 * t] * sequence.values()[2 * t];
        steps++;
      }
    }
    assertThat(sum / steps).isCloseTo(0, within(1e-5));
    assertThat(squares / steps).isCloseTo(1, within(1e-5));
    for (NumberSequence sequence : all(data.parts())) {
      double target = 0;
      for (int t = 0; t < sequence.length(); t++) {
        target += 100 * data.columns().get(0).original(sequence.values()[2 * t]);
      }
      assertThat(data.answer().original(sequence.target())).isCloseTo(target, within(0.01));
    }
  }

  @Test
  void readsEveryColumnOfNumbersUnlessSomeAreNamed() throws IOException {
    Path file = sums(30, 4);
    // The target and the label belong to the other task, but only the chosen answer is known as it.
    assertThat(labelled(file).columns())
        .extracting(NumberColumn::name)
        .containsExactly("x", "target", "y");
    assertThat(labelled(file, "y").columns()).extracting(NumberColumn::name).containsExactly("y");
  }

  @Test
  void everyPartHasEveryLabelInItsShare() throws IOException {
    LabelledSeries data = labelled(sums(300, 5), "x");
    for (List<LabelledSequence> part :
        List.of(data.parts().train(), data.parts().validation(), data.parts().test())) {
      long thirds = part.stream().filter(s -> s.label() == 1).count();
      assertThat((double) thirds / part.size()).isCloseTo(1 / 3.0, within(0.01));
    }
  }

  @Test
  void seriesThatAreAlikeStayTogether() throws IOException {
    StringBuilder rows = new StringBuilder("id,x,target\n");
    for (int id = 0; id < 100; id++) {
      rows.append(id).append(',').append(id / 10).append(',').append(id).append('\n');
    }
    NumberCorpus data = numbers(Files.writeString(folder.resolve("b.csv"), rows));
    List<Float> trained = data.parts().train().stream().map(s -> s.values()[0]).toList();
    assertThat(data.parts().validation())
        .isNotEmpty()
        .noneMatch(s -> trained.contains(s.values()[0]));
  }

  @Test
  void aSeriesHasOneAnswer() throws IOException {
    Path file = write("id,x,target,label", "a,1,2,p", "a,1,2.0,q", "b,1,3,p", "a,1,4,p", "b,2,,p");
    String one = ": a series has one answer, the same in all its rows";
    assertProblems(
        spec(file, DatasetKind.NUMBERS, "x"),
        ":5: \"target\" is 4, but 2 in line 2" + one,
        ":6: \"target\" has no value");
    assertProblems(
        spec(file, DatasetKind.LABELLED_SERIES, "x"), ":3: \"label\" is q, but p in line 2" + one);
  }

  @Test
  void badFieldsAreNamedWithTheirLines() throws IOException {
    assertProblems(
        spec(
            write("id,x,target", "a,1,2", ",2,2", "a,zwei,2", "a,3", "b,3,two"),
            DatasetKind.NUMBERS),
        ":3: \"id\" has no value: say which series this is",
        ":4: \"x\" is \"zwei\", not a number",
        ":5: there are 2 fields, but the header has 3 columns",
        ":6: \"target\" is \"two\", not a number");
  }

  @Test
  void missingColumnsAreNamed() throws IOException {
    assertProblems(
        spec(write("name,x", "a,1"), DatasetKind.LABELLED_SERIES, "x", "label"),
        ":1: there is no series column \"id\"; the header has [name, x]; name the column with"
            + " dataset.series",
        ":1: there is no label column \"label\"; the header has [name, x]; name the column with"
            + " dataset.label",
        ":1: \"label\" cannot be read as well: remove it from dataset.columns",
        ":1: there is no column \"label\"; the header has [name, x]");
  }

  @Test
  void whatCannotBeLearnedIsRefused() throws IOException {
    assertProblems(
        spec(write("id,x,target"), DatasetKind.NUMBERS),
        ": there are no rows below the header line");
    assertProblems(
        spec(write("id,x,target", "a,one,1", "b,two,2"), DatasetKind.NUMBERS),
        ": no column has numbers, apart from the series' id and answer");
    assertProblems(
        spec(write("id,x,target", "a,1,1", "b,1,2"), DatasetKind.NUMBERS),
        ": there is only one series; it needs one to train and one to validate on");
    assertProblems(
        spec(write("id,x,label", "a,1,p", "b,2,p", "c,3,q"), DatasetKind.LABELLED_SERIES),
        ": the label \"q\" has one series only (equal ones count once); it needs one to train and one to validate on: add"
            + " series or leave the label out");
    assertProblems(
        spec(write("id,x,label", "a,1,p", "b,2,p"), DatasetKind.LABELLED_SERIES),
        ": every series has the label \"p\"; learning to tell labels apart needs at least two");
  }
}
