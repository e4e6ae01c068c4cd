package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeColumnsTest {

  @TempDir private Path folder;

  /** Ten rows after one another: {@code <up>} counts from 0, {@code <down>} from 9. */
  private Path counted(String header, String row) throws IOException {
    StringBuilder table = new StringBuilder(header);
    for (int i = 0; i < 10; i++) {
      table
          .append('\n')
          .append(
              row.replace("<up>", "" + i)
                  .replace("<down>", "" + (9 - i))
                  .replace("<turn>", "" + i % 2)
                  .replace("<pair>", "" + i / 2));
    }
    return Files.writeString(folder.resolve("counted.csv"), table);
  }

  private static DetectedData detect(Path file) {
    return DataDetection.detect(file, DetectionHints.NONE);
  }

  private static DetectionHints target(String column) {
    return new DetectionHints(DetectionHints.NONE.kinds(), Optional.of(column));
  }

  /** To forecast the past, or to read the spelling of a date, is what nobody meant. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Date,Open,Close|2024-01-1<down>,<up>.5,<up>.7|3|2024-01-18|2024-01-19",
        "Date,Open,Close|2024-01-1<down> 18:00,<up>,<up>|3|2024-01-18 18:00|2024-01-19 18:00",
        "Date,Open,rises|2024-01-1<down>,<up>.5,<turn>|3|2024-01-18|2024-01-19",
        "seen,Open,rises|2024-01-1<down>,<up>.5,yes<turn>|3|2024-01-18|2024-01-19",
        "date,store,sales|2024-01-1<pair>,shop<turn>,<up>.5|3|2024-01-10|2024-01-10",
        "date,store,kind,sales|2024-01-1<pair>,s<turn>,k<pair>,<up>|3|2024-01-10|2024-01-10",
        "week,load|<down>,<up>.5|3|8|9",
      })
  void timesOutOfOrderAreRefused(String header, String row, int line, String later, String before)
      throws IOException {
    Path file = counted(header, row);
    String column = header.substring(0, header.indexOf(','));
    assertThatThrownBy(() -> detect(file))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith(file + ":" + line + ": \"" + column + "\" is " + later)
        .hasMessageContaining("does not come after " + before + " in line " + (line - 1))
        .hasMessageContaining("sort the rows by time, one a time")
        .hasMessageContaining("give a file each")
        .hasMessageContaining("--task and --target");
  }

  @Test
  void whoDecidesForAnotherTaskNeedsNoOrder() throws IOException {
    Path file = counted("date,name,store,sales", "2024-01-1<down>,n<up>,shop<turn>,<up>.5");
    for (DetectionHints hints :
        List.of(
            target("store"),
            new DetectionHints(Set.of(DatasetKind.LABELLED_TEXT), Optional.empty()))) {
      LabelledFileSpec spec = (LabelledFileSpec) DataDetection.detect(file, hints).spec();
      assertThat(spec.textColumn()).isEqualTo("name");
      assertThat(spec.labelColumn()).isEqualTo("store");
    }
    Path dates = counted("date,store,sales", "2024-01-1<down>,shop<turn>,<up>.5");
    assertThatThrownBy(() -> DataDetection.detect(dates, target("store")))
        .hasMessageContaining("\"date\" (dates out of order)")
        .hasMessageContaining("fit no task");
  }

  @Test
  void textsBesideDatesAreTexts() throws IOException {
    Path file = counted("date,review,mood,stars", "2024-01-1<down>,it was <up>,m<turn>,<pair>");
    LabelledFileSpec spec = (LabelledFileSpec) detect(file).spec();
    assertThat(spec.textColumn()).isEqualTo("review");
    assertThat(spec.labelColumn()).isEqualTo("mood");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<up>.5", "<turn>"})
  void aTimeThatIsNotReadIsNamed(String last) throws IOException {
    Path file = counted("Date,Open,Close", "01/3<up>/2022,<up>.7," + last);
    DetectedData found = detect(file);
    assertThat(((TimeSeriesFileSpec) found.spec()).time()).isEmpty();
    assertThat(found.reasons())
        .contains(
            "\"Date\" is not read as a time, since \"01/30/2022\" is no ISO date (2022-01-31): the"
                + " rows are taken to be in order");
  }

  @Test
  void partsOfATimeMayRepeat() throws IOException {
    DetectedData found = detect(counted("year,month,load", "202<pair>,<turn>,<up>.5"));
    assertThat(((TimeSeriesFileSpec) found.spec()).columns())
        .containsExactly("year", "month", "load");
  }
}
