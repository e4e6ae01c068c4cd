package dev.nightjar.experiments.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForegroundJvmTest {

  /** Ends with 7 if it has the environment of a worker and its arguments, else with 1. */
  public static final class Program {
    private Program() {}

    /** Says nothing: standard output belongs to whoever runs the tests. */
    public static void main(String[] args) {
      boolean asGiven = List.of(args).equals(List.of("a b", ""));
      System.exit(asGiven && ForegroundJvm.isHere() ? 7 : 1);
    }
  }

  @Test
  void theChildHasTheEnvironmentTheArgumentsAndTheLastWord() throws Exception {
    assertThat(ForegroundJvm.run(Program.class.getName(), List.of("a b", ""))).isEqualTo(7);
  }
}
