package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataDetectionTest {

  @TempDir private Path folder;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static String rows(String header, int count, IntFunction<String> row) {
    return header
        + "\n"
        + IntStream.range(0, count).mapToObj(row).collect(Collectors.joining("\n"));
  }

  private static DetectedData detect(Path file) {
    return DataDetection.detect(file, DetectionHints.NONE);
  }

  /** What is proposed can be loaded, too. */
  private static <T extends DatasetSpec> T loadable(Class<T> type, DetectedData found) {
    assertThat(Datasets.load(found.spec()).kind()).isEqualTo(found.spec().kind());
    assertThat(found.reasons()).isNotEmpty();
    return type.cast(found.spec());
  }

  @Test
  void textIsToBeContinued() throws IOException {
    Path file = file("book.txt", "It was, as ever,\ta dark\nand stormy night.\n".repeat(30));
    TextFileSpec spec = loadable(TextFileSpec.class, detect(file));
    assertThat(spec.documents()).isEqualTo(Documents.ONE);
  }

  @Test
  void textsWithLabelsAreFoundByTheirNamesOrByWhatTheyHold() throws IOException {
    IntFunction<String> row = i -> i + "\t" + i % 2 + "\tthis is text number " + i;
    Path named = file("named.tsv", rows("id\tlabel\treview", 20, row));
    LabelledFileSpec spec = loadable(LabelledFileSpec.class, detect(named));
    assertThat(spec.textColumn()).isEqualTo("review");
    assertThat(spec.labelColumn()).isEqualTo("label");
    Path unnamed = file("unnamed", rows("a\tb\tc", 20, row));
    spec = loadable(LabelledFileSpec.class, detect(unnamed));
    assertThat(spec.textColumn()).isEqualTo("c");
    assertThat(spec.labelColumn()).isEqualTo("b");
  }

  @Test
  void theEndingDoesNotDecideHowFieldsAreSeparated() throws IOException {
    IntFunction<String> row = i -> "kind" + i % 3 + "\ttext " + i;
    Path file = file("tabs.csv", rows("label\ttext", 30, row));
    assertThat(loadable(LabelledFileSpec.class, detect(file)).format()).isEqualTo(TableFormat.TSV);
  }

  @Test
  void numbersInTheOrderOfTimeAreForecast() throws IOException {
    IntFunction<String> row = i -> String.format("2024-01-%02d,%d,%d,", i + 1, i % 5, i % 7);
    Path file = file("sales.csv", rows("day,visitors,sold,note", 31, row));
    TimeSeriesFileSpec spec = loadable(TimeSeriesFileSpec.class, detect(file));
    assertThat(spec.time()).contains("day");
    assertThat(spec.target()).contains("sold");
    assertThat(spec.columns()).containsExactly("visitors", "sold");
    assertThat(spec.windows().window()).isEqualTo(6);
    DetectedData asked =
        DataDetection.detect(
            file, new DetectionHints(DetectionHints.NONE.kinds(), Optional.of("visitors")));
    assertThat(loadable(TimeSeriesFileSpec.class, asked).target()).contains("visitors");
  }

  @Test
  void whatLeavesItsLevelIsReadAsDifferences() throws IOException {
    IntFunction<String> rising = i -> i + "," + (0.2 * i + i % 12);
    DetectedData found = detect(file("rising.csv", rows("month,load", 200, rising)));
    assertThat(loadable(TimeSeriesFileSpec.class, found).windows().difference()).isTrue();
    assertThat(found.reasons())
        .anyMatch(reason -> reason.startsWith("\"load\" comes to values that it never had"));
    assertThat(found.changes()).anyMatch(change -> change.endsWith("write difference: false."));
    IntFunction<String> falling = i -> i + "," + (-0.2 * i + i % 12);
    TimeSeriesFileSpec fallen =
        loadable(
            TimeSeriesFileSpec.class,
            detect(file("falling.csv", rows("month,load", 200, falling))));
    assertThat(fallen.windows().difference()).isTrue();
  }

  @Test
  void whatComesBackToItsLevelIsReadAsItIs() throws IOException {
    IntFunction<String> seasonal = i -> i + "," + (100 + i % 12);
    DetectedData found = detect(file("seasonal.csv", rows("month,load", 200, seasonal)));
    assertThat(loadable(TimeSeriesFileSpec.class, found).windows().difference()).isFalse();
    assertThat(found.changes()).anyMatch(change -> change.endsWith("write difference: true."));
    // What is new only after the training part must not be looked at.
    IntFunction<String> jumping = i -> i + "," + (i < 170 ? 0 : 1000) + ".5" + i % 12;
    TimeSeriesFileSpec late =
        loadable(
            TimeSeriesFileSpec.class, detect(file("late.csv", rows("month,load", 200, jumping))));
    assertThat(late.windows().difference()).isFalse();
  }

  @Test
  void columnsWithGapsAreLeftOutAndNamed() throws IOException {
    IntFunction<String> row = i -> i + "," + i % 5 + "," + (i == 3 ? "" : i % 4);
    DetectedData found = detect(file("gaps.csv", rows("time,load,gappy", 60, row)));
    assertThat(loadable(TimeSeriesFileSpec.class, found).columns()).containsExactly("load");
    assertThat(found.reasons()).anyMatch(reason -> reason.endsWith("there: gappy"));
  }

  private static DetectionHints target(String column) {
    return new DetectionHints(DetectionHints.NONE.kinds(), Optional.of(column));
  }

  @ParameterizedTest
  @CsvSource({"book.txt, Once upon a time, a text", "songs.json, '[[[60],[62]]]', music"})
  void whatHasNoColumnsHasNoTarget(String name, String content, String what) throws IOException {
    Path file = file(name, content);
    assertThatThrownBy(() -> DataDetection.detect(file, target("author")))
        .isInstanceOf(DatasetException.class)
        .hasMessage("%s is %s and has no columns; leave --target out, or give a table", file, what);
  }

  @Test
  void whatIsAskedForHasToBeALabel() throws IOException {
    IntFunction<String> row = i -> "text " + i + ",m" + i % 2 + "," + i % 3 + "," + i + ".5,k" + i;
    Path file = file("scores.csv", rows("text,mood,stars,score,key", 30, row));
    assertThatThrownBy(() -> DataDetection.detect(file, target("score")))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            file
                + ": \"score\" has 30 different numbers in 30 rows, and a number is not learned from"
                + " text. A label repeats; --target could be \"mood\", \"stars\"");
    assertThatThrownBy(() -> DataDetection.detect(file, target("key")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("\"key\" has 30 different values in 30 rows. A label repeats;");
    DetectedData stars = DataDetection.detect(file, target("stars"));
    assertThat(loadable(LabelledFileSpec.class, stars).labelColumn()).isEqualTo("stars");
    // Numbers of classes, as somebody says.
    Path coded = file("coded.csv", rows("text,code", 200, i -> "text " + i + "," + i % 20));
    DetectedData codes = DataDetection.detect(coded, target("code"));
    assertThat(loadable(LabelledFileSpec.class, codes).labelColumn()).isEqualTo("code");
    Path bare = file("bare.csv", rows("text,score", 30, i -> "text " + i + "," + i + ".5"));
    assertThatThrownBy(() -> DataDetection.detect(bare, target("score")))
        .hasMessageContaining("no column of the table could be one");
  }

  @Test
  void seriesWithALabelOrANumberEach() throws IOException {
    IntFunction<String> state =
        i -> "m" + i / 5 + "," + i % 5 + "," + i % 7 + "," + (i / 5 % 2 == 0 ? "ok" : "worn");
    DetectedData labelled = detect(file("machines.csv", rows("unit,step,heat,state", 60, state)));
    SeriesFileSpec spec = loadable(SeriesFileSpec.class, labelled);
    assertThat(spec.kind()).isEqualTo(DatasetKind.LABELLED_SERIES);
    assertThat(spec.seriesColumn()).isEqualTo("unit");
    assertThat(spec.answerColumn()).isEqualTo("state");
    assertThat(spec.columns()).containsExactly("heat");
    IntFunction<String> life = i -> "m" + i / 5 + "," + i % 5 + "," + i % 7 + "," + i / 5 * 1.5;
    SeriesFileSpec numbers =
        loadable(
            SeriesFileSpec.class, detect(file("life.csv", rows("unit,step,heat,life", 60, life))));
    assertThat(numbers.kind()).isEqualTo(DatasetKind.NUMBERS);
    assertThat(numbers.answerColumn()).isEqualTo("life");
  }

  @Test
  void musicIsJsonOfPitches() throws IOException {
    Path file = file("songs.json", "[[[60],[62],[64]],[[65],[67]],[[60,64],[67]]]");
    assertThat(loadable(MusicFileSpec.class, detect(file)).split()).isPresent();
    Path other = file("other.json", "{\"rows\": 3}");
    assertThatThrownBy(() -> detect(other))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("there is no part \"rows\"")
        .hasMessageContaining("no polyphonic music");
  }

  @Test
  void theTaskSaysWhatAFileIsTakenFor() throws IOException {
    Path file = file("log.csv", rows("time,load", 60, i -> i + "," + i % 5));
    DetectionHints text = new DetectionHints(Set.of(DatasetKind.TOKENS), Optional.empty());
    assertThat(DataDetection.detect(file, text).spec()).isInstanceOf(TextFileSpec.class);
    DetectionHints labelled =
        new DetectionHints(Set.of(DatasetKind.LABELLED_TEXT), Optional.empty());
    assertThatThrownBy(() -> DataDetection.detect(file, labelled))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("\"time\" (ascending numbers), \"load\" (numbers)")
        .hasMessageContaining("of the kind asked for");
  }

  @Test
  void whatCannotBeUsedIsExplained() throws IOException {
    List<Path> files =
        List.of(
            file("empty.csv", " \n"),
            file("header.csv", "a,b\n"),
            file("half.csv", "a;b\n1;2\n"),
            file("pair.csv", "a,b\nx,y\nz,w\n"),
            file("data.parquet", "PAR1"),
            folder.resolve("missing.csv"));
    List<String> words =
        List.of(
            "the file is empty",
            "no rows below the header line [a, b]",
            "separated by semicolons",
            "\"a\" (2 different texts), \"b\" (2 different texts), which fit no task",
            "a .parquet file cannot be looked into",
            "there is no such file");
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      assertThatThrownBy(() -> detect(file))
          .isInstanceOf(DatasetException.class)
          .hasMessageStartingWith(file.toString())
          .hasMessageContaining(words.get(i));
    }
    Path series = file("series.csv", rows("time,load", 60, i -> i + "," + i % 5));
    DetectionHints wrong = new DetectionHints(DetectionHints.NONE.kinds(), Optional.of("Load"));
    assertThatThrownBy(() -> DataDetection.detect(series, wrong))
        .hasMessageContaining("there is no column \"Load\"; the header has [time, load]");
  }
}
