package dev.nightjar.reports.view;

import dev.nightjar.reports.Renewal;
import dev.nightjar.reports.ReportInfo;
import dev.nightjar.reports.chart.Axis;
import dev.nightjar.reports.chart.Chart;
import dev.nightjar.reports.chart.ValueAxis;
import dev.nightjar.reports.exhibit.Exhibit;
import dev.nightjar.reports.exhibit.Exhibits;
import dev.nightjar.reports.text.Numbers;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that the page of a trial says.
 *
 * @param study the study's name
 * @param info what the report says of itself
 * @param trial the trial
 * @param label its short name
 * @param standing how it fared, as a sentence
 * @param cause why it failed or was pruned; empty if neither
 * @param parameters every parameter of the space, inactive ones as n/a, beside the winner's
 * @param isWinner whether it leads, so that there is nobody to compare it with
 * @param metrics the metrics its epochs report
 * @param charts one a group of metrics that share an axis
 * @param bestEpoch the epoch its value is from
 * @param results every metric of its result
 * @param test its metrics on the test part; empty if it was not scored
 * @param facts seed, origin, times, worker
 * @param attachments what is stored with it
 * @param exhibits what of that is to be looked at
 * @param definition the experiment file that runs it again; empty if none is stored
 * @param log the end of what it wrote; empty if none is stored
 * @param previous the trial before it by number that has a page
 * @param next the trial after it by number that has a page
 */
