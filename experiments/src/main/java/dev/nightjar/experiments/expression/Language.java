package dev.nightjar.experiments.expression;

import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.basic.AbsFunction;
import com.ezylang.evalex.functions.basic.CeilingFunction;
import com.ezylang.evalex.functions.basic.FloorFunction;
import com.ezylang.evalex.functions.basic.Log10Function;
import com.ezylang.evalex.functions.basic.LogFunction;
import com.ezylang.evalex.functions.basic.MaxFunction;
import com.ezylang.evalex.functions.basic.MinFunction;
import com.ezylang.evalex.functions.basic.SqrtFunction;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What may stand in an expression. Arithmetic and nothing else: no function reads a clock, draws at
 * random or looks at anything but its arguments.
 */
final class Language {

  /** By the names under which messages and documents list them. */
  static final List<String> FUNCTIONS =
      List.of("abs", "ceiling", "floor", "log", "log10", "max", "min", "round", "sqrt");

  static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "^", "%");
  static final Set<String> ORDER = Set.of("<", "<=", ">", ">=");
  static final Set<String> EQUALITY = Set.of("=", "==", "!=", "<>");
  static final Set<String> LOGIC = Set.of("&&", "||");

  /** Longer ones are no constraint, and would nest too deep. */
  static final int MAX_LENGTH = 1000;

  /** Numbers are decimal, of 34 digits: 0.1 + 0.2 is 0.3. */
  static final ExpressionConfiguration CONFIGURATION =
      ExpressionConfiguration.builder()
          .functionDictionary(functions())
          .mathContext(MathContext.DECIMAL128)
          .defaultConstants(Map.of("true", EvaluationValue.TRUE, "false", EvaluationValue.FALSE))
          .dataAccessorSupplier(Variables::new)
          .arraysAllowed(false)
          .structuresAllowed(true)
          .implicitMultiplicationAllowed(false)
          .singleQuoteStringLiteralsAllowed(true)
          .build()
          .withAdditionalOperators(Map.entry("^", new BoundedPower()));

  private Language() {}

  @SuppressWarnings("unchecked") // The entries are an array of a generic type.
  private static MapBasedFunctionDictionary functions() {
    return (MapBasedFunctionDictionary)
        MapBasedFunctionDictionary.ofFunctions(
            Map.entry("abs", new AbsFunction()),
            Map.entry("ceiling", new CeilingFunction()),
            Map.entry("floor", new FloorFunction()),
            Map.entry("log", new LogFunction()),
            Map.entry("log10", new Log10Function()),
            Map.entry("max", new MaxFunction()),
            Map.entry("min", new MinFunction()),
            Map.entry("round", new BoundedRound()),
            Map.entry("sqrt", new SqrtFunction()));
  }
}
