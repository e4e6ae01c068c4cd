package dev.nightjar.experiments.worker;

import dev.nightjar.zoo.network.EngineCheck;
import dev.nightjar.zoo.network.Precision;
import dev.nightjar.zoo.network.RecurrentNetwork;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** The process that {@link NativesCheck} starts: loads the native libraries and computes. */
final class NativesMain {

  static final String RESULT = "nightjar-natives: ";
  static final String OK = "ok";

  private NativesMain() {}

  /** Prints a line for each part, {@code RESULT part=ok} or what is wrong. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println(RESULT + "oneDNN=" + result(EngineCheck::oneDnn));
    out.println(RESULT + "ND4J=" + result(EngineCheck::nd4j));
    out.println(
        RESULT
            + "bf16="
            + result(() -> Optional.of(String.valueOf(RecurrentNetwork.supports(Precision.BF16)))));
  }

  /** One part that does not load says nothing of the next. */
  private static String result(Supplier<Optional<String>> part) {
    try {
      return part.get().orElse(OK);
    } catch (LinkageError | RuntimeException e) {
      return e.toString().lines().findFirst().orElse("");
    }
  }
}
