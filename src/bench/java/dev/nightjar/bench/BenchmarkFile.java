package dev.nightjar.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Writes what a benchmark found. */
final class BenchmarkFile {
  private BenchmarkFile() {}

  static void write(Path output, Map<String, Object> document) throws IOException {
    Optional<Path> folder = Optional.ofNullable(output.toAbsolutePath().getParent());
    if (folder.isPresent()) {
      Files.createDirectories(folder.get());
    }
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(output.toFile(), document);
    System.out.println("written to " + output);
  }
}
