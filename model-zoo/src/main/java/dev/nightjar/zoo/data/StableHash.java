package dev.nightjar.zoo.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Hashes that are the same on every machine and in every version of Java. */
final class StableHash {

  private StableHash() {}

  /** A pseudo-random order key of a text; texts that look alike get keys that do not. */
  static String key(String text) {
    return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)), 0, 12);
  }

  /** The hash of a list of examples, in order. */
  static String of(List<Example> examples) {
    MessageDigest digest = digest();
    for (Example example : examples) {
      digest.update(example.label().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(example.text().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The hash of a list of texts, in order. */
  static String ofTexts(List<String> texts) {
    MessageDigest digest = digest();
    for (String text : texts) {
      digest.update(text.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The hash of rows of bytes, in order. */
  static String ofBytes(List<byte[]> rows) {
    MessageDigest digest = digest();
    for (byte[] row : rows) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(row.length).array());
      digest.update(row);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The hash of rows of numbers, in order. */
  static String ofInts(List<int[]> rows) {
    MessageDigest digest = digest();
    for (int[] row : rows) {
      ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (row.length + 1));
      bytes.putInt(row.length).asIntBuffer().put(row);
      digest.update(bytes.array());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The hash of named numbers, in order. */
  static String ofNumbers(List<String> names, List<double[]> numbers) {
    MessageDigest digest = digest();
    for (String name : names) {
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    for (double[] row : numbers) {
      ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * row.length + Integer.BYTES);
      bytes.putInt(row.length).asDoubleBuffer().put(row);
      digest.update(bytes.array());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
