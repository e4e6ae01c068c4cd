package dev.nightjar.experiments.storage;

import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.trial.Attachment;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The bytes that belong to trials. */
final class AttachmentTable {

  private AttachmentTable() {}

  static void insert(Handle handle, long studyId, int number, List<Attachment> attachments) {
    Set<String> names = new HashSet<>();
    for (Attachment attachment : attachments) {
      if (!names.add(attachment.name())) {
        throw new StorageException(
            "trial " + number + " has two attachments named " + attachment.name());
      }
      handle.execute(
          "INSERT INTO attachment (study_id, number, name, media_type, content) VALUES (?, ?, ?, ?,"
              + " ?)",
          studyId,
          number,
          attachment.name(),
          attachment.mediaType(),
          attachment.bytes());
    }
  }

  static Optional<Attachment> find(Handle handle, long studyId, int number, String name) {
    return handle
        .createQuery(
            "SELECT name, media_type, content FROM attachment WHERE study_id = :study AND number ="
                + " :number AND name = :name")
        .bind("study", studyId)
        .bind("number", number)
        .bind("name", name)
        .map((rs, context) -> new Attachment(rs.getString(1), rs.getString(2), rs.getBytes(3)))
        .findOne();
  }

  static List<String> names(Handle handle, long studyId, int number) {
    // Sorted here, since databases sort text in different ways.
    return handle
        .createQuery("SELECT name FROM attachment WHERE study_id = :study AND number = :number")
        .bind("study", studyId)
        .bind("number", number)
        .mapTo(String.class)
        .stream()
        .sorted()
        .toList();
  }

  static void remove(Handle handle, long studyId, int number, String name) {
    handle.execute(
        "DELETE FROM attachment WHERE study_id = ? AND number = ? AND name = ?",
        studyId,
        number,
        name);
  }
}
