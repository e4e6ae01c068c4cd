package dev.nightjar.experiments.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameChannelTest {

  private static byte[] written(Frame frame) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (FrameChannel channel = new FrameChannel(InputStream.nullInputStream(), bytes, bytes)) {
      channel.send(frame);
    }
    return bytes.toByteArray();
  }

  private static Frame read(byte[] bytes) throws IOException {
    InputStream in = new ByteArrayInputStream(bytes);
    try (FrameChannel channel = new FrameChannel(in, OutputStream.nullOutputStream(), in)) {
      return channel.receive();
    }
  }

  @Test
  void messagesAndBlobsArriveAsTheyWereSent() throws IOException {
    Message message =
        new Message.Epoch(
            3, Map.of("loss", Double.NaN, "third", 1.0 / 3, "far", Double.POSITIVE_INFINITY), 0.1);
    Frame frame = read(written(new Frame(message, List.of(new byte[0], new byte[] {1, -2}))));
    assertThat(frame.message()).isEqualTo(message);
    assertThat(frame.blobs()).hasSize(2);
    assertThat(frame.blobs().get(0)).isEmpty();
    assertThat(frame.blobs().get(1)).containsExactly(1, -2);
  }

  @Test
  void wholeAndRealNumbersStayApart() throws IOException {
    Message.Run run =
        new Message.Run(3, Map.of("whole", 1L, "real", 1.0, "yes", true, "text", "1.0"), 7);
    Message.Run back = (Message.Run) read(written(Frame.of(run))).message();
    assertThat(back.toConfiguration().values()).isEqualTo(run.configuration());
  }

  @Test
  void everyCutEndsInAnExceptionAndNotInAFrame() throws IOException {
    byte[] whole = written(new Frame(new Message.Score(), List.of(new byte[10])));
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void lengthsBeyondTheLimitsAreRefusedBeforeAnythingIsRead() {
    assertThatThrownBy(() -> read(header(FrameChannel.MAGIC, FrameChannel.MAX_HEADER + 1, 0)))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("a header of");
    assertThatThrownBy(() -> read(header(FrameChannel.MAGIC, -1, 0)))
        .isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> read(header(FrameChannel.MAGIC, 2, 1_000_000)))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("blobs");
    assertThatThrownBy(() -> read(header(FrameChannel.MAGIC, 2, 2, 200 << 20, 100 << 20)))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("a blob of");
    assertThatThrownBy(() -> read(header(0x47455420, 2, 0)))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("no frame begins with 0x47455420");
  }

  private static byte[] header(int... numbers) {
    ByteBuffer buffer = ByteBuffer.allocate(numbers.length * 4);
    buffer.asIntBuffer().put(numbers);
    return buffer.array();
  }

  @Test
  void aFrameTheOtherSideWouldRefuseIsNotSent() {
    byte[] large = new byte[65 << 20];
    Frame frame = new Frame(new Message.Score(), List.of(large, large, large, large));
    assertThatThrownBy(() -> written(frame))
        .isInstanceOf(FrameTooLargeException.class)
        .hasMessageContaining("at most 268435456");
  }

  @Test
  void onlyKnownMessagesAreRead() {
    for (String json :
        List.of(
            "null",
            "[]",
            "{}",
            "{\"type\":\"java.lang.Runtime\"}",
            "{\"type\":\"epoch\",\"epoch\":\"x\"}",
            "[\"java.util.HashMap\",{}]")) {
      byte[] text = json.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      ByteBuffer frame = ByteBuffer.allocate(12 + text.length);
      frame.putInt(FrameChannel.MAGIC).putInt(text.length).putInt(0).put(text);
      assertThatThrownBy(() -> read(frame.array())).as(json).isInstanceOf(ProtocolException.class);
    }
  }

  /** Flipping bytes gives another message or an exception of ours, never another exception. */
  @Test
  void damagedFramesNeverDoWorse() throws IOException {
    byte[] whole =
        written(new Frame(new Message.Epoch(1, Map.of("loss", 0.5), 1), List.of(new byte[20])));
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = whole.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(read(damaged).message()).isNotNull();
      } catch (ProtocolException | EOFException e) {
        assertThat(e).hasMessageNotContaining("NullPointerException");
      }
    }
  }
}
