package dev.nightjar.search.trial;

import java.nio.charset.StandardCharsets;

/**
 * Bytes that belong to a trial and are stored in the transaction of its outcome.
 *
 * @param name such as {@link #MODEL}, {@link #DEFINITION}, {@link #LOG}
 * @param mediaType such as {@code text/plain; charset=utf-8}
 * @param bytes the content; not copied, so it must not be changed afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by name only in tests; copying models is dear.
public record Attachment(String name, String mediaType, byte[] bytes) {

  /** The trained network. */
  public static final String MODEL = "model";

  /** Which networks of the study answer together, and how well; kept with the winner. */
  public static final String ENSEMBLE = "ensemble";

  /** Those networks in one model, if it is the model of the study. */
  public static final String ENSEMBLE_MODEL = "ensemble-model";

  /** How the winner was trained on the training and the validation part together; kept with it. */
  public static final String REFIT = "refit";

  /** The network that came of that, which is the model of the study. */
  public static final String REFIT_MODEL = "refit-model";

  /** The experiment file with this trial's values fixed. */
  public static final String DEFINITION = "definition.yaml";

  /** The tail of what the trial wrote to its standard output and error. */
  public static final String LOG = "log";

  /** How often a classifier answered which label instead of which. */
  public static final String CONFUSION = "confusion";

  /** The worst mistakes of a classifier. */
  public static final String MISTAKES = "mistakes";

  /** Texts that a language model wrote. */
  public static final String SAMPLES = "samples";

  /** A time series as it was forecast, beside the truth. */
  public static final String FORECAST = "forecast";

  /** Numbers answered, beside the true ones. */
  public static final String PREDICTIONS = "predictions";

  /** Music that a network wrote. */
  public static final String PIECE = "piece";

  /** The media type of JSON. */
  public static final String JSON = "application/json";

  /** A text attachment. */
  public static Attachment text(String name, String content) {
    return new Attachment(
        name, "text/plain; charset=utf-8", content.getBytes(StandardCharsets.UTF_8));
  }

  /** The content as text in UTF-8. */
  public String asText() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