public record TrialPage(
    String study,
    ReportInfo info,
    Trial trial,
    String label,
    String standing,
    String cause,
    List<Comparison> parameters,
    boolean isWinner,
    List<String> metrics,
    List<MetricChart> charts,
    OptionalInt bestEpoch,
    List<Fact> results,
    List<Fact> test,
    List<Fact> facts,
    List<String> attachments,
    List<Exhibit> exhibits,
    String definition,
    String log,
    Optional<Integer> previous,
    Optional<Integer> next) {

  /**
   * A parameter of this trial beside the winner's.
   *
   * @param name the parameter
   * @param value its value here, n/a if inactive
   * @param winner its value in the winner
   * @param differs whether the two differ
   */
  public record Comparison(String name, Cell value, Cell winner, boolean differs) {}

  /**
   * Metrics that share an axis, such as the losses in training and validation.
   *
   * @param name what they have in common
   * @param columns their columns in the table of epochs, from 0, for the script
   * @param chart the figure
   */
  public record MetricChart(String name, List<Integer> columns, Chart chart) {}

  /** The file of a trial's page, from the report's folder. */
  public static String path(int number) {
    return "trials/" + number + ".html";
  }

  /** The page of a trial; its attachments are read from the storage. */
  public static TrialPage of(
      StudyView view, Trial trial, PagedTrials pages, Storage storage, ReportInfo info) {
    long study = view.study().id();
    List<String> attachments = storage.attachmentNames(study, trial.number());
    List<String> metrics = metrics(trial);
    boolean isWinner = view.winner().map(w -> w.number() == trial.number()).orElse(false);
    return new TrialPage(
        view.study().name(),
        info,
        trial,
        view.label(trial),
        standing(view, trial),
        StudyView.cause(trial).orElse(""),
        parameters(view, trial),
        isWinner,
        metrics,
        charts(view, trial, metrics),
        view.bestEpoch(trial),
        trial.completed().map(c -> facts(c.metrics())).orElseGet(List::of),
        facts(storage.testScore(study, trial.number())),
        facts(trial),
        attachments,
        Exhibits.of(storage, study, trial, attachments),
        text(storage, study, trial, attachments, Attachment.DEFINITION),
        text(storage, study, trial, attachments, Attachment.LOG),
        pages.previous(trial),
        pages.next(trial));
  }

  private static List<Fact> facts(Map<String, Double> metrics) {
    return metrics.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> new Fact(e.getKey(), Numbers.value(e.getValue())))
        .toList();
  }

  private static String text(
      Storage storage, long study, Trial trial, List<String> attachments, String name) {
    return attachments.contains(name)
        ? storage.attachment(study, trial.number(), name).map(Attachment::asText).orElse("")
        : "";
  }

  private static String standing(StudyView view, Trial trial) {
    String metric = view.criterion().metric();
    String value =
        view.value(trial).isPresent()
            ? metric + " " + Numbers.value(view.value(trial).getAsDouble())
            : "";
    OptionalInt epoch = view.bestEpoch(trial);
    String when =
        epoch.isPresent() && !trial.epochs().isEmpty()
            ? " at epoch " + epoch.getAsInt() + " of " + trial.epochs().size()
            : "";
    return switch (trial.state()) {
      case COMPLETED -> {
        OptionalInt rank = view.rank(trial);
        String place =
            rank.isEmpty()
                ? "Completed"
                : rank.getAsInt() == 1
                    ? "The winner of " + view.ranked().size() + " completed"
                    : Numbers.ordinal(rank.getAsInt())
                        + " of "
                        + view.ranked().size()
                        + " completed";
        yield place + ": " + value + when + ".";
      }
      case PRUNED ->
          "Pruned after "
              + Numbers.count(trial.epochs().size(), "epoch")
              + (value.isEmpty() ? "." : "; its best was " + value + when + ".");
      case FAILED ->
          trial.epochs().isEmpty()
              ? "Failed before its first epoch ended."
              : "Failed after " + Numbers.count(trial.epochs().size(), "epoch") + ".";
      case RUNNING ->
          "Running: "
              + Numbers.count(trial.epochs().size(), "epoch")
              + " so far"
              + (value.isEmpty() ? "." : ", the best " + value + ".");
      case WAITING -> "Waiting to be run.";
    };
  }

  private static List<Comparison> parameters(StudyView view, Trial trial) {
    List<Comparison> parameters = new ArrayList<>();
    for (Parameter parameter : view.study().definition().space().parameters()) {
      Optional<Object> value = trial.configuration().get(parameter.name());
      Optional<Object> winner = view.winner().flatMap(w -> w.configuration().get(parameter.name()));
      parameters.add(
          new Comparison(
              parameter.name(),
              Cell.parameter(value),
              Cell.parameter(winner),
              view.winner().isPresent() && !value.equals(winner)));
    }
    return parameters;
  }

  private static List<String> metrics(Trial trial) {
    Set<String> names = new TreeSet<>();
    trial.epochs().forEach(e -> names.addAll(e.metrics().keySet()));
    return List.copyOf(names);
  }

  /** Metrics that end alike, such as training.loss and validation.loss, share a chart. */
  private static List<MetricChart> charts(StudyView view, Trial trial, List<String> metrics) {
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    groups.put(family(view.criterion().metric()), new ArrayList<>());
    for (int i = 0; i < metrics.size(); i++) {
      groups.computeIfAbsent(family(metrics.get(i)), k -> new ArrayList<>()).add(i);
    }
    int last = trial.epochs().stream().mapToInt(EpochReport::epoch).max().orElse(1);
    List<MetricChart> charts = new ArrayList<>();
    groups.forEach(
        (family, columns) -> {
          if (columns.isEmpty()) {
            return;
          }
          List<Double> values = new ArrayList<>();
          columns.forEach(
              i -> trial.epochs().forEach(e -> e.metric(metrics.get(i)).ifPresent(values::add)));
          ValueAxis axis =
              ValueAxis.of(values, CurvesPanel.goal(metrics.get(columns.get(0)), view.criterion()));
          Chart.Builder chart = new Chart.Builder(Axis.whole(1, last), axis.axis());
          for (int i : columns) {
            String name = metrics.get(i);
            chart.line(CurvesPanel.points(trial, name), part(name), name);
          }
          charts.add(
              new MetricChart(
                  family,
                  List.copyOf(columns),
                  chart.build(
                      "chart-" + charts.size(),
                      family + " by epoch",
                      "epoch",
                      family,
                      axis.note("value").stream().toList())));
        });
    return charts;
  }

  private static String family(String metric) {
    return metric.substring(metric.indexOf('.') + 1);
  }

  /** The class of a metric's line: the part of the data it is measured on. */
  static String part(String metric) {
    return metric.startsWith("training.") ? "training" : "validation";
  }

  private static List<Fact> facts(Trial trial) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("origin", trial.spec().origin()));
    facts.add(new Fact("seed", Long.toString(trial.spec().seed())));
    facts.add(new Fact("attempt", Integer.toString(trial.spec().attempt())));
    facts.add(new Fact("created", Numbers.time(trial.times().created())));
    trial.times().started().ifPresent(t -> facts.add(new Fact("started", Numbers.time(t))));
    trial.times().finished().ifPresent(t -> facts.add(new Fact("finished", Numbers.time(t))));
    if (trial.state().finished()) {
      facts.add(new Fact("duration", Numbers.duration(trial.times().duration())));
    }
    trial.worker().ifPresent(worker -> facts.add(new Fact("worker", worker)));
    return facts;
  }

  /** Whether the trial failed, so that its log is shown before everything else. */
  public boolean failed() {
    return trial.state() == TrialState.FAILED;
  }

  /** How the page becomes a newer one; only that of a trial that goes on does. */
  public Optional<Renewal> renewal() {
    return trial.state().finished()
        ? Optional.empty()
        : info.renewal().map(renewal -> renewal.from("../"));
  }

  /** What the report says of itself. */
  public String made() {
    return "Made by Nightjar " + info.nightjarVersion() + " at " + Numbers.time(info.generated());
  }
}
