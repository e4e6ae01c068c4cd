package dev.nightjar.app;

import dev.nightjar.experiments.definition.StarterFile;
import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.data.DataDetection;
import dev.nightjar.zoo.data.Dataset;
import dev.nightjar.zoo.data.DatasetException;
import dev.nightjar.zoo.data.DatasetExport;
import dev.nightjar.zoo.data.DatasetFacts;
import dev.nightjar.zoo.data.DatasetSpec;
import dev.nightjar.zoo.data.Datasets;
import dev.nightjar.zoo.data.DetectionHints;
import dev.nightjar.zoo.data.PartSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the data sets that come with Nightjar, or describes one of them or a file. */
@Command(
    name = "data",
    description =
        "List the built-in data sets; or describe one, or a file of yours: sizes, labels, vocabulary,"
            + " lengths.",
    footer = {
      "",
      "Examples:",
      "  nightjar data",
      "  nightjar data names",
      "  nightjar data reviews.tsv --export reviews-split"
    })
final class DataCommand extends StudyCommand {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME|FILE",
      description = "a built-in data set, or a file")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--export",
      paramLabel = "DIR",
      description = "write its parts there: train, validation and test, as text, CSV or JSON")
  private Optional<Path> export = Optional.empty();

  @Override
  public Integer call() {
    if (name.isEmpty()) {
      if (export.isPresent()) {
        throw new UsageException("--export needs to know of which data set; see `nightjar data`");
      }
      list();
      return ExitCode.OK;
    }
    try {
      DatasetSpec spec = spec(name.get());
      Dataset dataset = Datasets.load(spec);
      List<Path> files = export.isPresent() ? write(dataset, export.get()) : List.of();
      DatasetFacts facts = DatasetFacts.of(dataset);
      if (json()) {
        out().println(Json.pretty(view(spec, facts, files)));
      } else {
        print(spec, facts);
        files.forEach(file -> out().println("written: " + file));
      }
      out().flush();
      return ExitCode.OK;
    } catch (DatasetException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private void list() {
    if (json()) {
      out()
          .println(
              Json.pretty(
                  Arrays.stream(Builtin.values())
                      .map(
                          builtin -> {
                            Map<String, Object> view = new LinkedHashMap<>();
                            view.put("name", builtin.label());
                            view.put("task", task(builtin));
                            view.put("included", builtin.included());
                            view.put("about", builtin.about());
                            return view;
                          })
                      .toList()));
      return;
    }
    TextTable table = new TextTable(List.of("name", "task", "included", "about"));
    for (Builtin builtin : Builtin.values()) {
      table.add(
          List.of(
              builtin.label(), task(builtin), builtin.included() ? "yes" : "no", builtin.about()));
    }
    out().print(table.render());
    out().println("None is downloaded. Sizes and more: nightjar data NAME");
    out().flush();
  }

  private static String task(Builtin builtin) {
    return StarterFile.taskFor(BuiltinSpec.of(builtin)).label();
  }

  private static DatasetSpec spec(String name) {
    Optional<Builtin> builtin = Builtin.of(name);
    if (builtin.isPresent()) {
      return BuiltinSpec.of(builtin.get());
    }
    Path file = Path.of(name);
    if (!Files.exists(file)) {
      throw new UsageException(
          "there is no built-in data set and no file "
              + name
              + "; built in are "
              + Arrays.stream(Builtin.values())
                  .map(Builtin::label)
                  .collect(Collectors.joining(", ")));
    }
    return DataDetection.detect(file, DetectionHints.NONE).spec();
  }

  private static List<Path> write(Dataset dataset, Path folder) {
    try {
      return DatasetExport.write(dataset, folder);
    } catch (IOException e) {
      throw new UsageException("cannot write to " + folder + ": " + FileFaults.words(e));
    }
  }

  private void print(DatasetSpec spec, DatasetFacts facts) {
    PartSizes sizes = facts.dataset().sizes();
    List<String> lines = new ArrayList<>();
    lines.add("data        " + facts.dataset().name() + ", " + spec.kind().describe());
    lines.add("task        " + StarterFile.taskFor(spec).label());
    lines.add(
        String.format(
            Locale.ROOT,
            "%-11s %d train, %d validation, %d test",
            sizes.unit(),
            sizes.train(),
            sizes.validation(),
            sizes.test()));
    facts.vocabulary().ifPresent(words -> lines.add("vocabulary  " + words));
    if (!facts.columns().isEmpty()) {
      lines.add("columns     " + String.join(", ", facts.columns()));
    }
    facts.answer().ifPresent(answer -> lines.add("learned     " + answer));
    facts
        .lengths()
        .ifPresent(
            l ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "length      %d to %d %s, median %d (train)",
                        l.shortest(),
                        l.longest(),
                        l.unit(),
                        l.median())));
    lines.add("sha256      " + facts.dataset().sha256());
    lines.forEach(out()::println);
    if (!facts.labels().isEmpty()) {
      TextTable table = new TextTable(List.of("label", "train", "validation", "test", "share"));
      facts.labels().forEach((label, counts) -> table.add(row(label, counts, sizes)));
      out().println();
      out().print(table.render());
    }
  }

  private static List<String> row(String label, List<Long> counts, PartSizes sizes) {
    List<String> row = new ArrayList<>(List.of(label));
    counts.forEach(count -> row.add(count.toString()));
    row.add(String.format(Locale.ROOT, "%.1f %%", 100.0 * counts.get(0) / sizes.train()));
    return row;
  }

  private static Map<String, Object> view(DatasetSpec spec, DatasetFacts facts, List<Path> files) {
    PartSizes sizes = facts.dataset().sizes();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("name", facts.dataset().name());
    view.put("task", StarterFile.taskFor(spec).label());
    view.put("kind", spec.kind().describe());
    view.put("unit", sizes.unit());
    view.put("train", sizes.train());
    view.put("validation", sizes.validation());
    view.put("test", sizes.test());
    facts.vocabulary().ifPresent(words -> view.put("vocabulary", words));
    view.put("columns", facts.columns());
    facts.answer().ifPresent(answer -> view.put("answer", answer));
    facts.lengths().ifPresent(lengths -> view.put("lengths", json(lengths)));
    Map<String, Object> labels = new LinkedHashMap<>();
    facts.labels().forEach((label, n) -> labels.put(label, counts(n)));
    view.put("labels", labels);
    view.put("sha256", facts.dataset().sha256());
    view.put("files", files.stream().map(Path::toString).toList());
    return view;
  }

  private static Map<String, Object> json(DatasetFacts.Lengths lengths) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("unit", lengths.unit());
    view.put("shortest", lengths.shortest());
    view.put("median", lengths.median());
    view.put("longest", lengths.longest());
    return view;
  }

  private static Map<String, Long> counts(List<Long> parts) {
    Map<String, Long> view = new LinkedHashMap<>();
    view.put("train", parts.get(0));
    view.put("validation", parts.get(1));
    view.put("test", parts.get(2));
    return view;
  }
}
