package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The experiment files that come with Nightjar, and the pages that say what came of them. */
class StudiesTest {

  private static final Path EXPERIMENTS = Path.of("..", "experiments");
  private static final Path PAGES = Path.of("docs", "studies");
  private static final int MOST_LINES = 60;

  /** Files that show how something is written, to be copied; they are no studies. */
  private static final Set<String> EXAMPLES =
      Set.of(
          "chords",
          "command-python",
          "command-shell",
          "loss-against-size",
          "mackey-glass",
          "own-data",
          "own-music",
          "own-series",
          "own-text");

  static Set<String> files() throws IOException {
    return namesIn(EXPERIMENTS, ".yaml");
  }

  static Set<String> studies() throws IOException {
    Set<String> studies = new TreeSet<>(files());
    studies.removeAll(EXAMPLES);
    return studies;
  }

  private static Set<String> namesIn(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String file(String name) {
    return EXPERIMENTS.resolve(name + ".yaml").toString();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileSaysItsCommand(String name) throws IOException {
    assertThat(Files.readString(Path.of(file(name))))
        .containsAnyOf("nightjar run experiments/" + name + ".yaml", "src/docs/command.md");
  }

  /**
   * The data are read, too, where they come with Nightjar. {@code run --dry-run} would train, to
   * tell the time.
   */
  @ParameterizedTest
  @MethodSource("files")
  void everyFileIsValidWithItsData(String name) {
    CommandRun valid = CommandRun.of("validate", file(name));
    if (name.equals("fashion-rows") && valid.exitCode() != 0) {
      assertThat(valid.err()).contains("apt-get install dataset-fashion-mnist");
      return;
    }
    assertThat(valid.err()).isEmpty();
    assertThat(valid.exitCode()).isZero();
    assertThat(valid.out()).contains("is valid");
  }

  @Test
  void everyStudyHasAPageAndTheIndexLeadsToIt() throws IOException {
    Set<String> pages = namesIn(PAGES, ".md");
    assertThat(pages.remove("README")).isTrue();
    assertThat(pages).isEqualTo(studies());
    List<String> index = DocumentLinksTest.links(PAGES.resolve("README.md"));
    assertThat(pages).allSatisfy(page -> assertThat(index).contains(page + ".md"));
  }

  @ParameterizedTest
  @MethodSource("studies")
  void aPageIsShortAndSaysItsCommand(String name) throws IOException {
    String page = Files.readString(PAGES.resolve(name + ".md"));
    assertThat(page).contains("nightjar run experiments/" + name + ".yaml");
    assertThat(page.lines()).hasSizeLessThanOrEqualTo(MOST_LINES);
  }
}
