package dev.nightjar.experiments.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnClassPathTest {

  @Test
  void isThatOfTheJvm() {
    assertThat(OwnClassPath.get()).isEqualTo(System.getProperty("java.class.path"));
  }

  @Test
  void isTheJarsThatCameLaterWithoutTheProgramThatLoadedThem(@TempDir Path folder)
      throws Exception {
    Path a = folder.resolve("a b.jar");
    Path b = folder.resolve("b.jar");
    URL[] jars = {a.toUri().toURL(), b.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(jars)) {
      assertThat(OwnClassPath.of(loader)).isEqualTo(a + File.pathSeparator + b);
    }
  }
}
