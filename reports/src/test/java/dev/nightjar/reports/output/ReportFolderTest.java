package dev.nightjar.reports.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.reports.ReportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {

  @TempDir private Path directory;

  private void publish(String... files) {
    try (ReportFolder folder = ReportFolder.stage(directory)) {
      for (String file : files) {
        folder.add(file, "content of " + file);
      }
      folder.publish();
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths
          .filter(Files::isRegularFile)
          .map(p -> directory.relativize(p).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Test
  void replacesItsOwnFilesAndRemovesStaleOnes() throws Exception {
    publish("trials/1.html", "trials/2.html", "index.html");
    Files.writeString(directory.resolve("trials/notes.txt"), "mine");

    publish("trials/1.html", "index.html");

    assertThat(files())
        .containsExactly(".nightjar-report", ".nightjar-report.lock", "index.html", "trials/1.html", "trials/notes.txt");
  }

  @Test
  void nothingAppearsUnlessPublished() throws Exception {
    publish("index.html");
    try (ReportFolder folder = ReportFolder.stage(directory)) {
      folder.add("index.html", "half of a new one");
    }

    assertThat(files()).containsExactly(".nightjar-report", ".nightjar-report.lock", "index.html");
    assertThat(directory.resolve("index.html")).hasContent("content of index.html");
  }

  @Test
  void filesOfOthersAreNotOverwritten() throws Exception {
    Files.writeString(directory.resolve("index.html"), "my home page");

    assertThatThrownBy(() -> publish("trials/1.html", "index.html"))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("index.html")
        .hasMessageContaining("choose another folder");
    assertThat(files()).containsExactly("index.html");
    assertThat(directory.resolve("index.html")).hasContent("my home page");
  }

  @Test
  void aForgedListRemovesNothingOutsideTheReport() throws Exception {
    Path outside = Files.writeString(directory.resolve("keep.txt"), "keep");
    Files.writeString(
        directory.resolve(".nightjar-report"),
        "../" + directory.getFileName() + "/keep.txt\nkeep.txt\n" + outside.toAbsolutePath());

    publish("index.html");

    assertThat(outside).exists();
  }

  @Test
  void saysWhereItCannotWrite() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "no folder");

    assertThatThrownBy(() -> ReportFolder.stage(file))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining(file.toString());
  }
}
