package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxFileTest {

  @TempDir private Path folder;

  /** An IDX file: type and dimensions, then the numbers, a byte each. */
  private static byte[] idx(int type, int[] sizes, int... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * sizes.length + numbers.length);
    bytes.put(new byte[] {0, 0, (byte) type, (byte) sizes.length});
    Arrays.stream(sizes).forEach(bytes::putInt);
    Arrays.stream(numbers).forEach(number -> bytes.put((byte) number));
    return bytes.array();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  /** Items of 2 steps of 3 numbers, all different; the labels 7 and 12 in turn. */
  private IdxFiles items(String name, int count, int first) throws IOException {
    int[] numbers = new int[6 * count];
    Arrays.setAll(numbers, i -> (first + i) % 256);
    int[] labels = new int[count];
    Arrays.setAll(labels, i -> i % 2 == 0 ? 12 : 7);
    return new IdxFiles(
        write(name + "-items.gz", gzip(idx(0x08, new int[] {count, 2, 3}, numbers))),
        write(name + "-labels", idx(0x08, new int[] {count}, labels)));
  }

  private static LabelledSeries load(IdxFileSpec spec) {
    return (LabelledSeries) Datasets.load(spec);
  }

  @Test
  void itemsAreSeriesOfTheirRows() throws IOException {
    LabelledSeries data =
        load(new IdxFileSpec(items("a", 20, 0), Optional.empty(), SplitSpec.DEFAULT));
    assertThat(data.name()).isEqualTo("a-items.gz");
    assertThat(data.labels()).containsExactly("7", "12");
    assertThat(data.sizes()).isEqualTo(new PartSizes("sequences", 16, 2, 2));
    assertThat(data.columns()).extracting(NumberColumn::name).containsExactly("1", "2", "3");
    NumberColumn scale = data.columns().get(0);
    assertThat(data.columns()).allMatch(c -> c.mean() == scale.mean());
    double sum = 0;
    double squares = 0;
    for (LabelledSequence sequence : data.parts().train()) {
      assertThat(sequence.width()).isEqualTo(3);
      assertThat(sequence.length()).isEqualTo(2);
      double first = scale.original(sequence.values()[0]);
      for (int i = 0; i < 6; i++) {
        assertThat(scale.original(sequence.values()[i])).isCloseTo(first + i, within(1e-4));
        sum += sequence.values()[i];
        squares += sequence.values()[i] * sequence.values()[i];
      }
      assertThat(sequence.label()).isEqualTo(Math.round(first / 6) % 2 == 0 ? 1 : 0);
    }
    assertThat(sum / 96).isCloseTo(0, within(1e-5));
    assertThat(squares / 96).isCloseTo(1, within(1e-5));
  }

  @Test
  void aTestPartMayHaveFilesOfItsOwn() throws IOException {
    IdxFiles files = items("a", 20, 0);
    LabelledSeries data =
        load(new IdxFileSpec(files, Optional.of(items("b", 5, 99)), IdxFileSpec.BESIDE_TEST));
    assertThat(data.sizes()).isEqualTo(new PartSizes("sequences", 18, 2, 5));
    LabelledSequence first = data.parts().test().get(0);
    assertThat(data.columns().get(0).original(first.values()[0])).isCloseTo(99, within(1e-4));
    assertThat(first.label()).isEqualTo(1);
    LabelledSeries other =
        load(new IdxFileSpec(files, Optional.of(items("b", 5, 98)), IdxFileSpec.BESIDE_TEST));
    assertThat(other.sha256()).isNotEqualTo(data.sha256());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IdxFileSpec(files, Optional.of(files), SplitSpec.DEFAULT))
        .withMessage(
            "the test part has files of its own, so its share of the others must be 0, not 0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "8,ff0180007f03,255,1,128,0,127,3",
    "9,ff0180007f03,-1,1,-128,0,127,3",
    "11,ffff000180007fff00000100,-1,1,-32768,32767,0,256",
    "12,ffffffff00000001800000007fffffff0000000000010000,-1,1,-2147483648,2147483647,0,65536",
    "13,3f800000bf0000000000000040490fdb7f7fffff00000001,1,-0.5,0,3.1415927,3.4028235e38,1.401298e-45",
  })
  void everyTypeOfNumberIsRead(
      int type, String hex, double a, double b, double c, double d, double e, double f)
      throws IOException {
    byte[] header = idx(type, new int[] {1, 6});
    byte[] numbers = java.util.HexFormat.of().parseHex(hex);
    byte[] all = Arrays.copyOf(header, header.length + numbers.length);
    System.arraycopy(numbers, 0, all, header.length, numbers.length);
    IdxArray array = IdxArray.read(write("numbers", all));
    double[] expected = {a, b, c, d, e, f};
    for (int i = 0; i < 6; i++) {
      assertThat(array.number(i)).isCloseTo(expected[i], within(Math.abs(expected[i]) * 1e-6));
    }
    assertThat(array.items()).isEqualTo(1);
    assertThat(array.itemSize()).isEqualTo(6);
  }

  @Test
  void doublesAreRead() throws IOException {
    byte[] bytes = Arrays.copyOf(idx(0x0e, new int[] {1, 1}), 20);
    ByteBuffer.wrap(bytes).putDouble(12, Math.PI);
    assertThat(IdxArray.read(write("double", bytes)).number(0)).isEqualTo(Math.PI);
  }

  private void assertProblem(Path file, String problem) {
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> IdxArray.read(file))
        .withMessage(file + problem);
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    byte[] right = idx(0x08, new int[] {2, 3}, 1, 2, 3, 4, 5, 6);
    assertThat(IdxArray.read(write("right", right)).describe()).isEqualTo("2 × 3");
    assertProblem(folder.resolve("none"), ": there is no such file");
    assertProblem(folder, ": is not a file");
    assertProblem(
        write("plain.gz", right),
        ": not compressed by gzip, though its name ends in .gz; rename or compress it");
    byte[] zipped = gzip(right);
    assertProblem(
        write("cut.gz", Arrays.copyOf(zipped, zipped.length - 12)),
        ": cut off: the compressed data has no end");
    byte[] damaged = zipped.clone();
    damaged[zipped.length - 6] ^= 1;
    assertProblem(write("damaged.gz", damaged), ": damaged: gzip says Corrupt GZIP trailer");
    assertProblem(
        write("text", "label,text\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        ": not an IDX file: it should begin with two zero bytes");
    assertProblem(
        write("empty", new byte[0]), ": not an IDX file: it should begin with two zero bytes");
    assertProblem(
        write("type", idx(0x0a, new int[] {1}, 1)),
        ": not an IDX file: its third byte, the type, is 0x0a; it should be 0x08, 0x09, 0x0b, 0x0c,"
            + " 0x0d or 0x0e");
    assertProblem(
        write("dimensions", idx(0x08, new int[0])), ": not an IDX file: it has no dimensions");
    assertProblem(
        write("header", Arrays.copyOf(right, 9)),
        ": cut off: it ends within the sizes of its dimensions");
    assertProblem(
        write("zero", idx(0x08, new int[] {0, 3})),
        ": the sizes of its dimensions are [0, 3]; each must be at least 1");
    assertProblem(
        write("short", Arrays.copyOf(right, right.length - 2)),
        ": cut off: its header announces 6 bytes of numbers, but 4 follow");
    assertProblem(
        write("long", Arrays.copyOf(right, right.length + 1)),
        ": more follows than the 6 bytes of numbers its header announces");
    assertProblem(
        write("large", idx(0x08, new int[] {1 << 30, 1 << 30})),
        ": more than 67108864 numbers; give a part of them");
  }

  private void assertProblems(IdxFiles files, Optional<IdxFiles> test, String... problems) {
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> load(new IdxFileSpec(files, test, IdxFileSpec.BESIDE_TEST)))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        Stream.of(problems).map(p -> folder + p).toArray(String[]::new)));
  }

  @Test
  void saysWhatDoesNotFit() throws IOException {
    IdxFiles right = items("a", 20, 0);
    Optional<IdxFiles> none = Optional.empty();
    Path labels = right.labels();
    Path one = write("one", idx(0x08, new int[] {20}, new int[20]));
    Path nineteen = write("nineteen", idx(0x08, new int[] {19}, new int[19]));
    Path floats = write("floats", idx(0x0d, new int[] {20}, new int[80]));
    Path nan = write("nan", idx(0x0d, new int[] {2, 1}, 0, 0, 0, 0, 0x7f, 0xc0, 0, 0));
    Path two = write("two", idx(0x08, new int[] {2}, 1, 2));
    assertProblems(
        new IdxFiles(one, labels),
        none,
        "/one: has one dimension only, of 20; it should have two or more: items, steps, and the"
            + " numbers of a step");
    assertProblems(
        new IdxFiles(right.items(), right.items()),
        none,
        "/a-items.gz: has the dimensions 20 × 2 × 3; labels should have one");
    assertProblems(
        new IdxFiles(right.items(), floats), none, "/floats: labels should be whole numbers");
    assertProblems(
        new IdxFiles(right.items(), nineteen),
        none,
        "/nineteen: has 19 labels, but a-items.gz has 20 items");
    assertProblems(
        new IdxFiles(nan, two),
        none,
        "/nan: item 1, counted from 0, has the number NaN; numbers should be finite and at most"
            + " 3.4e38");
    assertProblems(
        new IdxFiles(right.items(), one),
        none,
        "/one: every item has the label \"0\"; learning to tell labels apart needs at least two");
    assertProblems(
        right,
        Optional.of(new IdxFiles(write("flat", idx(0x08, new int[] {2, 3}, new int[6])), two)),
        "/flat: has the dimensions 2 × 3, but a-items.gz has 20 × 2 × 3; only the first may differ");
    assertProblems(
        right,
        Optional.of(new IdxFiles(write("test", idx(0x08, new int[] {2, 2, 3}, new int[12])), two)),
        "/two: the label 1 does not occur in a-labels",
        "/two: the label 2 does not occur in a-labels");
  }

  @Test
  void fashionMnistIsReadFromWhereItIsInstalled() throws IOException {
    assertThat(Builtin.FASHION_MNIST_ROWS.included()).isFalse();
    Path none = folder.resolve("none");
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> FashionMnist.load(none, 3))
        .withMessage(
            "fashion-mnist-rows: there is no folder "
                + none
                + "; install the data with: apt-get install dataset-fashion-mnist");
    for (String part : List.of("train", "t10k")) {
      int count = part.equals("train") ? 10 : 4;
      int[] numbers = new int[count * 4];
      Arrays.setAll(numbers, i -> i);
      int[] labels = new int[count];
      Arrays.setAll(labels, i -> i % 2);
      write(part + "-images-idx3-ubyte.gz", gzip(idx(0x08, new int[] {count, 2, 2}, numbers)));
      write(part + "-labels-idx1-ubyte.gz", gzip(idx(0x08, new int[] {count}, labels)));
    }
    LabelledSeries data = FashionMnist.load(folder, 3);
    assertThat(data.sizes()).isEqualTo(new PartSizes("sequences", 7, 3, 4));
    assertThat(data.name()).isEqualTo("fashion-mnist-rows");
    NumberColumn column = data.columns().get(0);
    assertThat(column.original(data.parts().validation().get(0).values()[0]))
        .isCloseTo(28, within(1e-4));
  }
}
