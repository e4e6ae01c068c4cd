package dev.nightjar.experiments.worker;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The class path that Nightjar's own classes come from. It is the JVM's, unless a program such as
 * an executor of Spark was given our jars while it ran: then it is these jars, without that
 * program's.
 */
final class OwnClassPath {

  private OwnClassPath() {}

  /** The class path, as {@code java -cp} takes it. */
  static String get() {
    return of(OwnClassPath.class.getClassLoader());
  }

  static String of(ClassLoader loader) {
    List<String> files = new ArrayList<>();
    if (loader instanceof URLClassLoader later) {
      for (URL url : later.getURLs()) {
        if (url.getProtocol().equals("file")) {
          files.add(file(url));
        }
      }
    }
    return files.isEmpty()
        ? System.getProperty("java.class.path")
        : String.join(File.pathSeparator, files);
  }

  private static String file(URL url) {
    try {
      return Path.of(url.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no jar can lie at " + url, e);
    }
  }
}
