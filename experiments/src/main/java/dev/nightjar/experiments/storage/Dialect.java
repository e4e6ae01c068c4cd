package dev.nightjar.experiments.storage;

import java.util.Map;

/**
 * Where databases differ from each other; all other SQL is shared.
 *
 * @param binaryType the type of a column for megabytes of bytes
 * @param textType the type of a column for megabytes of text
 * @param bytesType the type of a column for bytes that are kept in the row itself, up to a megabyte
 * @param sync the statement that forces what was committed onto the device
 */
record Dialect(String binaryType, String textType, String bytesType, String sync) {

  /**
   * H2. With {@code WRITE_DELAY=0} a commit has written its chunk of the file before it returns,
   * which outlives a kill -9: the pages are the operating system's then. {@code CHECKPOINT SYNC}
   * ends in {@code FileChannel.force(true)}, which outlives a power cut as far as disks keep their
   * word. (A delay and {@code CHECKPOINT} would not do: while H2's own thread is writing, it finds
   * nothing left to write and does not wait.)
   */
  static final Dialect H2 = new Dialect("BLOB", "CLOB", "VARBINARY", "CHECKPOINT SYNC");

  /** What stands for the differences in the schema's files. */
  Map<String, String> placeholders() {
    return Map.of("binary", binaryType, "text", textType, "bytes", bytesType);
  }
}
