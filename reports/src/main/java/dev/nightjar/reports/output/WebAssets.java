package dev.nightjar.reports.output;

import dev.nightjar.reports.ReportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The scripts and styles a report carries along: our own, readable, and ECharts and Tabulator out
 * of their Maven artifacts, whose paths hold the version the artifact says it has.
 */
public final class WebAssets {

  private static final String OWN = "/dev/nightjar/reports/";

  /** The scripts of the first page in the order in which they run; the last one starts the rest. */
  public static final List<String> INDEX_SCRIPTS =
      List.of(
          "renewal.js",
          "page.js",
          "charts.js",
          "trials.js",
          "places.js",
          "ranges.js",
          "download.js",
          "filters.js",
          "leaderboard.js",
          "pareto.js",
          "history.js",
          "curves.js",
          "slices.js",
          "parallel.js",
          "pair.js",
          "distribution.js",
          "timeline.js",
          "endings.js",
          "index.js");

  /** The scripts of a trial's page. */
  public static final List<String> TRIAL_SCRIPTS =
      List.of("renewal.js", "page.js", "charts.js", "trial.js");

  /** The scripts of the page that compares studies. */
  public static final List<String> COMPARISON_SCRIPTS = List.of("page.js", "charts.js", "race.js");

  private WebAssets() {}

  /** Path in the report's folder → content. */
  public static Map<String, byte[]> files() {
    String echarts = "/META-INF/resources/_static/echarts/" + version("org.mvnpm", "echarts") + "/";
    String tabulator =
        "/META-INF/resources/webjars/tabulator-tables/"
            + version("org.webjars.npm", "tabulator-tables")
            + "/";
    Map<String, byte[]> files = new LinkedHashMap<>();
    Set<String> own = new LinkedHashSet<>(List.of("report.css"));
    own.addAll(INDEX_SCRIPTS);
    own.addAll(TRIAL_SCRIPTS);
    own.addAll(COMPARISON_SCRIPTS);
    own.add("single.js");
    own.forEach(name -> files.put("assets/" + name, read(OWN + name)));
    files.put("assets/echarts.min.js", read(echarts + "dist/echarts.min.js"));
    files.put("assets/echarts.LICENSE.txt", read(echarts + "LICENSE"));
    files.put("assets/echarts.NOTICE.txt", read(echarts + "NOTICE"));
    files.put("assets/tabulator.min.js", read(tabulator + "dist/js/tabulator.min.js"));
    files.put("assets/tabulator.min.css", read(tabulator + "dist/css/tabulator_simple.min.css"));
    files.put("assets/tabulator.LICENSE.txt", read(tabulator + "LICENSE"));
    return files;
  }

  private static String version(String groupId, String artifactId) {
    String resource = "/META-INF/maven/" + groupId + "/" + artifactId + "/pom.properties";
    Properties properties = new Properties();
    try (InputStream in = open(resource)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
    return properties.getProperty("version", "");
  }

  private static byte[] read(String resource) {
    try (InputStream in = open(resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  private static InputStream open(String resource) {
    InputStream in = WebAssets.class.getResourceAsStream(resource);
    if (in == null) {
      throw new ReportException(
          "the report needs "
              + resource
              + ", which is not on the class path; install Nightjar again with all of its lib"
              + " folder");
    }
    return in;
  }
}
