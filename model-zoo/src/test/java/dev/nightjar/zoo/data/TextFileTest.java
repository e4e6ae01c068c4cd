package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {

  @TempDir private Path folder;

  private Path write(String content) throws IOException {
    return Files.writeString(folder.resolve("book.txt"), content);
  }

  private static TextCorpus load(Path file, Documents documents) {
    return (TextCorpus) Datasets.load(TextFileSpec.of(file, documents));
  }

  private static void assertProblems(TextFileSpec spec, String... problems) {
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> Datasets.load(spec))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        Stream.of(problems).map(p -> spec.file() + p).toArray(String[]::new)));
  }

  @Test
  void oneTextIsDividedByPosition() throws IOException {
    String text =
        IntStream.range(0, 1000).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
    TextCorpus corpus = load(write(text), Documents.ONE);
    int length = text.length();
    assertThat(corpus.running()).isTrue();
    assertThat(corpus.parts().train()).containsExactly(text.substring(0, length * 9 / 10));
    assertThat(
            corpus.parts().train().get(0)
                + corpus.parts().validation().get(0)
                + corpus.parts().test().get(0))
        .isEqualTo(text);
    assertThat(corpus.sizes().unit()).isEqualTo("characters");
    assertThat(corpus.sizes().train()).isEqualTo(length * 9 / 10);
    assertThat(corpus.sizes().validation()).isBetween(length / 20L - 1, length / 20L + 1);
    assertThat(corpus.kind()).isEqualTo(DatasetKind.TOKENS);
    assertThat(corpus.name()).isEqualTo("book.txt");
  }

  @Test
  void aCharacterOfTwoUnitsIsNotTornApart() throws IOException {
    String faces = "\uD83D\uDE00\uD83D\uDE01\uD83D\uDE02\uD83D\uDE03".repeat(10);
    Path file = write(faces);
    TextCorpus corpus =
        (TextCorpus)
            Datasets.load(new TextFileSpec(file, Documents.ONE, new SplitSpec(0.525, 0.2, 0.275)));
    assertThat(corpus.sizes()).isEqualTo(new PartSizes("characters", 21, 8, 11));
    assertThat(corpus.parts().validation().get(0)).startsWith("\uD83D\uDE01");
  }

  @Test
  void aMarkAtTheBeginningIsNoTextAndALineEndIsOneCharacter() throws IOException {
    TextCorpus unix = load(write("some text\n".repeat(20)), Documents.ONE);
    TextCorpus windows = load(write("\uFEFF" + "some text\r\n".repeat(20)), Documents.ONE);
    assertThat(windows).isEqualTo(unix);
  }

  @Test
  void everyLineThatIsNotBlankIsADocument() throws IOException {
    TextCorpus corpus = load(write("one\r\n\n  \n two \nthree\nfour\n\tfive"), Documents.LINES);
    assertThat(corpus.running()).isFalse();
    assertThat(all(corpus)).containsExactlyInAnyOrder("one", " two ", "three", "four", "\tfive");
    assertThat(corpus.sizes().unit()).isEqualTo("documents");
  }

  @Test
  void documentsAreDividedByTheirTextsNotByTheirOrder() throws IOException {
    List<String> lines =
        IntStream.range(0, 200).mapToObj(i -> "document " + i % 100).collect(Collectors.toList());
    TextCorpus one = load(write(String.join("\n", lines)), Documents.LINES);
    Collections.shuffle(lines, new Random(1));
    TextCorpus two = load(write(String.join("\n", lines)), Documents.LINES);
    assertThat(two.parts()).isEqualTo(one.parts());
    assertThat(one.sizes()).isEqualTo(new PartSizes("documents", 160, 20, 20));
    assertThat(one.parts().validation()).doesNotContainAnyElementsOf(one.parts().train());
    assertThat(one.parts().test())
        .doesNotContainAnyElementsOf(one.parts().train())
        .doesNotContainAnyElementsOf(one.parts().validation());
  }

  @Test
  void theHashIsThatOfTheTextNotOfItsDivision() throws IOException {
    Path file = write("some text ".repeat(20));
    String hash = load(file, Documents.ONE).sha256();
    TextFileSpec other = new TextFileSpec(file, Documents.ONE, new SplitSpec(0.5, 0.5, 0));
    assertThat(Datasets.load(other).sha256()).isEqualTo(hash).hasSize(64);
    assertThat(load(write("some text ".repeat(21)), Documents.ONE).sha256()).isNotEqualTo(hash);
  }

  @Test
  void withoutATestShareThereIsNoTestPart() throws IOException {
    Path file = write("some text ".repeat(20));
    TextCorpus corpus =
        (TextCorpus)
            Datasets.load(new TextFileSpec(file, Documents.ONE, new SplitSpec(0.9, 0.1, 0)));
    assertThat(corpus.parts().test()).isEmpty();
    assertThat(corpus.sizes()).isEqualTo(new PartSizes("characters", 180, 20, 0));
  }

  @Test
  void malformedBytesAreRefusedWithTheirPlace() throws IOException {
    Path file = folder.resolve("latin1.txt");
    Files.write(file, "Herr\nM\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1));
    for (Documents documents : Documents.values()) {
      assertProblems(
          TextFileSpec.of(file, documents),
          ":2: not UTF-8 at byte 7 of the file; save the file as UTF-8");
    }
    Files.write(file, new byte[] {'a', '\n', 'b', (byte) 0xE2, (byte) 0x82}); // Cut off.
    assertProblems(
        TextFileSpec.of(file, Documents.ONE),
        ":2: not UTF-8 at byte 4 of the file; save the file as UTF-8");
  }

  @Test
  void aMissingFileAFolderAndAnEmptyFile() throws IOException {
    assertProblems(
        TextFileSpec.of(folder.resolve("none.txt"), Documents.ONE), ": there is no such file");
    assertProblems(TextFileSpec.of(folder, Documents.ONE), ": is not a file");
    for (String empty : List.of("", "\uFEFF", " \r\n\t\n")) {
      for (Documents documents : Documents.values()) {
        assertProblems(
            TextFileSpec.of(write(empty), documents),
            ": the file is empty; it needs text to learn from");
      }
    }
  }

  @Test
  void aTextTooShortForItsSplitSaysWhichPartsAre() throws IOException {
    Path file = write("twenty characters...");
    assertProblems(
        TextFileSpec.of(file, Documents.ONE),
        ": the text is too short for its split: of 20 characters the validation share 0.05 has 1;"
            + " it needs at least 2: give more text or change dataset.split",
        ": the text is too short for its split: of 20 characters the test share 0.05 has 1;"
            + " it needs at least 2: give more text or change dataset.split");
    assertThat(
            Datasets.load(new TextFileSpec(file, Documents.ONE, new SplitSpec(0.9, 0.1, 0)))
                .sizes())
        .isEqualTo(new PartSizes("characters", 18, 2, 0));
  }

  @Test
  void documentsThatAreAllAlikeCannotBeDivided() throws IOException {
    assertProblems(
        TextFileSpec.of(write("the same\n\nthe same\n"), Documents.LINES),
        ": all its lines are alike; it needs at least two different ones, one to train and one to"
            + " validate on: if the whole file is one text, leave dataset.documents out");
    assertThat(load(write("the same\nanother\n"), Documents.LINES).sizes())
        .isEqualTo(new PartSizes("documents", 1, 1, 0));
  }

  @Test
  void aFileThatIsTooLargeIsRefusedUnread() throws IOException {
    Path file = folder.resolve("large.txt");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(Utf8File.MAX_BYTES + 1); // A hole: nothing is written.
    }
    assertProblems(
        TextFileSpec.of(file, Documents.ONE),
        ": the file has 67108865 bytes; this version reads at most 67108864: give a part of it");
  }

  private static List<String> all(TextCorpus corpus) {
    Parts<String> parts = corpus.parts();
    return Stream.of(parts.train(), parts.validation(), parts.test())
        .flatMap(List::stream)
        .toList();
  }
}
