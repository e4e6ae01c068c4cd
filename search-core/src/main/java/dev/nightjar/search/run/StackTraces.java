package dev.nightjar.search.run;

import dev.nightjar.search.trial.Attachment;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Stack traces kept with a failed trial, for whoever has to find out why. */
final class StackTraces {

  private StackTraces() {}

  static Attachment attachment(Throwable cause) {
    StringWriter text = new StringWriter();
    cause.printStackTrace(new PrintWriter(text));
    return Attachment.text(Attachment.LOG, text.toString());
  }
}
