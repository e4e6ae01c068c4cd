package dev.nightjar.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/** What went wrong with a file, in words and not by the name of a Java class. */
final class FileFaults {

  private FileFaults() {}

  /** The reason, without the file's name. */
  static String words(IOException fault) {
    if (fault instanceof AccessDeniedException) {
      return "permission denied; see to the permissions of the file and its folder";
    } else if (fault instanceof NoSuchFileException) {
      return "there is no such file or folder";
    } else if (fault instanceof FileAlreadyExistsException
        || fault instanceof NotDirectoryException) {
      return "a file is in the place of a folder";
    } else if (fault instanceof FileSystemException system) {
      return Optional.ofNullable(system.getReason()).orElse(system.toString());
    }
    return Optional.ofNullable(fault.getMessage()).orElse(fault.toString());
  }
}
