package dev.nightjar.app;

import dev.nightjar.search.importance.Fanova;
import dev.nightjar.search.importance.Importance;
import dev.nightjar.search.importance.ImportanceException;
import dev.nightjar.search.importance.ImportanceMethod;
import dev.nightjar.search.importance.PedAnova;
import dev.nightjar.search.run.TrialLedger;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows which parameters of a study matter. */
@Command(
    name = "importance",
    description = "Show which parameters the results of a study depend on.",
    footer = {
      "",
      "fanova: the share of the variance over the whole space; pairs are what two parameters do",
      "together beyond what each does by itself. ped-anova: what the best tenth of the trials have",
      "in common.",
      "",
      "Example: nightjar importance names-by-language --format json"
    })
final class ImportanceCommand extends StudyCommand {

  private static final Map<String, LongFunction<ImportanceMethod>> METHODS =
      Map.of(Fanova.NAME, Fanova::new, PedAnova.NAME, seed -> new PedAnova());

  /** Fewer pairs are read than there are. */
  private static final int PAIRS_SHOWN = 10;

  @Parameters(index = "0", paramLabel = "STUDY", description = "the study's name")
  private String name = "";

  @Option(
      names = "--method",
      paramLabel = "fanova|ped-anova",
      defaultValue = Fanova.NAME,
      description = "how it is found out (default: ${DEFAULT-VALUE})")
  private String method = Fanova.NAME;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "seeds the method's random forest (default: ${DEFAULT-VALUE})")
  private long seed;

  @Override
  public Integer call() {
    if (!METHODS.containsKey(method)) {
      throw new UsageException(
          "--method should be " + Fanova.NAME + " or " + PedAnova.NAME + ", not " + method,
          ExitCode.USAGE);
    }
    try (Storage storage = openForReading()) {
      Study study = require(storage, name);
      TrialLedger history =
          new TrialLedger(study.definition().space(), study.definition().criteria());
      storage.trials(study.id()).forEach(history::put);
      Importance importance = METHODS.get(method).apply(seed).evaluate(history);
      out()
          .print(
              json() ? Json.pretty(view(importance)) + System.lineSeparator() : text(importance));
      out().flush();
      return ExitCode.OK;
    } catch (ImportanceException e) {
      throw new UsageException(
          e.getMessage() + "; see `nightjar trials " + name + "`", ExitCode.NO_TRIAL_SUCCEEDED);
    }
  }

  private static String text(Importance importance) {
    TextTable parameters = new TextTable(List.of("parameter", "share"));
    importance
        .parameters()
        .forEach(p -> parameters.add(List.of(p.parameter(), percent(p.share()))));
    StringBuilder text = new StringBuilder(parameters.render());
    if (!importance.pairs().isEmpty()) {
      TextTable pairs = new TextTable(List.of("together", "", "share"));
      importance.pairs().stream()
          .limit(PAIRS_SHOWN)
          .forEach(p -> pairs.add(List.of(p.first(), p.second(), percent(p.share()))));
      text.append(System.lineSeparator()).append(pairs.render());
    }
    return text.append(System.lineSeparator())
        .append(
            importance.method()
                + " over "
                + importance.trials()
                + " completed trials"
                + importance.seed().stream().mapToObj(s -> ", seed " + s).findFirst().orElse(""))
        .append(System.lineSeparator())
        .toString();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static Map<String, Object> view(Importance importance) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("method", importance.method());
    view.put("trials", importance.trials());
    importance.seed().ifPresent(s -> view.put("seed", s));
    Map<String, Double> shares = new LinkedHashMap<>();
    importance.parameters().forEach(p -> shares.put(p.parameter(), p.share()));
    view.put("parameters", shares);
    view.put(
        "pairs",
        importance.pairs().stream()
            .map(p -> Map.of("parameters", List.of(p.first(), p.second()), "share", p.share()))
            .toList());
    return view;
  }
}
