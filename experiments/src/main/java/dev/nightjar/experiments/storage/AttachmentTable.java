package dev.nightjar.experiments.storage;

import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.trial.Attachment;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjLongConsumer;
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
          "INSERT INTO attachment (study_id, number, name, media_type, content, checksum) VALUES"
              + " (?, ?, ?, ?, ?, ?)",
          studyId,
          number,
          attachment.name(),
          attachment.mediaType(),
          attachment.bytes(),
          checksum(attachment));
    }
  }

  static long checksum(Attachment attachment) {
    return new Checksum()
        .add(attachment.name())
        .add(attachment.mediaType())
        .add(attachment.bytes())
        .value();
  }

  /**
   * Reads every attachment of a study.
   *
   * @throws DamageException if one is not as it was stored
   */
  static void check(Handle handle, long studyId) {
    List<Integer> numbers =
        handle
            .createQuery("SELECT DISTINCT number FROM attachment WHERE study_id = :study")
            .bind("study", studyId)
            .mapTo(Integer.class)
            .list();
    for (int number : numbers) {
      names(handle, studyId, number).forEach(name -> find(handle, studyId, number, name));
    }
  }

  static Optional<Attachment> find(Handle handle, long studyId, int number, String name) {
    return read(
        handle,
        studyId,
        number,
        name,
        (attachment, checksum) -> {
          if (checksum != checksum(attachment)) {
            throw new DamageException(
                "attachment " + name + " of trial " + number + " is not as it was stored");
          }
        });
  }

  /** Gives an attachment its checksum. */
  static void seal(Handle handle, long studyId, int number, String name) {
    Attachment attachment =
        read(handle, studyId, number, name, (read, checksum) -> {}).orElseThrow();
    handle.execute(
        "UPDATE attachment SET checksum = ? WHERE study_id = ? AND number = ? AND name = ?",
        checksum(attachment),
        studyId,
        number,
        name);
  }

  private static Optional<Attachment> read(
      Handle handle,
      long studyId,
      int number,
      String name,
      ObjLongConsumer<Attachment> withChecksum) {
    return handle
        .createQuery(
            "SELECT name, media_type, content, checksum FROM attachment WHERE study_id = :study AND number ="
                + " :number AND name = :name")
        .bind("study", studyId)
        .bind("number", number)
        .bind("name", name)
        .map(
            (rs, context) -> {
              Attachment attachment =
                  new Attachment(rs.getString(1), rs.getString(2), rs.getBytes(3));
              withChecksum.accept(attachment, rs.getLong(4));
              return attachment;
            })
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

  static List<Integer> trialsWith(Handle handle, long studyId, String name) {
    return handle
        .createQuery(
            "SELECT number FROM attachment WHERE study_id = :study AND name = :name ORDER BY number")
        .bind("study", studyId)
        .bind("name", name)
        .mapTo(Integer.class)
        .list();
  }

  static void remove(Handle handle, long studyId, int number, String name) {
    handle.execute(
        "DELETE FROM attachment WHERE study_id = ? AND number = ? AND name = ?",
        studyId,
        number,
        name);
  }
}
