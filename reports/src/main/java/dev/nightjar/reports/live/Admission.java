package dev.nightjar.reports.live;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who is answered: a reader who asks this machine by its own name. A page from elsewhere that a
 * browser here has open may neither ask by a name of its own that leads here (DNS rebinding), nor
 * take what is here into itself.
 */
final class Admission {

  private static final Pattern HOST =
      Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1\\]):(\\d{1,5})");

  /** What every answer says: nothing is loaded from elsewhere, and nobody else takes it in. */
  static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src-elem 'self'; style-src-attr"
              + " 'unsafe-inline'; img-src data:; connect-src 'self'; base-uri 'none'; form-action"
              + " 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private final int port;

  /** Of readers of the server at a port. */
  Admission(int port) {
    this.port = port;
  }

  /** Why a request is not answered; empty if it is. */
  Optional<Answer> refusal(String method, Headers headers) {
    if (!addressed(headers)) {
      return Optional.of(
          Answer.words(
              403, "this server is for readers on this machine: http://127.0.0.1:" + port + "/"));
    }
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Optional.of(
          Answer.words(405, "nothing here can be changed; only GET and HEAD are known")
              .with("Allow", "GET, HEAD"));
    }
    if (takenIn(headers)) {
      return Optional.of(Answer.words(403, "pages from elsewhere may link to this, not load it"));
    }
    return Optional.empty();
  }

  /** Whether it is asked for by this machine's name and this port. */
  private boolean addressed(Headers headers) {
    List<String> hosts = headers.getOrDefault("Host", List.of());
    if (hosts.size() != 1) {
      return false;
    }
    Matcher matcher = HOST.matcher(hosts.get(0).toLowerCase(Locale.ROOT));
    return matcher.matches() && Integer.parseInt(matcher.group(2)) == port;
  }

  /** Whether a browser says that a page from elsewhere loads it; a link may be followed. */
  private static boolean takenIn(Headers headers) {
    String site = Optional.ofNullable(headers.getFirst("Sec-Fetch-Site")).orElse("none");
    String mode = Optional.ofNullable(headers.getFirst("Sec-Fetch-Mode")).orElse("");
    return !List.of("none", "same-origin").contains(site) && !mode.equals("navigate");
  }
}
