package dev.nightjar.search.strategy;

import java.lang.reflect.Constructor;

/** A program of its own that prints what a strategy suggests, for comparison across processes. */
final class SuggestionPrinter {

  private static final int TRIALS = 30;
  private static final long SEED = 17;

  private SuggestionPrinter() {}

  /** Prints the suggestions of the strategy of the contract test named by the first argument. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    Constructor<?> constructor = Class.forName(arguments[0]).getDeclaredConstructor();
    constructor.setAccessible(true);
    System.out.print(text((StrategyContract) constructor.newInstance()));
  }

  static String text(StrategyContract test) {
    TestProblems.Problem problem = test.varied();
    SimulatedStudy study =
        SimulatedStudy.minimizing(problem.space(), problem.function(), SEED)
            .run(test.create(), TRIALS);
    StringBuilder text = new StringBuilder();
    study
        .trials()
        .forEach(t -> text.append(t.spec().origin()).append(t.configuration()).append('\n'));
    return text.toString();
  }
}
