package dev.nightjar.reports.output;

import java.util.ArrayList;
import java.util.List;

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
}
