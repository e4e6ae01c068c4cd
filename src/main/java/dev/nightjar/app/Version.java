package dev.nightjar.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine;

/** The version of this build, and of the parts whose version matters to results. */
final class Version implements CommandLine.IVersionProvider {

  /** Nightjar's own version. */
  static String nightjar() {
    return property("/dev/nightjar/app/version.properties");
  }

  /** The version of a Maven artifact on the class path; {@code "unknown"} if it does not say. */
  static String of(String groupId, String artifactId) {
    return property("/META-INF/maven/" + groupId + "/" + artifactId + "/pom.properties");
  }

  private static String property(String resource) {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream(resource)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
    return properties.getProperty("version", "unknown");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"nightjar " + nightjar()};
  }
}
