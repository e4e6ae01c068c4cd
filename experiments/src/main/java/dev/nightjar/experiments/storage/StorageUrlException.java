package dev.nightjar.experiments.storage;

import dev.nightjar.search.storage.StorageException;

/** The URL of a storage is wrong in itself, whatever it would lead to. */
public final class StorageUrlException extends StorageException {

  private static final long serialVersionUID = 1;

  StorageUrlException(String message) {
    super(message);
  }

  StorageUrlException(String message, Throwable cause) {
    super(message, cause);
  }
}
