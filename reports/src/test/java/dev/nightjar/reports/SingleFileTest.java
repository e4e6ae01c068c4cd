package dev.nightjar.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleFileTest {

  @TempDir private Path directory;

  private String write(FixedStorage storage) throws IOException {
    Path file = directory.resolve("report.html");
    new HtmlReport().writeSingle(storage, storage.study(), file, Studies.INFO);
    return Files.readString(file);
  }

  @Test
  void holdsStylesScriptsDataAndEveryTrialAndRefersToNoFile() throws Exception {
    String html = write(Studies.night());
    String body = html.substring(html.indexOf("<body>"), html.indexOf("</main>"));

    assertThat(Pattern.compile("<template id=\"trial-\\d+\">").matcher(body).results()).hasSize(40);
    assertThat(html).contains("window.NIGHTJAR = {", "<style>", "NightjarPanels");
    assertThat(Pattern.compile("<a [^>]*href=\"(?!#)").matcher(body).find()).isFalse();
    assertThat(html.substring(0, html.indexOf("</head>"))).doesNotContain("stylesheet");
    assertThat(
            Pattern.compile("<script[^>]* src=")
                .matcher(html.replaceAll("(?s)<script>.*?</script>", ""))
                .find())
        .isFalse();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void everyScriptEndsWhereItShould() throws Exception {
    String html = write(Studies.hostile());

    long begun = Pattern.compile("<script>").matcher(html).results().count();
    assertThat(Pattern.compile("(?i)</script").matcher(html).results().count()).isEqualTo(begun);
    String outside = html.replaceAll("(?s)<script>.*?</script>", "");
    assertThat(outside).doesNotContain("<script", "<img").contains("&lt;img");
    assertThat(Pattern.compile("<[^>]*\\son[a-z]+\\s*=", Pattern.DOTALL).matcher(outside).find())
        .isFalse();
  }

  @Test
  void saysWhereItCannotWrite() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "no folder");
    FixedStorage storage = Studies.night();

    assertThatThrownBy(
            () ->
                new HtmlReport()
                    .writeSingle(storage, storage.study(), file.resolve("x.html"), Studies.INFO))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("cannot be written to");
  }
}
