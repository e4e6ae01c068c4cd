package dev.nightjar.reports.exhibit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.reports.FixedStorage;
import dev.nightjar.reports.HtmlReport;
import dev.nightjar.reports.Looks;
import dev.nightjar.reports.Studies;
import dev.nightjar.reports.view.StudyView;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExhibitsTest {

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

  private static <E extends Exhibit> E only(Class<E> form, String name, String json) {
    List<Exhibit> exhibits = exhibits(Looks.json(name, json));
    assertThat(exhibits).hasSize(1);
    assertThat(exhibits.get(0)).isInstanceOf(form);
    return form.cast(exhibits.get(0));
  }

  private static Attachment table(String name, String text) {
    return new Attachment(name, Exhibits.TABLE, text.getBytes(StandardCharsets.UTF_8));
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
    Exhibit.Table table = (Exhibit.Table) exhibits.get(0);
    assertThat(table.head()).containsExactly("", "English", "Dutch");
    assertThat(table.rows())
        .containsExactly(List.of("English", "9", "1"), List.of("Dutch", "2", "7"));
    assertThat(((Exhibit.Texts) exhibits.get(1)).texts()).containsExactly("once upon a time");
  }

  @Test
  void cutsWhatIsLongAndSaysSo() {
    List<Exhibit> exhibits =
        exhibits(
            Attachment.text("samples", "x".repeat(100_000)),
            table("mistakes", "a\n" + "b\n".repeat(300)));

    assertThat(((Exhibit.Table) exhibits.get(0)).rows()).hasSize(200);
    assertThat(exhibits.get(0).note()).isEqualTo("The first 200 of 300 rows");
    assertThat(((Exhibit.Texts) exhibits.get(1)).texts().get(0)).hasSize(64 * 1024);
    assertThat(exhibits.get(1).note()).isEqualTo("The first 64 KB of 97 KB");
  }

  @Test
  void aMatrixIsShadedByThePartOfTheRow() {
    Exhibit.Matrix matrix =
        only(
            Exhibit.Matrix.class,
            Attachment.CONFUSION,
            "{'labels':['a','b','never'],'counts':[8,4,0],'right':[7,1,0],"
                + "'pairs':[[1,0,3],[0,2,1]]}");

    assertThat(matrix.lead()).startsWith("Of the validation part, 8 of 12 (67 %)");
    assertThat(matrix.rows())
        .extracting(Exhibit.Matrix.Row::recall)
        .containsExactly("88 %", "25 %", "–");
    assertThat(matrix.rows().get(0).cells())
        .containsExactly(
            new Exhibit.Matrix.Count(7, true, 7),
            new Exhibit.Matrix.Count(0, false, 0),
            new Exhibit.Matrix.Count(1, false, 1));
    assertThat(matrix.rows().get(1).cells())
        .extracting(Exhibit.Matrix.Count::style)
        .containsExactly("wrong-6", "right-2", "none");
  }

  @Test
  void ofManyLabelsThePairsConfusedMostAreListed() {
    String labels = IntStream.range(0, 31).mapToObj(i -> "'l" + i + "'").toList().toString();
    String fives = IntStream.range(0, 31).mapToObj(i -> "5").collect(Collectors.joining(","));
    Exhibit.Table table =
        only(
            Exhibit.Table.class,
            Attachment.CONFUSION,
            "{'labels':%s,'counts':[%s],'right':[%s],'pairs':[[30,2,3],[1,0,2]]}"
                .formatted(labels, fives, fives.replace('5', '3')));

    assertThat(table.lead()).endsWith("Of the 31 labels these were confused most often.");
    assertThat(table.rows())
        .containsExactly(List.of("l30", "l2", "3", "60 %"), List.of("l1", "l0", "2", "40 %"));
  }

  @Test
  void mistakesComeWithTheirProbabilities() {
    Exhibit.Table table =
        only(
            Exhibit.Table.class,
            Attachment.MISTAKES,
            "{'count':5,'of':20,'mistakes':[{'input':'Smit','truth':'Dutch','answer':'English',"
                + "'probability':0.9876,'probability_of_truth':0.001}]}");

    assertThat(table.lead()).startsWith("Of the validation part, 5 of 20 (25 %)");
    assertThat(table.rows())
        .containsExactly(List.of("Smit", "Dutch", "English", "98.8 %", "0.1 %"));
    assertThat(
            only(Exhibit.Texts.class, Attachment.MISTAKES, "{'count':0,'of':20,'mistakes':[]}")
                .texts())
        .containsExactly("It made no mistake on the 20 of the validation part.");
  }

  @Test
  void aForecastHasALineForEachHorizonAndGapsWhereThereIsNone() {
    Exhibit.Figure figure =
        only(
            Exhibit.Figure.class,
            Attachment.FORECAST,
            "{'target':'co2','row':100,'rows':900,'horizon':4,'truth':[1,2,3],"
                + "'next':[1.5,2.5,null],'last':[null,2,9]}");

    assertThat(figure.chart().lines()).hasSize(3);
    assertThat(figure.legend())
        .extracting(Exhibit.Figure.Key::text)
        .containsExactly("the truth", "forecast 4 steps before", "forecast a step before");
    assertThat(figure.chart().y().max()).isGreaterThanOrEqualTo(9);
    assertThat(figure.note()).isEqualTo("The first 3 of 900 rows");
    assertThat(
            only(
                    Exhibit.Figure.class,
                    Attachment.FORECAST,
                    "{'target':'x','row':0,'rows':2,'horizon':1,'truth':[1,2],'next':[1,2]}")
                .legend())
        .hasSize(2);
  }

  @Test
  void aRefitSaysThatWhatFollowsIsNotItsOwnAndHasTheScoreOfTheModel() {
    String json =
        "{'trial':0,'epochs':7,'training_loss':0.25,'seconds':3.5,'test':{'test.loss':0.5}}";
    Exhibit.Table table = only(Exhibit.Table.class, Attachment.REFIT, json);

    assertThat(table.lead()).contains("on the training and the validation part together");
    assertThat(table.rows()).containsExactly(List.of("7", "0.2500", "3.500"));
    FixedStorage storage = storage(Looks.json(Attachment.REFIT, json));
    StudyView view = StudyView.load(storage, storage.study());
    assertThat(view.refitted()).isTrue();
    assertThat(view.testScore()).isEqualTo(Map.of("test.loss", 0.5));
    assertThat(StudyView.load(storage(), storage.study()).refitted()).isFalse();
  }

  @Test
  void answersAreMarkedOverTheTruth() {
    Exhibit.Figure figure =
        only(
            Exhibit.Figure.class,
            Attachment.PREDICTIONS,
            "{'target':'price','of':900,'pairs':[[1,2],[3,2.5],[4,null]]}");

    assertThat(figure.chart().marks())
        .extracting(mark -> mark.title())
        .containsExactly("true 1.000, answered 2.000", "true 3.000, answered 2.500");
    assertThat(figure.note()).isEqualTo("2 of 900 sequences, evenly chosen");
  }

  @Test
  void musicIsDrawnAndWritten() {
    Exhibit.Roll roll =
        only(Exhibit.Roll.class, Attachment.PIECE, "{'given':1,'chords':[[60,64],[],[72]]}");

    assertThat(roll.written()).isEqualTo("60+64 - 72");
    assertThat(roll.notes())
        .extracting(Exhibit.Roll.Note::style)
        .containsExactly("given", "given", "written");
    assertThat(roll.notes().get(2).x()).isEqualTo("66.667%");
  }

  /** Java code may store anything under these names. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "confusion   | []",
        "confusion   | {'labels':['a'],'counts':[1],'right':[1],'pairs':[[0,1,1]]}",
        "confusion   | {'labels':['a'],'counts':[1,2],'right':[1],'pairs':[]}",
        "confusion   | {'labels':['a'],'counts':[-1],'right':[1],'pairs':[]}",
        "mistakes    | {'count':1,'of':2,'mistakes':[{'input':1}]}",
        "samples     | {'texts':[1]}",
        "forecast    | {'target':'x','row':0,'rows':1,'horizon':1,'truth':[null],'next':[null]}",
        "forecast    | {'target':'x','row':-1,'rows':1,'horizon':1,'truth':[1],'next':[1]}",
        "predictions | {'target':'x','of':1,'pairs':[[1]]}",
        "piece       | {'given':0,'chords':[['c']]}",
        "piece       | not JSON",
      })
  void whatIsSomethingElseIsShownAsItIs(String name, String json) {
    assertThat(only(Exhibit.Texts.class, name, json).texts())
        .containsExactly(json.replace('\'', '"'));
  }

  @Test
  void areOnTheTrialsPageAndOnTheFirst() throws Exception {
    FixedStorage storage =
        storage(Attachment.text("samples", "<b>bold</b>"), table("confusion", "a\tb\n<i>\t2"));

    new HtmlReport().write(storage, storage.study(), directory, Studies.INFO);

    assertThat(Files.readString(directory.resolve("trials/0.html")))
        .contains(
            "What it writes", "&lt;b&gt;bold", "<bdi>&lt;i&gt;</bdi>", "id=\"exhibit-samples\"");
    assertThat(Files.readString(directory.resolve("index.html")))
        .contains("href=\"#winner-confusion\"", "id=\"winner-confusion\"", "&lt;b&gt;bold");
    assertThat(Files.readString(directory.resolve("trials/1.html"))).doesNotContain("exhibit-");
  }
}
