package dev.nightjar.zoo.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a user's file of text whole, or says why it cannot. */
final class Utf8File {

  /** Beyond this a worker of ordinary size has no room for the text, its tokens and a network. */
  static final long MAX_BYTES = 64L << 20;

  private Utf8File() {}

  /**
   * The text of a file in UTF-8, without a byte order mark.
   *
   * @throws DatasetException if it is missing, no file, unreadable, too large or in another
   *     encoding
   */
  static String read(Path path) {
    return decode(path, bytes(path));
  }

  /**
   * Checks that there is a file.
   *
   * @throws DatasetException if it is missing, or no file
   */
  static void requireFile(Path path) {
    if (!Files.exists(path)) {
      throw new DatasetException(path + ": there is no such file");
    }
    if (!Files.isRegularFile(path)) {
      throw new DatasetException(path + ": is not a file");
    }
  }

  private static byte[] bytes(Path path) {
    requireFile(path);
    try {
      long size = Files.size(path);
      if (size > MAX_BYTES) {
        throw new DatasetException(
            path
                + ": the file has "
                + size
                + " bytes; this version reads at most "
                + MAX_BYTES
                + ": give a part of it");
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new DatasetException(path + ": cannot be read: " + e.getMessage());
    }
  }

  private static String decode(Path path, byte[] bytes) {
    try {
      // A decoder of its own reports what new String would replace.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      int bad = positionOfBadByte(bytes);
      throw new DatasetException(
          path
              + ":"
              + lineOf(bytes, bad)
              + ": not UTF-8 at byte "
              + (bad + 1)
              + " of the file; save the file as UTF-8");
    }
  }

  private static int positionOfBadByte(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    StandardCharsets.UTF_8.newDecoder().decode(in, CharBuffer.allocate(bytes.length + 1), true);
    return in.position();
  }

  private static long lineOf(byte[] bytes, int position) {
    long line = 1;
    for (int i = 0; i < position; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }
}
