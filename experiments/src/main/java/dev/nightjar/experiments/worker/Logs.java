package dev.nightjar.experiments.worker;

import dev.nightjar.search.trial.Attachment;
import java.util.List;

/** Puts together what is kept of a trial's log. */
final class Logs {

  private Logs() {}

  /** What was written and what explains it, one below the other. */
  static String join(String log, String explanation) {
    if (log.isEmpty() || explanation.isEmpty()) {
      return log + explanation;
    }
    return log.endsWith("\n") ? log + explanation : log + "\n" + explanation;
  }

  /** The log as an attachment; none if there is nothing to read. */
  static List<Attachment> attachments(String log) {
    return log.isEmpty() ? List.of() : List.of(Attachment.text(Attachment.LOG, log));
  }
}
