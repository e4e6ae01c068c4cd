package dev.nightjar.experiments.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends and receives frames over a connection. A frame is, in big-endian order: a magic number, the
 * header's length, the number of blobs, each blob's length (all 32 bits), then the header (a {@link
 * Message} as JSON in UTF-8) and the blobs. Every length has a limit, and memory is taken only as
 * bytes arrive, so no garbage can make the reader allocate much.
 *
 * <p>One thread may send while another receives.
 */
final class FrameChannel implements Closeable {

  /** The most bytes the header may have. */
  static final int MAX_HEADER = 16 << 20;

  /** The most blobs a frame may have. */
  static final int MAX_BLOBS = 64;

  /** The most bytes the blobs of a frame may have together. */
  static final long MAX_BLOB_BYTES = 256L << 20;

  static final int MAGIC = 0x4E4A4631; // "NJF1"

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Closeable connection;
  private final DataInputStream in;
  private final DataOutputStream out;

  FrameChannel(InputStream in, OutputStream out, Closeable connection) {
    this.in = new DataInputStream(new BufferedInputStream(in, 1 << 16));
    this.out = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
    this.connection = connection;
  }

  /** A channel over a connected socket, which it closes. */
  static FrameChannel over(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    return new FrameChannel(socket.getInputStream(), socket.getOutputStream(), socket);
  }

  /** What {@link #send(Message)} would write. */
  static byte[] bytes(Message message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new FrameChannel(InputStream.nullInputStream(), bytes, bytes).send(message);
    return bytes.toByteArray();
  }

  void send(Message message) throws IOException {
    send(Frame.of(message));
  }

  /**
   * Sends a frame.
   *
   * @throws FrameTooLargeException if a limit is exceeded; nothing was sent
   * @throws IOException if the connection is broken
   */
  synchronized void send(Frame frame) throws IOException {
    byte[] header = JSON.writeValueAsBytes(frame.message());
    long blobBytes = frame.blobs().stream().mapToLong(b -> b.length).sum();
    if (header.length > MAX_HEADER || frame.blobs().size() > MAX_BLOBS) {
      throw new FrameTooLargeException(
          "a message of "
              + header.length
              + " bytes with "
              + frame.blobs().size()
              + " attachments; at most "
              + MAX_HEADER
              + " bytes and "
              + MAX_BLOBS
              + " attachments are allowed");
    }
    if (blobBytes > MAX_BLOB_BYTES) {
      throw new FrameTooLargeException(
          "the attachments hold "
              + blobBytes
              + " bytes; at most "
              + MAX_BLOB_BYTES
              + " are allowed, so choose a smaller model");
    }
    out.writeInt(MAGIC);
    out.writeInt(header.length);
    out.writeInt(frame.blobs().size());
    for (byte[] blob : frame.blobs()) {
      out.writeInt(blob.length);
    }
    out.write(header);
    for (byte[] blob : frame.blobs()) {
      out.write(blob);
    }
    out.flush();
  }

  /**
   * Waits for the next frame.
   *
   * @throws ProtocolException if what arrives is not a frame within the limits
   * @throws EOFException if the other side has closed the connection
   */
  Frame receive() throws IOException {
    return receive(MAX_HEADER, MAX_BLOB_BYTES);
  }

  /** Waits for the next frame, under tighter limits: for a peer that is not known yet. */
  Frame receive(int maxHeader, long maxBlobBytes) throws IOException {
    int magic = in.readInt();
    if (magic != MAGIC) {
      throw new ProtocolException("no frame begins with 0x" + Integer.toHexString(magic));
    }
    int headerLength = in.readInt();
    if (headerLength < 0 || headerLength > maxHeader) {
      throw new ProtocolException(
          "a header of " + headerLength + " bytes; at most " + maxHeader + " are allowed");
    }
    int count = in.readInt();
    if (count < 0 || count > MAX_BLOBS) {
      throw new ProtocolException(count + " blobs; at most " + MAX_BLOBS + " are allowed");
    }
    int[] lengths = new int[count];
    long sum = 0;
    for (int i = 0; i < count; i++) {
      lengths[i] = in.readInt();
      sum += lengths[i];
      if (lengths[i] < 0 || sum > maxBlobBytes) {
        throw new ProtocolException(
            "a blob of " + lengths[i] + " bytes; at most " + maxBlobBytes + " are allowed");
      }
    }
    Message message = parse(exactly(headerLength));
    List<byte[]> blobs = new ArrayList<>(count);
    for (int length : lengths) {
      blobs.add(exactly(length));
    }
    return new Frame(message, blobs);
  }

  private static Message parse(byte[] header) throws IOException {
    try {
      Message message = JSON.readValue(header, Message.class);
      if (message == null) {
        throw new ProtocolException("an empty message");
      }
      return message;
    } catch (ProtocolException e) {
      throw e;
    } catch (IOException e) { // all of it is in memory, so only its content can be wrong
      throw new ProtocolException("an unreadable message: " + e.getMessage(), e);
    }
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length); // grows as bytes arrive
    if (bytes.length < length) {
      throw new EOFException("the connection ended in the middle of a frame");
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
