package dev.nightjar.experiments.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many trials of each study have finished, in a small file beside the database. H2 opens a file
 * whose end is lost with what it finds in the rest, an earlier state, without a word; this file
 * knows better. It is written after the database was, so it never counts what a kill kept out of
 * it.
 *
 * <p>A study has a slot of 16 bytes by its id: the count and a checksum. Studies are each written
 * by one process at a time, so processes do not get in each other's way.
 */
final class OutcomeCounts {

  private static final Logger LOG = LoggerFactory.getLogger(OutcomeCounts.class);
  private static final int SLOT = 2 * Long.BYTES;

  /** Ids rise by one a study; a file far larger is none of ours. */
  private static final long MOST_BYTES = 16L << 20;

  private final Path file;

  OutcomeCounts(Path file) {
    this.file = file;
  }

  /** Whether anything was ever recorded. */
  boolean exists() {
    return Files.exists(file);
  }

  /** Records a count; what cannot be written here must not end a search. */
  void record(long study, long outcomes) {
    if ((study + 1) * SLOT > MOST_BYTES) {
      return;
    }
    ByteBuffer slot = ByteBuffer.allocate(SLOT);
    slot.putLong(outcomes).putLong(checksum(study, outcomes)).flip();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(slot, study * SLOT);
    } catch (IOException e) {
      LOG.warn("{} could not be written, so a loss of trials would not be noticed: {}", file, e);
    }
  }

  /** The counts by study; slots that were never or only half written are left out. */
  Map<Long, Long> read() throws IOException {
    byte[] bytes;
    try {
      bytes = Files.size(file) > MOST_BYTES ? new byte[0] : Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Map.of();
    }
    Map<Long, Long> counts = new HashMap<>();
    ByteBuffer slots = ByteBuffer.wrap(bytes);
    for (long study = 0; slots.remaining() >= SLOT; study++) {
      long outcomes = slots.getLong();
      if (slots.getLong() == checksum(study, outcomes) && outcomes > 0) {
        counts.put(study, outcomes);
      }
    }
    return counts;
  }

  /** Replaces everything, after a database was restored. */
  void replace(Map<Long, Long> counts) throws IOException {
    Files.deleteIfExists(file);
    counts.forEach(this::record);
  }

  /**
   * Compares with what a database says of itself.
   *
   * @param recorded what was read here before the database was asked
   * @throws DamageException if the database has fewer
   */
  static void requireNoFewer(Map<Long, Long> recorded, Map<Long, Long> stored) {
    long missing = 0;
    long all = 0;
    for (Map.Entry<Long, Long> entry : recorded.entrySet()) {
      all += entry.getValue();
      missing += Math.max(0, entry.getValue() - stored.getOrDefault(entry.getKey(), 0L));
    }
    if (missing > 0) {
      throw new DamageException(
          "of " + all + " finished trials the last " + missing + " are missing");
    }
  }

  private static long checksum(long study, long outcomes) {
    return new Checksum().add(study).add(outcomes).value();
  }
}
