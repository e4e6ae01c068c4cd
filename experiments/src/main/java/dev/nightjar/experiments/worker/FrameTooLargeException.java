package dev.nightjar.experiments.worker;

import java.io.IOException;

/** A frame exceeds what the other side would accept; nothing of it was sent. */
final class FrameTooLargeException extends IOException {

  FrameTooLargeException(String message) {
    super(message);
  }
}
