package dev.nightjar.app;

import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One trial, in text and in JSON.
 *
 * @param study whose trial it is
 * @param trial which
 * @param test its metrics on the test part; empty if it was not scored
 * @param attachments the names of what is stored with it
 * @param log the end of what it wrote; empty if none is stored
 */
record TrialDetails(
    Study study,
    Trial trial,
    Map<String, Double> test,
    List<String> attachments,
    Optional<String> log) {

  private static final int LOG_LINES = 15;

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "trial     #" + trial.number() + " of " + study.name() + ", " + trial.state().label());
    trial
        .spec()
        .repeats()
        .ifPresent(searched -> lines.add("finalist  repeats #" + searched + " with a fresh seed"));
    TrialView.cause(trial).ifPresent(cause -> lines.add("cause     " + cause));
    values(lines);
    lines.add("epochs    " + trial.epochs().size() + bestEpoch());
    lines.add("time      " + Numbers.duration(trial.times().duration()));
    lines.add("created   " + trial.times().created());
    trial.times().finished().ifPresent(at -> lines.add("finished  " + at));
    lines.add("origin    " + trial.spec().origin());
    lines.add("seed      " + trial.spec().seed() + ", attempt " + trial.spec().attempt());
    trial.worker().ifPresent(worker -> lines.add("worker    " + worker));
    if (!attachments.isEmpty()) {
      lines.add("stored    " + String.join(", ", attachments));
    }
    study.definition().provenance().forEach((k, v) -> lines.add("          " + k + ": " + v));
    parameters(lines);
    curve(lines);
    log.ifPresent(text -> tail(lines, text));
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private void values(List<String> lines) {
    List<Criterion> criteria = study.definition().criteria();
    for (int k = 0; k < criteria.size(); k++) {
      String metric = criteria.get(k).metric();
      TrialView.value(study, trial, k)
          .ifPresent(v -> lines.add("value     " + metric + " " + Numbers.value(v)));
    }
    trial
        .completed()
        .ifPresent(
            c ->
                c.metrics()
                    .forEach((name, v) -> lines.add("metric    " + name + " " + Numbers.value(v))));
    test.forEach((name, v) -> lines.add("test      " + name + " " + Numbers.value(v)));
  }

  private String bestEpoch() {
    return trial
        .completed()
        .map(c -> c.bestEpoch().isPresent() ? ", best " + c.bestEpoch().getAsInt() : "")
        .orElse("");
  }

  private void parameters(List<String> lines) {
    lines.add("");
    lines.add("parameters:");
    List<Parameter> all = study.definition().space().parameters();
    int width = all.stream().mapToInt(p -> p.name().length()).max().orElse(0);
    for (Parameter parameter : all) {
      String value =
          trial.configuration().get(parameter.name()).map(Numbers::parameter).orElse("n/a");
      lines.add("  " + StudyPage.pad(parameter.name(), width) + "  " + value);
    }
  }

  private void curve(List<String> lines) {
    String metric = study.definition().criteria().get(0).metric();
    List<Double> values =
        trial.epochs().stream().map(report -> report.metric(metric).orElse(Double.NaN)).toList();
    List<String> chart = CurveChart.draw(values);
    if (!chart.isEmpty()) {
      lines.add("");
      lines.add(metric + " by epoch:");
      chart.forEach(line -> lines.add("  " + line));
    }
  }

  private static void tail(List<String> lines, String log) {
    List<String> all = log.lines().toList();
    lines.add("");
    lines.add("the end of its log:");
    all.subList(Math.max(0, all.size() - LOG_LINES), all.size())
        .forEach(line -> lines.add("  " + line));
  }

  /** The element of {@code trials --format json}, its curve and its log. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>(TrialView.json(study, trial, test));
    json.put("study", study.name());
    json.put("curve", trial.epochs().stream().map(TrialDetails::json).toList());
    json.put("attachments", attachments);
    json.put("provenance", study.definition().provenance());
    log.ifPresent(text -> json.put("log", text));
    return json;
  }

  private static Map<String, Object> json(EpochReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("epoch", report.epoch());
    json.put("seconds", report.seconds());
    json.put("metrics", report.metrics());
    return json;
  }
}
