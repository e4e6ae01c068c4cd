package dev.nightjar.reports.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.reports.ReportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
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
        .containsExactly(
            ".nightjar-report",
            ".nightjar-report.lock",
            "index.html",
            "trials/1.html",
            "trials/notes.txt");
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
    assertThat(files()).containsExactly(".nightjar-report.lock", "index.html");
    assertThat(directory.resolve("index.html")).hasContent("my home page");
  }

  @Test
  void severalAtATimeLeaveAWholeReportThatCanBeReplaced() throws Exception {
    List<Callable<Void>> writers =
        IntStream.range(1, 9)
            .<Callable<Void>>mapToObj(
                i ->
                    () -> {
                      publish(
                          Stream.concat(
                                  IntStream.rangeClosed(0, i)
                                      .mapToObj(n -> "trials/" + n + ".html"),
                                  Stream.of("index.html"))
                              .toArray(String[]::new));
                      return null;
                    })
            .toList();
    ExecutorService threads = Executors.newFixedThreadPool(writers.size());
    try {
      for (Future<Void> writer : threads.invokeAll(writers)) {
        writer.get();
      }
    } finally {
      threads.shutdown();
    }

    publish("index.html");
    assertThat(files()).containsExactly(".nightjar-report", ".nightjar-report.lock", "index.html");
  }

  @Test
  void whatAKilledProcessLeftIsRemovedAfterADay() throws Exception {
    Path old = Files.createDirectory(directory.resolve(".new-report-1"));
    Files.writeString(old.resolve("index.html"), "half");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    Path young = Files.createDirectory(directory.resolve(".new-report-2"));

    publish("index.html");

    assertThat(old).doesNotExist();
    assertThat(young).exists();
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
