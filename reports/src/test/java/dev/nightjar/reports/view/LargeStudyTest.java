package dev.nightjar.reports.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.reports.FixedStorage;
import dev.nightjar.reports.HtmlReport;
import dev.nightjar.reports.OddStudies;
import dev.nightjar.reports.Studies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left out of the report of a very large study, and that it says so. */
class LargeStudyTest {

  @TempDir private Path directory;

  private static IndexPage page(FixedStorage storage) {
    return IndexPage.of(StudyView.load(storage, storage.study()), Studies.INFO);
  }

  @Test
  void aPartIsShownWithoutScriptsAndEveryLinkLeadsToAPage() throws Exception {
    FixedStorage storage = OddStudies.large(2_500, 20);
    new HtmlReport().write(storage, storage.study(), directory, Studies.INFO);
    String index = Files.readString(directory.resolve("index.html"));

    assertThat(index)
        .contains("The first 200 of 2500 trials", "Without scripts, every 2nd trial is drawn")
        .contains("The best 300 trials, and some of the others, have a page of their own");
    Matcher links = Pattern.compile("href=\"(trials/\\d+\\.html)").matcher(index);
    int count = 0;
    while (links.find()) {
      assertThat(directory.resolve(links.group(1))).exists();
      count++;
    }
    assertThat(count).isGreaterThan(200);
    try (Stream<Path> pages = Files.list(directory.resolve("trials"))) {
      assertThat(pages.count()).isBetween(300L, 400L);
    }
  }

  @Test
  void theRowsOfManyParametersBeginWithTheImportantOnes() {
    IndexPage page = page(OddStudies.large(300, 30));
    Leaderboard board = page.leaderboard();

    assertThat(board.shown().stream().map(i -> board.columns().get(i)))
        .filteredOn(c -> c.group() == Column.Group.PARAMETER)
        .hasSize(16)
        .extracting(Column::name)
        .contains("model.cell_type", "size.n1", "share.f3");
  }

  @Test
  void anEvenSampleKeepsTheFirstAndIsTheSameEveryTime() {
    assertThat(Sampling.even(List.of(1, 2, 3, 4, 5, 6), 3)).containsExactly(1, 3, 5);
    assertThat(Sampling.even(List.of(1, 2), 3)).containsExactly(1, 2);
  }
}
