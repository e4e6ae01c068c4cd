package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.search.run.Search;
import dev.nightjar.search.run.SearchResult;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.strategy.RandomStrategy;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say of a study whose best were evaluated again over fresh seeds. */
class FinalistsCommandTest {

  @TempDir private Path folder;

  private SearchResult result;

  private String url() {
    return "jdbc:h2:file:" + folder.resolve("nightjar");
  }

  /** The larger the better; but size 6 was lucky in the search, and seeds hardly matter. */
  @BeforeEach
  void search() throws InterruptedException {
    try (Storage storage = JdbcStorage.open(url())) {
      result =
          Search.minimize(
                  "again",
                  SearchSpace.of(IntParameter.linear("size", 1, 6)),
                  (c, context) -> {
                    double noise = context.number() / 2 % 2 * 1e-3;
                    boolean search = context.number() < 6;
                    return c.integer("size") == 6
                        ? (search ? -1 : 9 + noise)
                        : 7 - c.integer("size") + noise;
                  })
              .strategy(new RandomStrategy())
              .finalists(2, 3)
              .storage(storage)
              .run();
    }
  }

  private CommandRun say(String command, String... more) {
    String[] all = new String[more.length + 4];
    all[0] = command;
    all[1] = "again";
    all[2] = "--storage";
    all[3] = url();
    System.arraycopy(more, 0, all, 4, more.length);
    CommandRun run = CommandRun.of(all);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private int searchTrial(int size) {
    return result.trials().stream()
        .filter(t -> t.configuration().integer("size") == size)
        .findFirst()
        .orElseThrow()
        .number();
  }

  @Test
  void bestNamesTheBestMeanAndWhatSeedsMayExplain() {
    int five = searchTrial(5);
    int chosen = result.finalists().winner().orElseThrow().chosen().number();
    assertThat(say("best").out())
        .startsWith("best: trial #" + five + ", value 2.00")
        .contains("± 5.774e-04 (3) over fresh seeds; its network is that of trial #" + chosen)
        .contains("  size  5\n", "finalists by their mean ± deviation (seeds)")
        .containsPattern("  #" + searchTrial(6) + " +9\\.00\\d ± 5\\.774e-04 \\(3\\)\n")
        .doesNotContain("within seed noise");
    JsonNode best = say("best", "--format", "json").json();
    assertThat(best.get("number").asInt()).isEqualTo(chosen);
    assertThat(best.get("role").asText()).isEqualTo("finalist");
    assertThat(best.get("repeats").asInt()).isEqualTo(five);
    JsonNode finalists = best.get("finalists");
    assertThat(finalists).hasSize(2);
    assertThat(finalists.get(0).get("trial").asInt()).isEqualTo(five);
    assertThat(finalists.get(0).get("trials")).hasSize(3);
    assertThat(finalists.get(1).get("seed_noise").asText()).isEqualTo("beyond");
    assertThat(finalists.get(1).get("p_value").asDouble()).isLessThan(1e-6);
  }

  @Test
  void trialsSaysWhoIsAFinalistOfWhom() {
    assertThat(say("trials").out().lines().toList())
        .hasSize(13)
        .anyMatch(line -> line.matches(" *# +role +state +value .*"))
        .anyMatch(line -> line.matches(" *0 +search +completed .*"))
        .anyMatch(
            line -> line.matches(" *\\d+ +finalist of #" + searchTrial(6) + " +completed .*"));
    JsonNode trials = say("trials", "--format", "json").json();
    assertThat(trials.findValuesAsText("role")).filteredOn("finalist"::equals).hasSize(6);
  }

  @Test
  void aStudyAtAGlanceCountsThemApart() {
    assertThat(say("show").out())
        .contains("trials    6: 6 completed", "finalists 6: 6 completed", "best: trial #");
    JsonNode study = say("show", "--format", "json").json();
    assertThat(study.get("trials").get("completed").asInt()).isEqualTo(6);
    assertThat(study.get("finalists")).hasSize(2);
    assertThat(study.get("front").get(0).get("number").asInt()).isEqualTo(searchTrial(6));
    assertThat(say("show", "7").out()).containsPattern("finalist  repeats #\\d with a fresh seed");
    JsonNode list = CommandRun.of("list", "--storage", url(), "--format", "json").json();
    assertThat(list.get(0).get("best").asDouble()).isEqualTo(-1);
    assertThat(list.get(0).get("trials").get("completed").asInt()).isEqualTo(6);
  }
}
