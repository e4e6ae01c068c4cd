package dev.nightjar.reports.output;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The styles and scripts of a page: as addresses of files beside it, or as text within it.
 *
 * @param styles addresses of style sheets
 * @param scripts addresses of scripts, in the order in which they run
 * @param style a style sheet's text; empty if there are addresses
 * @param code scripts' texts, in the order in which they run; empty if there are addresses
 */
public record PageAssets(
    List<String> styles, List<String> scripts, String style, List<String> code) {

  /** Copies the lists. */
  public PageAssets {
    styles = List.copyOf(styles);
    scripts = List.copyOf(scripts);
    code = List.copyOf(code);
  }

  /** The assets of a first page, whose data lies beside it, in files below {@code root}. */
  static PageAssets index(String root) {
    List<String> scripts = new ArrayList<>();
    scripts.add(root + "assets/echarts.min.js");
    scripts.add(root + "assets/tabulator.min.js");
    scripts.add("data.js");
    WebAssets.INDEX_SCRIPTS.forEach(name -> scripts.add(root + "assets/" + name));
    return new PageAssets(
        List.of(root + "assets/tabulator.min.css", root + "assets/report.css"),
        scripts,
        "",
        List.of());
  }

  /** The assets of a trial's page. */
  static PageAssets trial(String root) {
    List<String> scripts = new ArrayList<>();
    scripts.add(root + "assets/echarts.min.js");
    WebAssets.TRIAL_SCRIPTS.forEach(name -> scripts.add(root + "assets/" + name));
    return new PageAssets(List.of(root + "assets/report.css"), scripts, "", List.of());
  }

  /** The assets of the page that compares studies. */
  static PageAssets comparison() {
    List<String> scripts = new ArrayList<>(List.of("assets/echarts.min.js", "data.js"));
    WebAssets.COMPARISON_SCRIPTS.forEach(name -> scripts.add("assets/" + name));
    return new PageAssets(List.of("assets/report.css"), scripts, "", List.of());
  }

  /** The assets of a server's list of studies. */
  static PageAssets studies() {
    return new PageAssets(List.of("assets/report.css"), List.of(), "", List.of());
  }

  /** The assets of a report of a single file, as text within it. */
  static PageAssets within(Map<String, byte[]> files, String data) {
    List<String> scripts = new ArrayList<>();
    scripts.add(text(files, "echarts.min.js"));
    scripts.add(text(files, "tabulator.min.js"));
    scripts.add(data);
    WebAssets.INDEX_SCRIPTS.forEach(name -> scripts.add(text(files, name)));
    scripts.add(text(files, "trial.js"));
    scripts.add(text(files, "single.js"));
    return new PageAssets(
        List.of(),
        List.of(),
        text(files, "tabulator.min.css") + text(files, "report.css"),
        scripts.stream().map(PageAssets::inert).toList());
  }

  private static String text(Map<String, byte[]> files, String name) {
    return new String(files.get("assets/" + name), StandardCharsets.UTF_8);
  }

  /**
   * A script as it may stand within a page: in its strings, the only places where these can be, the
   * backslash changes nothing.
   */
  private static String inert(String script) {
    return script.replaceAll("(?i)<(?=/script|!--)", "<\\\\");
  }
}
