package dev.nightjar.zoo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightjar.zoo.data.CharacterVocabulary;
import dev.nightjar.zoo.data.ForecastScaling;
import dev.nightjar.zoo.data.ForecastWindows;
import dev.nightjar.zoo.data.NumberColumn;
import dev.nightjar.zoo.data.TextEncoding;
import dev.nightjar.zoo.data.WordVocabulary;
import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.ModelFile;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.ValueInput;
import dev.nightjar.zoo.text.WordTokenizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelArchiveTest {

  private static final CharacterVocabulary CHARACTERS =
      CharacterVocabulary.ofCharacters("\n\"\\aé\uD83D\uDE00");

  private static final NetworkSpec SPEC =
      NetworkSpec.builder(new ValueInput(2), new Head.Regression(OutputMode.LAST_STEP, 1))
          .hiddenSize(3)
          .build();

  private static final List<NumberColumn> COLUMNS =
      List.of(new NumberColumn("a b\n", -0.1, 1e-30), new NumberColumn("\\n ", 1e300 / 3, Math.PI));

  private static final Interpretation NUMBERS =
      new Interpretation.Numbers(COLUMNS, NumberColumn.asItIs(""));
  private static final Interpretation SERIES =
      new Interpretation.LabelledSeries(COLUMNS, List.of("x", "y\nz"));
  private static final Interpretation FORECAST = forecast(false);
  private static final Interpretation CHANGES = forecast(true);

  private static Interpretation forecast(boolean difference) {
    return new Interpretation.Forecast(
        new ForecastScaling(
            COLUMNS, 1, new NumberColumn("c", 0.1, 3), new ForecastWindows(7, 3, difference)));
  }

  static Stream<Interpretation> interpretations() {
    return Stream.of(
        new Interpretation.LabelledText(
            CHARACTERS, List.of("plain", "two\nlines", "\\n", "a\r\\\\b", " blanks ", "ü")),
        new Interpretation.Text(new TextEncoding(CHARACTERS, true)),
        new Interpretation.Text(new TextEncoding(CHARACTERS, false)),
        new Interpretation.LabelledText(words(false, true), List.of("a", "b")),
        new Interpretation.Text(new TextEncoding(words(true, false), true)),
        new Interpretation.Text(new TextEncoding(words(false, true), false)),
        new Interpretation.Tokens(10),
        NUMBERS,
        SERIES,
        FORECAST,
        CHANGES,
        new Interpretation.Music());
  }

  private static WordVocabulary words(boolean lowerCase, boolean lineEnds) {
    return new WordVocabulary(
        new WordTokenizer(lowerCase, lineEnds),
        List.of("the", "\n", "\n\n", "\\", "New_York", "n", "\u2028", "\uD83D\uDE00"));
  }

  /** A thousandth of the bytes it unfolds to. */
  private static byte[] bomb(String name, long size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      byte[] zeros = new byte[1 << 16];
      for (long written = 0; written < size; written += zeros.length) {
        zip.write(zeros);
      }
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"network.bin", "vocabulary.txt", "coefficients.bin"})
  void anArchiveMayNotUnfoldToAnySize(String name) throws IOException {
    ArchiveEntries limited = new ArchiveEntries(2, 10L << 20);
    byte[] bomb = bomb(name, 11L << 20);
    assertThat(bomb).hasSizeLessThan(20_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limited.read(bomb, Set.of("network.bin", "vocabulary.txt")))
        .withMessage("the model unfolds to more than 10485760 bytes, which no model does");
    byte[] allowed = bomb(name, 10L << 20);
    int read = name.equals("coefficients.bin") ? 0 : 10 << 20;
    assertThat(limited.read(allowed, Set.of("network.bin", "vocabulary.txt")).get(name))
        .hasSize(read);
  }

  @Test
  void entriesAreFewAndTheirNamesShort() throws IOException {
    ArchiveEntries limited = new ArchiveEntries(2, 1000);
    byte[] many = zip(Map.of("a", "", "b", "", "c", ""));
    byte[] longName = zip(Map.of("a".repeat(101), ""));
    for (byte[] zip : List.of(many, longName)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> limited.read(zip, Set.of()))
          .withMessageStartingWith("the model is damaged: its zip has more than 2 entries");
    }
  }

  @Test
  void entriesOfOthersAreNotAmongThoseOfAModel() throws IOException {
    byte[] zip = zip(Map.of("../../etc/passwd", "x", "/abs", "x", "C:\\a", "x", "task.txt", "t"));
    assertThat(ModelArchive.entries(zip)).containsOnlyKeys("task.txt");
  }

  private static byte[] zip(Map<String, String> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("interpretations")
  void keepsTheNetworkAndWhatItsNumbersStandFor(Interpretation interpretation) {
    try (RecurrentNetwork network = RecurrentNetwork.create(SPEC, 5)) {
      byte[] bytes = ModelArchive.write(network, interpretation);
      assertThat(ModelArchive.write(network, interpretation)).isEqualTo(bytes);
      ModelArchive archive = ModelArchive.read(bytes);
      assertThat(archive.interpretation()).isEqualTo(interpretation);
      assertThat(archive.interpretation().task()).isEqualTo(interpretation.task());
      try (RecurrentNetwork back = ModelFile.read(archive.network())) {
        assertThat(back.spec()).isEqualTo(SPEC);
        assertThat(back.copyParameters()).isEqualTo(network.copyParameters());
      }
    }
  }

  @Test
  void noTwoInterpretationsAreEqualOrReadAlike() {
    assertThat(interpretations()).doesNotHaveDuplicates();
    assertThat(interpretations().map(Interpretation::describe)).doesNotHaveDuplicates();
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    byte[] empty = zip(Map.of("readme.txt", "x"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelArchive.read(empty))
        .withMessage("the model is damaged: it has no network.bin, only [readme.txt]");
    byte[] theirs = zip(Map.of("configuration.json", "{}", "coefficients.bin", "x"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelArchive.read(theirs))
        .withMessage(
            "the model is one of Deeplearning4j alone, without what Nightjar needs to use it; load"
                + " it with Deeplearning4j's ModelSerializer");
    byte[] noTask = zip(Map.of("network.bin", "x"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelArchive.read(noTask))
        .withMessage("the model is damaged: it has no task.txt, only [network.bin]");
    byte[] noVocabulary = zip(Map.of("network.bin", "x", "task.txt", "language-model documents"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelArchive.read(noVocabulary))
        .withMessageStartingWith("the model is damaged: it has no vocabulary.txt");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|its words.txt does not begin with how words are cut",
        "lower_case=yes line_ends=no|its words.txt does not begin with how words are cut",
        "lower_case=true line_ends=false/a/b/a|the word \"a\" comes twice",
        "lower_case=true line_ends=false/a//b|a word is empty",
      })
  void saysWhatIsWrongWithItsWords(String words, String what) throws IOException {
    byte[] archive =
        zip(
            Map.of(
                "network.bin", "x",
                "task.txt", "language-model documents",
                "words.txt", words.replace('/', '\n')));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelArchive.read(archive))
        .withMessage("the model is damaged: " + what);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "polyphonic",
        "regression numbers",
        "regression numbers x",
        "language-model tokens -1",
        "classification documents",
        "language-model tokens 99999999999"
      })
  void refusesATaskItDoesNotKnow(String task) throws IOException {
    byte[] archive = zip(Map.of("network.bin", "x", "task.txt", task));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelArchive.read(archive))
        .withMessage(
            "the model is of the task \""
                + task
                + "\", which this Nightjar does not know: use the Nightjar that wrote it");
  }
}
