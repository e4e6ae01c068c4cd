package dev.nightjar.reports.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What the server answers: a status of HTTP, headers besides those of every answer, and a body. */
final class Answer {

  private static final String NEVER_KEPT = "no-store";

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private Answer(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

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

  /**
   * A file that a browser keeps and asks about.
   *
   * @param mark differs where the content does
   */
  static Answer kept(String type, String mark, byte[] content) {
    return new Answer(200, kept(type, mark), content.clone());
  }

  /** The file of a mark is what the browser has already. */
  static Answer unchanged(String type, String mark) {
    return new Answer(304, kept(type, mark), new byte[0]);
  }

  private static Map<String, String> kept(String type, String mark) {
    return Map.of("Content-Type", type, "Cache-Control", "no-cache", "ETag", mark);
  }

  /** The same with another header. */
  Answer with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** How many bytes follow the headers. */
  int length() {
    return body.length;
  }

  /** Writes what follows the headers. */
  void writeTo(OutputStream out) throws IOException {
    out.write(body);
  }
}
