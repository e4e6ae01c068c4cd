package dev.nightjar.zoo.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An array of an IDX file, plain or compressed by gzip, as LeCun, Cortes and Burges describe the
 * format with their MNIST database: two zero bytes, the type of the numbers, the number of
 * dimensions, the size of each as an int, then the numbers, the last dimension varying fastest; all
 * big-endian.
 *
 * @param type of the numbers
 * @param sizes of the dimensions, at least one, each at least 1
 * @param bytes the numbers
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record IdxArray(Type type, List<Integer> sizes, byte[] bytes) {

  /** Beyond this a worker of ordinary size has no room for the numbers and a network. */
  static final long MAX_NUMBERS = 64L << 20;

  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int HEADER = 4;

  /** The types of numbers by the code of the file. */
  enum Type {
    UNSIGNED_BYTE(0x08, 1, true),
    SIGNED_BYTE(0x09, 1, true),
    SHORT(0x0b, 2, true),
    INT(0x0c, 4, true),
    FLOAT(0x0d, 4, false),
    DOUBLE(0x0e, 8, false);

    private final int code;
    private final int bytes;
    private final boolean whole;

    Type(int code, int bytes, boolean whole) {
      this.code = code;
      this.bytes = bytes;
      this.whole = whole;
    }

    static Optional<Type> of(int code) {
      return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }

    boolean whole() {
      return whole;
    }
  }

  /** Numbers of one item: all dimensions but the first. */
  int itemSize() {
    return sizes.stream().skip(1).reduce(1, (a, b) -> a * b);
  }

  /** Size of the first dimension. */
  int items() {
    return sizes.get(0);
  }

  /** The dimensions in words: {@code 60000 × 28 × 28}. */
  String describe() {
    return String.join(" × ", sizes.stream().map(String::valueOf).toList());
  }

  /** A number by its place in the file, from 0. */
  double number(int index) {
    int place = index * type.bytes;
    return switch (type) {
      case UNSIGNED_BYTE -> bytes[place] & 0xff;
      case SIGNED_BYTE -> bytes[place];
      case SHORT -> ByteBuffer.wrap(bytes).getShort(place);
      case INT -> ByteBuffer.wrap(bytes).getInt(place);
      case FLOAT -> ByteBuffer.wrap(bytes).getFloat(place);
      case DOUBLE -> ByteBuffer.wrap(bytes).getDouble(place);
    };
  }

  /** The bytes of an item, by which it is known. */
  byte[] itemBytes(int item) {
    int length = itemSize() * type.bytes;
    return Arrays.copyOfRange(bytes, item * length, (item + 1) * length);
  }

  /**
   * Reads a file.
   *
   * @throws DatasetException if it is missing, unreadable, no IDX file, damaged, or too large
   */
  static IdxArray read(Path path) {
    Utf8File.requireFile(path);
    try (InputStream in = open(path)) {
      return read(path, in);
    } catch (EOFException e) {
      throw new DatasetException(path + ": cut off: the compressed data has no end");
    } catch (ZipException e) {
      throw new DatasetException(path + ": damaged: gzip says " + e.getMessage());
    } catch (IOException e) {
      throw new DatasetException(path + ": cannot be read: " + e.getMessage());
    }
  }

  private static InputStream open(Path path) throws IOException {
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    try {
      in.mark(2);
      byte[] magic = in.readNBytes(2);
      in.reset();
      if (magic.length == 2 && (ByteBuffer.wrap(magic).getShort() & 0xffff) == GZIP_MAGIC) {
        return new GZIPInputStream(in, 1 << 16);
      }
      if (path.toString().endsWith(".gz")) {
        throw new DatasetException(
            path + ": not compressed by gzip, though its name ends in .gz; rename or compress it");
      }
      return in;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static IdxArray read(Path path, InputStream in) throws IOException {
    byte[] magic = in.readNBytes(HEADER);
    if (magic.length < HEADER || magic[0] != 0 || magic[1] != 0) {
      throw new DatasetException(path + ": not an IDX file: it should begin with two zero bytes");
    }
    Type type =
        Type.of(magic[2])
            .orElseThrow(
                () ->
                    new DatasetException(
                        "%s: not an IDX file: its third byte, the type, is 0x%02x; it should be 0x08, 0x09, 0x0b, 0x0c, 0x0d or 0x0e"
                            .formatted(path, magic[2])));
    int dimensions = magic[3] & 0xff;
    if (dimensions == 0) {
      throw new DatasetException(path + ": not an IDX file: it has no dimensions");
    }
    List<Integer> sizes = sizes(path, in.readNBytes(dimensions * Integer.BYTES), dimensions);
    long numbers = 1;
    for (int size : sizes) {
      numbers *= size;
      if (numbers > MAX_NUMBERS) {
        throw new DatasetException(
            path + ": more than " + MAX_NUMBERS + " numbers; give a part of them");
      }
    }
    int length = Math.toIntExact(numbers * type.bytes);
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new DatasetException(
          path
              + ": cut off: its header announces "
              + length
              + " bytes of numbers, but "
              + bytes.length
              + " follow");
    }
    if (in.read() >= 0) {
      throw new DatasetException(
          path + ": more follows than the " + length + " bytes of numbers its header announces");
    }
    return new IdxArray(type, sizes, bytes);
  }

  private static List<Integer> sizes(Path path, byte[] header, int dimensions) {
    List<Integer> sizes = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.wrap(header);
    try {
      for (int i = 0; i < dimensions; i++) {
        sizes.add(buffer.getInt());
      }
    } catch (BufferUnderflowException e) {
      throw new DatasetException(path + ": cut off: it ends within the sizes of its dimensions");
    }
    if (sizes.stream().anyMatch(size -> size < 1)) {
      throw new DatasetException(
          path + ": the sizes of its dimensions are " + sizes + "; each must be at least 1");
    }
    return List.copyOf(sizes);
  }
}
