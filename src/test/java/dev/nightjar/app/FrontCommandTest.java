package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.search.run.Search;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code best} and {@code trials} say of a study with two objectives. */
class FrontCommandTest {

  @TempDir private Path folder;

  private String url() {
    return "jdbc:h2:file:" + folder.resolve("nightjar");
  }

  /** Every size from 1 to 6; up to 4 more is better, then worse, and size 2 fails. */
  @BeforeEach
  void search() throws InterruptedException {
    try (Storage storage = JdbcStorage.open(url())) {
      Search.of(
              "sizes",
              SearchSpace.of(IntParameter.linear("size", 1, 6)),
              List.of(Criterion.maximize("score"), Criterion.minimize("parameters")),
              (c, context) -> {
                long size = c.integer("size");
                if (size == 2) {
                  throw new IllegalArgumentException("no two");
                }
                return new Result(
                    Map.of("score", 1.0 / (1 + Math.abs(size - 4)), "parameters", 1000.0 * size),
                    OptionalInt.empty(),
                    List.of());
              })
          .strategy(new RandomStrategy())
          .storage(storage)
          .run();
    }
  }

  private String say(String... args) {
    String[] all = new String[args.length + 2];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--storage";
    all[args.length + 1] = url();
    CommandRun run = CommandRun.of(all);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }

  @Test
  void bestShowsTheFrontAndItsFirst() {
    List<String> lines = say("best", "sizes").lines().toList();
    assertThat(lines.get(0)).isEqualTo("Pareto front, 3 of all trials:");
    assertThat(lines.get(1)).matches(" *# +score +parameters +epochs +time +size");
    assertThat(lines.get(2)).matches(" *\\d +1\\.000 +4000 .* 4");
    assertThat(lines.get(3)).matches(" *\\d +0\\.5000 +3000 .* 3");
    assertThat(lines.get(4)).matches(" *\\d +0\\.2500 +1000 .* 1");
    assertThat(lines.get(5)).matches("best: trial #\\d, score 1\\.000");
  }

  @Test
  void programsGetTheFrontUnderAKeyWithAllValues() throws Exception {
    JsonNode front = new ObjectMapper().readTree(say("best", "sizes", "--format", "json"));
    assertThat(front.get("front")).hasSize(3);
    assertThat(front.get("front").get(1).get("values").get("parameters").asDouble())
        .isEqualTo(3000);
    assertThat(front.get("front").get(1).get("value").asDouble()).isEqualTo(0.5);
    JsonNode trials = new ObjectMapper().readTree(say("trials", "sizes", "--format", "json"));
    assertThat(trials).hasSize(6);
    assertThat(trials.findValues("values")).hasSize(6);
    for (JsonNode trial : trials) {
      assertThat(trial.get("values").get("parameters").isNull())
          .isEqualTo(trial.get("state").asText().equals("failed"));
    }
  }

  @Test
  void trialsHaveAColumnForEachObjective() {
    List<String> lines = say("trials", "sizes").lines().toList();
    assertThat(lines).hasSize(7);
    assertThat(lines.get(0)).matches(" *# +state +score +parameters +epochs +time +size");
    assertThat(lines).anyMatch(line -> line.matches(" *\\d +failed +- +- .* 2 .*no two"));
  }
}
