package dev.nightjar.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has been measured so far, a line of JSON each, so that a long benchmark can go on. */
final class AutoRows {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final List<AutoRow> rows = new ArrayList<>();

  /** The rows of a file, which may be missing. */
  AutoRows(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        rows.add(JSON.readValue(line, AutoRow.class));
      }
    }
  }

  /** The row of a measurement, if it was made. */
  Optional<AutoRow> find(AutoRow.Key key) {
    return rows.stream().filter(row -> row.key().equals(key)).findFirst();
  }

  /** Keeps a row, which is returned. */
  AutoRow add(AutoRow row) throws IOException {
    Files.writeString(
        file,
        JSON.writeValueAsString(row) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    rows.add(row);
    return row;
  }
}
