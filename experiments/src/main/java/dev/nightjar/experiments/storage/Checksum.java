package dev.nightjar.experiments.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A checksum (CRC-32C) of values in a row. Each value goes in with its length, so that what moves
 * from one to the next is seen.
 */
final class Checksum {

  private final CRC32C crc = new CRC32C();
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

  /** Of one value. */
  static long of(byte[] bytes) {
    return new Checksum().add(bytes).value();
  }

  Checksum add(long value) {
    number.clear();
    crc.update(number.putLong(value).flip());
    return this;
  }

  Checksum add(double value) {
    return add(Double.doubleToLongBits(value));
  }

  Checksum add(byte[] bytes) {
    add((long) bytes.length);
    crc.update(bytes);
    return this;
  }

  Checksum add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Nothing is not the same as an empty text. */
  Checksum add(Optional<String> text) {
    return text.isPresent() ? add(text.get()) : add(-1);
  }

  /** At least 0, below 2³². */
  long value() {
    return crc.getValue();
  }
}
