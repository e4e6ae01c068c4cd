package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MusicFileTest {

  private static final String RIGHT = "[[60], [62]]";

  @TempDir private Path folder;

  private MusicFileSpec spec(String json, Optional<SplitSpec> split) throws IOException {
    return new MusicFileSpec(Files.writeString(folder.resolve("music.json"), json), split);
  }

  private MusicCorpus load(String json) throws IOException {
    return (MusicCorpus) Datasets.load(spec(json, Optional.empty()));
  }

  private static void assertProblems(MusicFileSpec spec, String... problems) {
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> Datasets.load(spec))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        Stream.of(problems).map(p -> spec.file() + p).toArray(String[]::new)));
  }

  private static List<int[]> keys(MusicPiece piece) {
    return IntStream.range(0, piece.steps()).mapToObj(piece::keys).toList();
  }

  @Test
  void aFileMaySayItsParts() throws IOException {
    MusicCorpus corpus =
        load(
            """
            {"test": [[[108], [21]]],
             "train": [[[67, 60, 64], [], [60, 60]], [[61], [61]]],
             "valid": [[[21, 108], [50]]]}
            """);
    assertThat(corpus.name()).isEqualTo("music.json");
    assertThat(corpus.kind()).isEqualTo(DatasetKind.MUSIC);
    assertThat(corpus.sizes()).isEqualTo(new PartSizes("sequences", 2, 1, 1));
    MusicPiece piece = corpus.parts().train().get(0);
    assertThat(piece.length()).isEqualTo(2);
    // Ascending, a key once, and silence.
    assertThat(keys(piece)).containsExactly(new int[] {39, 43, 46}, new int[0], new int[] {39});
    assertThat(keys(corpus.parts().validation().get(0)))
        .containsExactly(new int[] {0, 87}, new int[] {29});
    assertThat(keys(corpus.parts().test().get(0))).containsExactly(new int[] {87}, new int[] {0});
  }

  @Test
  void theTestPartMayBeLeftOut() throws IOException {
    assertThat(load("{\"train\": [" + RIGHT + "], \"valid\": [" + RIGHT + "]}").parts().test())
        .isEmpty();
  }

  @Test
  void oneListIsDividedByTheSplit() throws IOException {
    String list =
        IntStream.range(0, 20)
            .mapToObj(i -> "[[" + (40 + i) + "], [60]]")
            .collect(Collectors.joining(",", "[", "]"));
    MusicCorpus corpus = load(list);
    assertThat(corpus.sizes()).isEqualTo(new PartSizes("sequences", 16, 2, 2));
    MusicCorpus halves =
        (MusicCorpus) Datasets.load(spec(list, Optional.of(new SplitSpec(0.5, 0.5, 0))));
    assertThat(halves.sizes()).isEqualTo(new PartSizes("sequences", 10, 10, 0));
    assertThat(halves.sha256()).isEqualTo(corpus.sha256());
  }

  @Test
  void equalPiecesFallIntoTheSamePart() throws IOException {
    String twice = "[[[60], [62]], [[50], [52]], [[60], [62]], [[50], [52]]]";
    Parts<MusicPiece> parts = load(twice).parts();
    assertThat(parts.train()).hasSize(2).extracting(p -> p.keys(0)[0]).containsOnly(train(parts));
    assertThat(parts.validation()).extracting(p -> p.keys(0)[0]).doesNotContain(train(parts));
  }

  private static int train(Parts<MusicPiece> parts) {
    return parts.train().get(0).keys(0)[0];
  }

  @Test
  void aPieceThatChangesSidesChangesTheHash() throws IOException {
    String end = "[[50], [52]], [[40], [42]]";
    MusicCorpus one = load("{\"train\": [[[60], [62]], " + end + "], \"valid\": [" + RIGHT + "]}");
    MusicCorpus other =
        load("{\"train\": [[[60], [62]]], \"valid\": [" + end + ", " + RIGHT + "]}");
    assertThat(one.sha256()).isNotEqualTo(other.sha256());
  }

  @Test
  void everythingWrongIsSaidAtItsPlace() throws IOException {
    assertProblems(
        spec(
            """
            {"train": [
               [[60, 109], [20, -1]],
               [[60.5], ["60"], [null], [[60]], [{"pitch": [60]}], [12345678901234567890]],
               [[60]],
               [],
               [60, [62]],
               60,
               [[60], {"a": [1]}],
               [[60], [62]]
             ],
             "valid": [],
             "extra": [[[1]]],
             "test": 5,
             "train": []
            }
            7
            """,
            Optional.empty()),
        ":2:10: the pitch 109 is outside 21 to 108, the keys of a piano; for a rest, leave the"
            + " pitch out",
        ":2:17: the pitch 20 is outside 21 to 108, the keys of a piano; for a rest, leave the"
            + " pitch out",
        ":2:21: the pitch -1 is outside 21 to 108, the keys of a piano; for a rest, leave the"
            + " pitch out",
        ":3:6: a MIDI pitch should be a whole number from 21 to 108, not 60.5",
        ":3:14: a MIDI pitch should be a whole number from 21 to 108, not the text \"60\"",
        ":3:22: a MIDI pitch should be a whole number from 21 to 108, not null",
        ":3:30: a MIDI pitch should be a whole number from 21 to 108, not a list",
        ":3:38: a MIDI pitch should be a whole number from 21 to 108, not an object",
        ":3:57: the pitch 12345678901234567890 is outside 21 to 108, the keys of a piano; for a"
            + " rest, leave the pitch out",
        ":4:4: the sequence has 1 time step; it needs at least 2, one to read and one to predict",
        ":5:4: the sequence has no time step; it needs at least 2, one to read and one to predict",
        ":6:5: a time step should be a list of MIDI pitches such as [60, 64, 67], not 60",
        ":7:4: a sequence should be a list of time steps such as [[60, 64, 67], [62, 65]], not 60",
        ":8:11: a time step should be a list of MIDI pitches such as [60, 64, 67], not an object",
        ":11:11: there is no sequence in this list",
        ":12:2: there is no part \"extra\"; the parts are train, valid, test",
        ":13:10: the part \"test\" should be a list of sequences, not 5",
        ":14:2: the part \"train\" is given twice",
        ":16:1: the data has ended, but 7 follows; remove it");
  }

  @Test
  void whatIsMissingIsSaid() throws IOException {
    assertProblems(
        spec("\n  {}", Optional.empty()),
        ":2:3: the part \"train\" is missing",
        ":2:3: the part \"valid\" is missing");
    assertProblems(spec("[]", Optional.empty()), ":1:1: there is no sequence in this list");
    assertProblems(
        spec(" \n", Optional.empty()),
        ": the file is empty; it needs {\"train\": […], \"valid\": […], \"test\": […]} or a list of"
            + " sequences");
    assertProblems(
        spec("\"train\"", Optional.empty()),
        ":1:1: the file should hold {\"train\": […], \"valid\": […], \"test\": […]} or a list of"
            + " sequences, not the text \"train\"");
    assertProblems(
        spec("[" + RIGHT + "," + RIGHT + "]", Optional.empty()),
        ": all its sequences are alike; it needs at least two different ones, one to train and one"
            + " to validate on");
    assertProblems(
        spec(
            "{\"train\": [" + RIGHT + "], \"valid\": [" + RIGHT + "]}",
            Optional.of(SplitSpec.DEFAULT)),
        ": the file says already which part a sequence is of; leave dataset.split out");
  }

  @Test
  void endlessNestingIsRefusedWithItsPlace() throws IOException {
    assertProblems(
        spec("[".repeat(3_000), Optional.empty()),
        ":1:4: a MIDI pitch should be a whole number from 21 to 108, not a list",
        ":1:1002: too large or nested too deeply for the reader: Document nesting depth (1001)"
            + " exceeds the maximum allowed (1000)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [[[60], [62]                     | :1:13: not JSON: it ends before all brackets and quotes are closed
          [[[60}, [62]]]                   | :1:6: not JSON: Unexpected close marker '}': expected ']'
          [[[060], [62]]]                  | :1:5: not JSON: Invalid numeric value: Leading zeroes not allowed
          [[[60 62]]]                      | :1:7: not JSON: Unexpected character ('6' (code 54)): was expecting comma to separate Array entries
          {train: []}                      | :1:2: not JSON: Unexpected character ('t' (code 116)): was expecting double-quote to start field name
          train                            | :1:6: not JSON: Unrecognized token 'train': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
          [[[60], [62]], [[60], [109], x]] | :1:24: the pitch 109 is outside 21 to 108, the keys of a piano; for a rest, leave the pitch out
          """)
  void whatIsNoJsonIsNamed(String json, String problem) throws IOException {
    MusicFileSpec spec = spec(json, Optional.empty());
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> Datasets.load(spec))
        .satisfies(e -> assertThat(e.problems().get(0)).isEqualTo(spec.file() + problem));
  }

  @Test
  void aFileThatIsNoneIsNamed() {
    Path none = folder.resolve("none.json");
    assertProblems(new MusicFileSpec(none, Optional.empty()), ": there is no such file");
  }

  @Test
  void piecesHaveTwoStepsAndPitchesKeys() {
    assertThat(Keyboard.KEYS).isEqualTo(88);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> MusicPiece.of(List.of(new int[] {60})))
        .withMessage("1 time steps; at least 2 are needed, one to read and one to predict");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> MusicPiece.of(Arrays.asList(new int[] {60}, new int[] {20})))
        .withMessage("the pitch 20 has no key; pitches are 21 to 108");
  }
}
