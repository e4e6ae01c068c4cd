package dev.nightjar.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.experiments.definition.Printable;
import dev.nightjar.search.run.AskTell;
import dev.nightjar.search.run.RefusedException;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The conversation of {@code nightjar ask-tell}: a line in, a line out. A line that cannot be
 * answered gets an error that says what is allowed, and changes nothing.
 */
final class AskTellSession {

  /** In bytes; a line names a trial and a few numbers. */
  static final int LONGEST_LINE = 1 << 20;

  /** More trials than this are not handed out at once. */
  private static final int MOST_ASKED = 1000;

  private static final List<String> COMMANDS = List.of("ask", "report", "tell", "add");

  private final AskTell search;
  private final boolean several;

  /** A conversation about a search. */
  AskTellSession(AskTell search) {
    this.search = search;
    this.several = search.history().criteria().size() > 1;
  }

  /** The answer to a line, without a line end. */
  String answer(String line) {
    try {
      return Json.line(answer(AskTellRequest.parse(line, COMMANDS)));
    } catch (RefusedException e) {
      return refusal(e.getMessage());
    }
  }

  /** The answer to a line that cannot be answered; what it repeats of the line is harmless. */
  static String refusal(String message) {
    return Json.line(Map.of("error", Printable.lines(message)));
  }

  private Map<String, Object> answer(AskTellRequest request) {
    return switch (request.command()) {
      case "ask" -> ask(request);
      case "report" -> report(request);
      case "tell" -> tell(request);
      case "add" -> add(request);
      default -> throw new IllegalStateException("let through command " + request.command());
    };
  }

  private Map<String, Object> ask(AskTellRequest request) {
    request.allow("ask");
    int count = request.whole("ask", 1, MOST_ASKED);
    List<Map<String, Object>> trials = new ArrayList<>();
    while (trials.size() < count && !search.targetReached()) {
      Optional<Trial> trial = search.ask();
      if (trial.isEmpty()) {
        break;
      }
      trials.add(describe(trial.get()));
    }
    if (trials.isEmpty()) {
      return Map.of("done", true);
    }
    return count == 1 ? trials.get(0) : Map.of("trials", trials);
  }

  private static Map<String, Object> describe(Trial trial) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("trial", trial.number());
    answer.put("parameters", trial.configuration().values());
    return answer;
  }

  private Map<String, Object> report(AskTellRequest request) {
    request.allow("report", "step", "value");
    Decision decision =
        search.report(
            request.whole("report", 0, Integer.MAX_VALUE),
            request.whole("step", 1, Integer.MAX_VALUE),
            request.number("value"));
    return Map.of("prune", decision instanceof Decision.Stop);
  }

  private Map<String, Object> tell(AskTellRequest request) {
    int number = request.whole("tell", 0, Integer.MAX_VALUE);
    search.tell(number, outcome(request, search.pruned(number)));
    return Map.of("ok", true);
  }

  private Map<String, Object> add(AskTellRequest request) {
    ObjectNode values = request.object("add");
    Outcome outcome = outcome(request, new Outcome.Pruned("pruned in an earlier search"));
    GivenParameters given = new GivenParameters(search.history().space());
    return Map.of("trial", search.add(given.read(values), outcome).number());
  }

  /** What the keys beside the command say of how a trial ended. */
  private Outcome outcome(AskTellRequest request, Outcome pruned) {
    String values = several ? "values" : "value";
    request.allow(request.command(), values, "state");
    if (request.has(values) == request.has("state")) {
      throw new RefusedException(
          "give either \""
              + values
              + "\", of a trial that ran to its end, or \"state\", failed or pruned");
    }
    if (request.has("state")) {
      return request.choice("state", List.of("failed", "pruned")).equals("pruned")
          ? pruned
          : new Outcome.Failed("told as failed");
    }
    return search.completed(several ? request.numbers("values") : List.of(request.number("value")));
  }
}
