package dev.nightjar.reports.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.reports.FixedStorage;
import dev.nightjar.reports.HtmlReport;
import dev.nightjar.reports.Studies;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Criterion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExhibitTest {

  @TempDir private Path directory;

  private static FixedStorage storage(Attachment... attachments) {
    FixedStorage plain =
        Studies.of(
            new SearchSpace(List.of(IntParameter.linear("x", 0, 9))),
            Criterion.minimize("validation.loss"),
            List.of(
                Studies.completed(0, new Configuration(Map.of("x", 1)), 0.5),
                Studies.completed(1, new Configuration(Map.of("x", 2)), 0.7)));
    return new FixedStorage(plain.study(), plain.all(), Map.of(0, List.of(attachments)), Map.of());
  }

  private static List<Exhibit> exhibits(Attachment... attachments) {
    FixedStorage storage = storage(attachments);
    return StudyView.load(storage, storage.study()).exhibits();
  }

  private static Attachment table(String name, String text) {
    return new Attachment(name, Exhibit.TABLE, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void showsTextsAndTablesAndLeavesOtherBytesAlone() {
    List<Exhibit> exhibits =
        exhibits(
            Attachment.text("samples", "once upon a time"),
            table("confusion", "\tEnglish\tDutch\nEnglish\t9\t1\nDutch\t2\t7\n"),
            Attachment.text(Attachment.LOG, "a log"),
            new Attachment("forecast", "application/octet-stream", new byte[] {1, 2}));

    assertThat(exhibits).extracting(Exhibit::name).containsExactly("confusion", "samples");
    assertThat(exhibits.get(0).head()).containsExactly("", "English", "Dutch");
    assertThat(exhibits.get(0).rows())
        .containsExactly(List.of("English", "9", "1"), List.of("Dutch", "2", "7"));
    assertThat(exhibits.get(1).text()).isEqualTo("once upon a time");
  }

  @Test
  void cutsWhatIsLongAndSaysSo() {
    List<Exhibit> exhibits =
        exhibits(
            Attachment.text("samples", "x".repeat(100_000)),
            table("mistakes", "a\n" + "b\n".repeat(300)));

    assertThat(exhibits.get(0).rows()).hasSize(200);
    assertThat(exhibits.get(0).note()).isEqualTo("The first 200 of 300 rows");
    assertThat(exhibits.get(1).text()).hasSize(64 * 1024);
    assertThat(exhibits.get(1).note()).isEqualTo("The first 64 KB of 97 KB");
  }

  @Test
  void areOnTheTrialsPageAndLinkedFromTheOverview() throws Exception {
    FixedStorage storage =
        storage(Attachment.text("samples", "<b>bold</b>"), table("confusion", "a\tb\n<i>\t2"));

    new HtmlReport().write(storage, storage.study(), directory, Studies.INFO);

    assertThat(Files.readString(directory.resolve("trials/0.html")))
        .contains(
            "What it writes", "&lt;b&gt;bold", "<td>&lt;i&gt;</td>", "id=\"exhibit-samples\"");
    assertThat(Files.readString(directory.resolve("index.html")))
        .contains("trials/0.html#exhibit-confusion");
    assertThat(Files.readString(directory.resolve("trials/1.html"))).doesNotContain("exhibit-");
  }
}
