package dev.nightjar.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Trial;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of it when networks of a study were chosen to answer together; kept with the winner.
 *
 * @param used whether they are the model of the study: several that are better than any one, or one
 *     that is better than the winner's
 * @param metric by which that is judged
 * @param value theirs together, on the validation part
 * @param single that of the best network alone
 * @param members those that were chosen
 * @param offered the trials whose networks could be chosen, by number
 * @param size how often a network could be added
 * @param test their metrics on the test part; empty unless they are the model
 */
record Ensemble(
    boolean used,
    String metric,
    double value,
    double single,
    List<Member> members,
    List<Integer> offered,
    int size,
    Map<String, Double> test) {

  /**
   * A network of it.
   *
   * @param trial whose
   * @param weight how often it was added
   * @param value its own, on the validation part
   */
  record Member(int trial, int weight, double value) {}

  /** Copies. */
  Ensemble {
    members = List.copyOf(members);
    offered = List.copyOf(offered);
    test = Map.copyOf(test);
  }

  /** The same, once they have met the test part. */
  Ensemble scored(Map<String, Double> metrics) {
    return new Ensemble(used, metric, value, single, members, offered, size, metrics);
  }

  /** What is kept with the winner of a study; empty if no ensemble was tried. */
  static Optional<Ensemble> of(Storage storage, Study study, Trial winner) {
    return storage
        .attachment(study.id(), winner.number(), Attachment.ENSEMBLE)
        .map(attachment -> parse(Json.parse(attachment.asText())));
  }

  private static Ensemble parse(JsonNode json) {
    List<Member> members = new ArrayList<>();
    json.path("members")
        .forEach(
            m ->
                members.add(
                    new Member(
                        m.path("trial").asInt(),
                        m.path("weight").asInt(),
                        m.path("value").asDouble())));
    List<Integer> offered = new ArrayList<>();
    json.path("offered").forEach(n -> offered.add(n.asInt()));
    return new Ensemble(
        json.path("used").asBoolean(),
        json.path("metric").asText(),
        json.path("value").asDouble(),
        json.path("single").asDouble(),
        members,
        offered,
        json.path("size").asInt(),
        TestMetrics.of(json.path("test")));
  }

  /** For programs. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("used", used);
    json.put("metric", metric);
    json.put("value", value);
    json.put("single", single);
    json.put(
        "members",
        members.stream()
            .map(m -> Map.of("trial", m.trial(), "weight", m.weight(), "value", m.value()))
            .toList());
    json.put("offered", offered);
    json.put("size", size);
    json.put("test", new TreeMap<>(test));
    return json;
  }

  /** As it is stored. */
  Attachment attachment() {
    return new Attachment(
        Attachment.ENSEMBLE, Attachment.JSON, Json.line(json()).getBytes(StandardCharsets.UTF_8));
  }

  /** For people; ends with a line end. */
  String describe() {
    String end = System.lineSeparator();
    String values =
        metric
            + " "
            + Numbers.value(value)
            + ", the best network alone "
            + Numbers.value(single)
            + end;
    if (!used) {
      return "ensemble: none, as together they have " + values;
    }
    if (members.size() == 1) {
      return "ensemble: none is better than one network alone; the model is that of trial #"
          + members.get(0).trial()
          + ", with "
          + metric
          + " "
          + Numbers.value(value)
          + " the best on the validation part"
          + end
          + TestMetrics.line("that network ", test);
    }
    String who =
        members.stream()
            .map(m -> "#" + m.trial() + (m.weight() == 1 ? "" : " ×" + m.weight()))
            .collect(Collectors.joining(", "));
    return "ensemble: the model is the mean of "
        + who
        + ", with "
        + values
        + TestMetrics.line("the ensemble ", test);
  }
}
