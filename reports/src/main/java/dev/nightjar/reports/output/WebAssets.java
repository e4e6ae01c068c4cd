package dev.nightjar.reports.output;

import dev.nightjar.reports.ReportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The scripts and styles a report carries along: our own, readable, and ECharts and Tabulator out
 * of their Maven artifacts, whose paths hold the version the artifact says it has.
 */
public final class WebAssets {

  private static final String OWN = "/dev/nightjar/reports/";

  private WebAssets() {}

  /** Path in the report's folder → content. */
  public static Map<String, byte[]> files() {
    String echarts = "/META-INF/resources/_static/echarts/" + version("org.mvnpm", "echarts") + "/";
    String tabulator =
        "/META-INF/resources/webjars/tabulator-tables/"
            + version("org.webjars.npm", "tabulator-tables")
            + "/";
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String own : new String[] {"report.css", "page.js", "charts.js", "index.js", "trial.js"}) {
      files.put("assets/" + own, read(OWN + own));
    }
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
