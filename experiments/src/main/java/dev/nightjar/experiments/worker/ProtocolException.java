package dev.nightjar.experiments.worker;

import java.io.IOException;

/** The other side sent something that is no frame or not what was due. */
final class ProtocolException extends IOException {

  ProtocolException(String message) {
    super(message);
  }

  ProtocolException(String message, Throwable cause) {
    super(message, cause);
  }
}
