package dev.nightjar.experiments.worker;

import java.util.List;

/**
 * A message with the large binary parts that belong to it.
 *
 * @param message the message
 * @param blobs not copied
 */
record Frame(Message message, List<byte[]> blobs) {

  Frame {
    blobs = List.copyOf(blobs);
  }

  static Frame of(Message message) {
    return new Frame(message, List.of());
  }
}
