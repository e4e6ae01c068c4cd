package dev.nightjar.reports.live;

import dev.nightjar.reports.output.WebAssets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an address shows, but for events. Nothing is read from disk by an address: pages are made of
 * the storage, and scripts and styles are a fixed set.
 */
final class Routes {

  private static final Pattern ASSET = Pattern.compile("/assets/([A-Za-z0-9.-]+)");
  private static final Pattern STUDY = Pattern.compile("/studies/([A-Za-z0-9._-]+)(/.*)?");
  private static final Pattern TRIAL = Pattern.compile("/trials/(\\d{1,9})\\.html");

  private static final Map<String, String> TYPES =
      Map.of(
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "txt", "text/plain; charset=utf-8");

  /** A script or style, with a mark that changes with its content. */
  private record Asset(String mark, Answer whole, Answer unchanged) {

    static Asset of(String path, byte[] content) {
      String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
      String mark = hash(content);
      return new Asset(mark, Answer.kept(type, mark, content), Answer.unchanged(type, mark));
    }
  }

  private final LiveReports reports;
  private final Map<String, Asset> assets = new HashMap<>();

  /** Addresses of the pages of some reports. */
  Routes(LiveReports reports) {
    this.reports = reports;
    WebAssets.files()
        .forEach(
            (path, content) ->
                assets.put(path.substring(path.indexOf('/') + 1), Asset.of(path, content)));
  }

  private static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return "\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The study whose events an address asks for; empty if it asks for something else. */
  static Optional<String> events(String path) {
    Matcher study = STUDY.matcher(path);
    return study.matches() && ("/" + LiveReports.EVENTS).equals(study.group(2))
        ? Optional.of(study.group(1))
        : Optional.empty();
  }

  /**
   * The answer to a path.
   *
   * @param path as it was sent, escapes not resolved: none of ours has any
   * @param known the mark of what the browser has already; may be empty
   */
  Answer answer(String path, String known) {
    if (path.equals("/") || path.equals("/index.html")) {
      return Answer.html(reports.studies());
    }
    Matcher asset = ASSET.matcher(path);
    if (asset.matches() && assets.containsKey(asset.group(1))) {
      Asset found = assets.get(asset.group(1));
      return known.equals(found.mark()) ? found.unchanged() : found.whole();
    }
    Matcher study = STUDY.matcher(path);
    if (!study.matches()) {
      return Answer.words(404, "there is nothing at this address; the studies are at /");
    }
    String name = study.group(1);
    if (study.group(2) == null) {
      return Answer.elsewhere("/studies/" + name + "/");
    }
    return page(name, study.group(2)).orElseGet(() -> missing(name));
  }

  private Optional<Answer> page(String study, String page) {
    Matcher trial = TRIAL.matcher(page);
    if (trial.matches()) {
      return reports.trial(study, Integer.parseInt(trial.group(1))).map(Answer::html);
    }
    return switch (page) {
      case "/", "/index.html" -> reports.index(study).map(Answer::html);
      case "/data.js" -> reports.data(study).map(Answer::script);
      default -> Optional.empty();
    };
  }

  private Answer missing(String study) {
    return Answer.words(
        404,
        reports.has(study)
            ? "study " + study + " has no such page; its report is at /studies/" + study + "/"
            : "there is no study " + study + "; those there are are listed at /");
  }
}
