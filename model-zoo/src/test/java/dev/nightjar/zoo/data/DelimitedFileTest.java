package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DelimitedFileTest {

  @TempDir private Path folder;

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static LabelledText load(Path file) {
    return (LabelledText) Datasets.load(LabelledFileSpec.of(file));
  }

  private static List<Example> all(LabelledText data) {
    return Stream.of(data.train(), data.validation(), data.test()).flatMap(List::stream).toList();
  }

  private void assertProblems(Path file, String... problems) {
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> load(file))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        Stream.of(problems).map(p -> file + p).toArray(String[]::new)));
  }

  @Test
  void readsTabsWithQuotesAsText() throws IOException {
    LabelledText data = load(write("a.tsv", "label\ttext\na\tone \"1\na\ttwo\nb\tx\nb\ty\n"));
    assertThat(all(data))
        .containsExactlyInAnyOrder(
            new Example("one \"1", "a"),
            new Example("two", "a"),
            new Example("x", "b"),
            new Example("y", "b"));
    assertThat(data.labels()).containsExactly("a", "b");
  }

  @Test
  void readsCommasWithQuotedFieldsAMarkAndWindowsLineEnds() throws IOException {
    LabelledText data =
        load(
            write(
                "a.csv",
                "\uFEFFtext,label\r\n\"one, two\",a\r\n\"say \"\"x\"\"\nagain\",a\r\nc,b\r\nd,b\r\n"));
    assertThat(all(data))
        .contains(new Example("one, two", "a"), new Example("say \"x\"\nagain", "a"));
  }

  @Test
  void columnsCanHaveOtherNames() throws IOException {
    Path file = write("a.csv", "id,review,stars\n1,good,5\n2,fine,5\n3,bad,1\n4,ugly,1\n");
    LabelledText data =
        (LabelledText)
            Datasets.load(
                new LabelledFileSpec(file, TableFormat.CSV, "review", "stars", SplitSpec.DEFAULT));
    assertThat(data.labels()).containsExactly("1", "5");
  }

  @Test
  void theSplitDependsOnTheTextsNotOnTheirOrder() throws IOException {
    StringBuilder forward = new StringBuilder("label\ttext\n");
    StringBuilder backward = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      String row = (i % 2 == 0 ? "even" : "odd") + "\ttext " + i + "\n";
      forward.append(row);
      backward.insert(0, row);
    }
    LabelledText one = load(write("one.tsv", forward.toString()));
    LabelledText two = load(write("two.tsv", "label\ttext\n" + backward));
    assertThat(two.train()).isEqualTo(one.train());
    assertThat(two.test()).isEqualTo(one.test());
    assertThat(one.train()).hasSize(80);
    assertThat(one.validation()).hasSize(10);
    assertThat(one.test()).hasSize(10);
  }

  @Test
  void equalTextsOfALabelStayTogether() throws IOException {
    StringBuilder rows = new StringBuilder("label\ttext\n");
    for (int i = 0; i < 60; i++) {
      rows.append(i % 2 == 0 ? "even" : "odd").append("\ttext ").append(i / 6).append('\n');
    }
    LabelledText data = load(write("a.tsv", rows.toString()));
    assertThat(data.validation()).doesNotContainAnyElementsOf(data.train());
    assertThat(data.test()).doesNotContainAnyElementsOf(data.train());
    assertThat(all(data)).hasSize(60);
  }

  @Test
  void aMissingFileAndAFolder() {
    assertProblems(folder.resolve("none.tsv"), ": there is no such file");
    assertProblems(folder, ": is not a file");
  }

  @Test
  void anEmptyFileAndAHeaderWithoutExamples() throws IOException {
    assertProblems(
        write("empty.tsv", " \n"), ": the file is empty; it needs a header line and examples");
    assertProblems(
        write("header.tsv", "label\ttext\n"), ": there are no examples below the header line");
  }

  @Test
  void missingColumnsAreBothNamed() throws IOException {
    assertProblems(
        write("a.tsv", "x\ty\n1\t2\n"),
        ":1: there is no text column \"text\"; the header has [x, y]; name the column with"
            + " dataset.text",
        ":1: there is no label column \"label\"; the header has [x, y]; name the column with"
            + " dataset.label");
  }

  @Test
  void everyBadRowIsNamedWithItsLine() throws IOException {
    assertProblems(
        write("a.tsv", "label\ttext\na\tone\na\nb\t \n\t two\na\tb\tc\n"),
        ":3: there is 1 field, but the header has 2 columns; fields are separated by tabs",
        ":4: the text is empty",
        ":5: the label is empty",
        ":6: there are 3 fields, but the header has 2 columns");
  }

  @Test
  void manyProblemsAreCutShort() throws IOException {
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> load(write("a.tsv", "label\ttext\n" + "x\n".repeat(500))))
        .satisfies(e -> assertThat(e.problems()).hasSize(21).last().isEqualTo("… and 480 more"));
  }

  @Test
  void aLabelSeenOnceOrAloneCannotBeLearned() throws IOException {
    assertProblems(
        write("a.tsv", "label\ttext\na\tone\na\ttwo\nb\tthree\n"),
        ": the label \"b\" has one example only (equal ones count once); it needs one to train and one to validate on: add"
            + " examples or leave the label out");
    assertProblems(
        write("b.tsv", "label\ttext\na\tone\na\ttwo\n"),
        ": every example has the label \"a\"; learning to tell labels apart needs at least two");
  }

  @Test
  void otherEncodingsAreRefusedWithTheLine() throws IOException {
    Path file = folder.resolve("latin1.tsv");
    Files.write(
        file, "label\ttext\na\tone\nb\tM\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1));
    assertProblems(file, ":3: not UTF-8 at byte 21 of the file; save the file as UTF-8");
  }

  @Test
  void aQuoteThatIsNeverClosed() throws IOException {
    assertProblems(
        write("a.csv", "text,label\n\"one,a\ntwo,b\n"),
        ":2: a quoted field begins that is not closed anywhere; write \"\" for a quote in it");
  }

  @Test
  void textBehindAClosedQuote() throws IOException {
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> load(write("a.csv", "text,label\n\"one\" more,a\ntwo,b\n")))
        .withMessageContaining("a.csv: not a well-formed table: Invalid character");
  }
}
