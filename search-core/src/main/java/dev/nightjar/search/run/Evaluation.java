package dev.nightjar.search.run;

import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Result;
import java.util.List;

/** How the computation of a trial ended, before the runner makes an outcome of it. */
public sealed interface Evaluation {

  /** What was written while it ran, such as the log's tail; the result's own attachments apart. */
  List<Attachment> attachments();

  /** The objective returned. Whether it was asked to stop, the runner knows. */
  record Finished(Result result, List<Attachment> attachments) implements Evaluation {
    /** Copies. */
    public Finished {
      attachments = List.copyOf(attachments);
    }
  }

  /**
   * The objective or its worker broke.
   *
   * @param cause for people to read
   */
  record Failed(String cause, List<Attachment> attachments) implements Evaluation {
    /** Copies. */
    public Failed {
      attachments = List.copyOf(attachments);
    }
  }
}
