package dev.nightjar.zoo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {
  private static NetworkSpec spec(CellType cell) {
    return Specs.of(new TokenInput(10, 6), cell, 2, 12, 0.25, 5, OutputMode.LAST_STEP);
  }

  private static byte[] written() {
    try (RecurrentNetwork network = RecurrentNetwork.create(spec(CellType.GRU), 5)) {
      return ModelFile.write(network);
    }
  }

  static List<Named<NetworkSpec>> networks() {
    List<Named<NetworkSpec>> all = Specs.steady(6, 12);
    all.addAll(Specs.dropping(6, 12));
    return all;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aNetworkComesBackAsItWas(NetworkSpec spec) {
    SequenceBatch batch = Batches.padded(spec, 6, 4, new SplittableRandom(1));
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 5);
        RecurrentNetwork read = ModelFile.read(ModelFile.write(network))) {
      assertThat(read.spec()).isEqualTo(spec);
      assertThat(read.copyParameters()).isEqualTo(network.copyParameters());
      assertThat(read.answers(batch)).isEqualTo(network.answers(batch));
      assertThat(ModelFile.write(read)).isEqualTo(ModelFile.write(network));
    }
  }

  @Test
  void everyCutIsNoticed() {
    byte[] bytes = written();
    for (int length = 0; length < bytes.length; length += length < 200 ? 1 : 97) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> ModelFile.read(cut))
          .as("cut to %d bytes", length)
          .isInstanceOf(ModelFormatException.class);
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> ModelFile.read(longer)).isInstanceOf(ModelFormatException.class);
  }

  @Test
  void everyFlippedBitIsNoticed() {
    byte[] bytes = written();
    for (int i = 0; i < bytes.length; i += i < 200 ? 1 : 97) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 0x10;
      assertThatThrownBy(() -> ModelFile.read(damaged))
          .as("byte %d", i)
          .isInstanceOf(ModelFormatException.class);
    }
  }

  @Test
  void messagesSayWhatIsWrong() {
    assertThatThrownBy(
            () -> ModelFile.read("hello, world".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .hasMessageContaining("not a Nightjar model");
    assertThatThrownBy(() -> ModelFile.read(new byte[0])).hasMessageContaining("ends too early");
    byte[] newer = written();
    newer[8] = 3;
    assertThatThrownBy(() -> ModelFile.read(newer)).hasMessageContaining("format version 3");
    byte[] damaged = written();
    damaged[damaged.length / 2] ^= 1;
    assertThatThrownBy(() -> ModelFile.read(damaged)).hasMessageContaining("checksum");
  }

  /** Bytes with a right checksum can still lie, for example when another program wrote them. */
  @Test
  void wrongHeadersAreNoticedDespiteARightChecksum() {
    assertThatThrownBy(() -> ModelFile.read(withHeader("cell=gru", "cell=gxu")))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("unknown cell type 'gxu'");
    assertThatThrownBy(() -> ModelFile.read(withHeader("classes=5", "classes=7")))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("parameters");
    assertThatThrownBy(() -> ModelFile.read(withHeader("layers=2", "lagers=2")))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("lacks 'layers'");
    assertThatThrownBy(() -> ModelFile.read(withHeader("layers=2", "layers 2")))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("not key=value");
    assertThatThrownBy(() -> ModelFile.read(withHeader("input=tokens", "input=images")))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'images'");
    assertThatThrownBy(() -> ModelFile.read(withHeader("head=softmax", "head=poisson")))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'poisson'; this Nightjar knows softmax, regression and bernoulli");
  }

  @Test
  void aModelFromBeforeThereWasNoiseHasNone() {
    try (RecurrentNetwork read = ModelFile.read(withHeader("input_noise=0.0\n", ""))) {
      assertThat(read.spec()).isEqualTo(spec(CellType.GRU));
    }
  }

  /** A header of a few bytes may claim any size; memory is taken only for what is there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "hidden_size=2147483647",
        "hidden_size=-1",
        "hidden_size=99999999999",
        "layers=33",
        "vocabulary_size=2147483647",
        "embedding_size=2147483647",
        "embedding_size=0",
        "classes=2147483647",
        "width_factor=4.0",
        "width_factor=NaN",
        "width_factor=1e300",
      })
  void noSizeInAHeaderIsBelieved(String line) {
    String key = line.substring(0, line.indexOf('='));
    byte[] model = withHeader(key + "=[^\n]*", line);
    assertThatThrownBy(() -> ModelFile.read(model)).isInstanceOf(ModelFormatException.class);
  }

  private static byte[] withHeader(String from, String to) {
    byte[] bytes = written();
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    byte[] changed =
        text.replaceFirst(from, to).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    ByteBuffer lengths = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    lengths.putInt(12, lengths.getInt(12) + changed.length - bytes.length);
    CRC32 crc = new CRC32();
    crc.update(changed, 0, changed.length - Long.BYTES);
    ByteBuffer.wrap(changed)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(changed.length - Long.BYTES, crc.getValue());
    return changed;
  }

  @Test
  void vectorsOfTokensArePutInWhereTheyBelong() {
    try (RecurrentNetwork network = RecurrentNetwork.create(spec(CellType.GRU), 5)) {
      float[] before = network.copyParameters();
      network.setTokenVector(2, new float[] {1, 2, 3, 4, 5, 6});
      float[] after = network.copyParameters();
      assertThat(Arrays.copyOfRange(after, 12, 18)).containsExactly(1, 2, 3, 4, 5, 6);
      System.arraycopy(before, 12, after, 12, 6);
      assertThat(after).containsExactly(before);
      assertThatThrownBy(() -> network.setTokenVector(10, new float[6]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "a vector of 6 for token 10 of TokenInput[vocabularySize=10, embeddingSize=6,"
                  + " trained=true]");
      assertThatThrownBy(() -> network.setTokenVector(1, new float[5]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
