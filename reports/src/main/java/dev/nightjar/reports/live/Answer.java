package dev.nightjar.reports.live;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What the server answers.
 *
 * @param status the status of HTTP
 * @param headers what is said besides the length and what every answer says
 * @param body what follows; empty if nothing
 */
record Answer(int status, Map<String, String> headers, byte[] body) {

  private static final String NEVER_KEPT = "no-store";

  /** A page. */
  static Answer html(String text) {
    return fresh(200, "text/html; charset=utf-8", text);
  }

  /** A script that changes. */
  static Answer script(String text) {
    return fresh(200, "text/javascript; charset=utf-8", text);
  }

  /** Words for people who asked for what is not there, or may not be had. */
  static Answer words(int status, String text) {
    return fresh(status, "text/plain; charset=utf-8", text + "\n");
  }

  private static Answer fresh(int status, String type, String text) {
    return new Answer(
        status,
        Map.of("Content-Type", type, "Cache-Control", NEVER_KEPT),
        text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same is at another address. */
  static Answer elsewhere(String path) {
    return new Answer(308, Map.of("Location", path, "Cache-Control", NEVER_KEPT), new byte[0]);
  }
}
