package dev.nightjar.experiments.worker;

import java.time.Duration;
import java.util.List;

/** Workers that start fast and need little, since tests start many. */
final class TestJvm {

  private TestJvm() {}

  static WorkerJvm small() {
    return WorkerJvm.defaults()
        .withHeapMegabytes(48)
        .withOptions(List.of("-XX:TieredStopAtLevel=1"))
        .withStartTimeout(Duration.ofMinutes(1));
  }
}
