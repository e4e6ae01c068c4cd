package dev.nightjar.zoo.task;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The entries of a zip, which may come from anybody: a few bytes may announce or unfold to any
 * number. Nothing is written to a disk, so names are only names; those that are not known are
 * passed over.
 *
 * @param mostEntries how many there may be
 * @param mostBytes what they may unfold to, together
 */
record ArchiveEntries(int mostEntries, long mostBytes) {

  /**
   * Twice the largest network that a worker may send, since DL4J's copy may lie beside it, and as
   * much again for vocabularies.
   */
  static final ArchiveEntries OF_A_MODEL = new ArchiveEntries(100, 768L << 20);

  private static final int MAX_NAME = 100;

  /**
   * Reads a zip.
   *
   * @param wanted the entries whose bytes are wanted
   * @return all entries in their order; those that are not wanted are empty
   * @throws IllegalArgumentException if it is damaged, or more than is allowed
   */
  Map<String, byte[]> read(byte[] archive, Set<String> wanted) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    long left = mostBytes;
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(archive), StandardCharsets.UTF_8)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        if (name.length() > MAX_NAME
            || entries.containsKey(name)
            || entries.size() == mostEntries) {
          throw new IllegalArgumentException(
              "the model is damaged: its zip has more than "
                  + mostEntries
                  + " entries, one of them twice, or with a name of more than "
                  + MAX_NAME
                  + " characters");
        }
        byte[] bytes = wanted.contains(name) ? zip.readNBytes(atMost(left)) : new byte[0];
        left -= bytes.length + skip(zip, left - bytes.length);
        entries.put(name, bytes);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("the model is damaged: " + e.getMessage(), e);
    }
    return entries;
  }

  private static int atMost(long left) {
    return (int) Math.min(left, Integer.MAX_VALUE - 8);
  }

  /** Reads the rest of an entry, which nobody wants or which is too much. */
  private long skip(InputStream entry, long left) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long skipped = 0;
    for (int n = entry.read(buffer); n >= 0; n = entry.read(buffer)) {
      skipped += n;
      if (skipped > left) {
        throw new IllegalArgumentException(
            "the model unfolds to more than " + mostBytes + " bytes, which no model does");
      }
    }
    return skipped;
  }
}
