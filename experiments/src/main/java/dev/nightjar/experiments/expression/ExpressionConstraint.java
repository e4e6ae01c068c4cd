package dev.nightjar.experiments.expression;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.ParseException;
import com.ezylang.evalex.parser.Token;
import com.ezylang.evalex.parser.Tokenizer;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.Constraint;
import dev.nightjar.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * A constraint written as an expression over the names of parameters that is true or false:
 *
 * <pre>{@code
 * model.num_layers * model.hidden_size <= 1024
 * model.cell_type != "rnn" || model.num_layers == 1
 * }</pre>
 *
 * <p>There are {@code + - * / % ^}, {@code < <= > >= == !=}, {@code && || !}, parentheses, numbers,
 * text in single or double quotes, {@code true} and {@code false}, and the functions abs, ceiling,
 * floor, log (natural), log10, max, min, round and sqrt. Names count capital letters. Numbers are
 * decimal, of 34 digits. What cannot be computed for a configuration, such as a division by zero,
 * is not met there.
 *
 * <p>It is parsed once; asking it takes microseconds. Safe for use by several threads.
 */
public final class ExpressionConstraint implements Constraint {

  private static final Set<Token.TokenType> OF_NO_TREE =
      Set.of(Token.TokenType.BRACE_OPEN, Token.TokenType.BRACE_CLOSE, Token.TokenType.COMMA);

  private final String text;
  private final Expression parsed;
  private final Map<String, String[]> paths;
  private final Map<String, Object> given;

  private ExpressionConstraint(
      String text, Expression parsed, Map<String, String[]> paths, Map<String, Object> given) {
    this.text = text;
    this.parsed = parsed;
    this.paths = paths;
    this.given = given;
  }

  /**
   * Reads an expression.
   *
   * @param space whose parameters it may name
   * @param fixed values that it may name besides, by name
   * @throws ExpressionException if it cannot be read, names something else, compares what cannot be
   *     compared, or is not true or false
   */
  public static ExpressionConstraint of(String text, SearchSpace space, Map<String, Object> fixed) {
    Map<String, Optional<ValueType>> types = new LinkedHashMap<>();
    space.parameters().forEach(parameter -> types.put(parameter.name(), ValueType.of(parameter)));
    fixed.forEach((name, value) -> types.put(name, Optional.of(ValueType.of(value))));
    TypeCheck check = new TypeCheck(types);
    try {
      Expression parsed = parse(text);
      ValueType type = check.of(parsed.getAbstractSyntaxTree());
      if (type != ValueType.TRUTH) {
        throw ExpressionException.at(
            0, text.length(), "a constraint should be true or false, but this is " + type.words());
      }
      Map<String, String[]> paths = new LinkedHashMap<>();
      check.names().forEach(name -> paths.put(name, name.split("\\.")));
      Map<String, Object> given = new LinkedHashMap<>(fixed);
      given.keySet().retainAll(check.names());
      return new ExpressionConstraint(text, parsed, paths, given);
    } catch (ParseException e) {
      throw explained(text, e);
    } catch (NoSuchElementException e) { // Of the parser's empty stack.
      throw ExpressionException.at(0, text.length(), "the parentheses or commas do not fit");
    }
  }

  private static Expression parse(String text) throws ParseException {
    if (text.length() > Language.MAX_LENGTH) {
      throw ExpressionException.at(
          0, 1, "it has " + text.length() + " characters; allowed are " + Language.MAX_LENGTH);
    }
    Expression expression = new Expression(text, Language.CONFIGURATION);
    List<Integer> used = new ArrayList<>();
    collect(expression.getAbstractSyntaxTree(), used);
    // A tree is made of the last operand alone where an operator is missing before it.
    for (Token token : new Tokenizer(text, Language.CONFIGURATION).parse()) {
      if (!OF_NO_TREE.contains(token.getType()) && !used.contains(token.getStartPosition())) {
        int first = used.stream().mapToInt(Integer::intValue).min().orElse(1);
        throw ExpressionException.at(first - 1, 1, "an operator is missing before this");
      }
      if (token.getType() == Token.TokenType.NUMBER_LITERAL) {
        requireUsual(token);
      }
    }
    return expression;
  }

  /** Refuses a number beyond all that a parameter can be, which would take forever to add to. */
  private static void requireUsual(Token token) {
    if (token.getValue().matches("0[xX].*")) {
      return; // As many digits as the expression has characters are no trouble.
    }
    double value = Double.parseDouble(token.getValue());
    boolean zero = value == 0 && token.getValue().matches("[0.]+([eE].*)?");
    if (Double.isInfinite(value) || (value == 0 && !zero)) {
      throw ExpressionException.at(
          token.getStartPosition() - 1,
          token.getValue().length(),
          "the number is too " + (value == 0 ? "small" : "large"));
    }
  }

  private static void collect(ASTNode node, List<Integer> positions) {
    positions.add(node.getToken().getStartPosition());
    node.getParameters().forEach(child -> collect(child, positions));
  }

  private static ExpressionException explained(String text, ParseException e) {
    int index = Math.max(0, Math.min(e.getStartPosition(), text.length()) - 1);
    String message = e.getMessage();
    String words = Character.toLowerCase(message.charAt(0)) + message.substring(1);
    if (message.startsWith("Undefined function")) {
      return ExpressionException.unknown(index, e.getTokenString(), Language.FUNCTIONS, words);
    }
    boolean whole = e.getTokenString().equals(text);
    return ExpressionException.at(
        whole ? Math.max(0, text.length() - 1) : index,
        whole ? 1 : e.getTokenString().length(),
        words);
  }

  @Override
  public String text() {
    return text;
  }

  /** The fixed values that it names, by name. */
  public Map<String, Object> given() {
    return Map.copyOf(given);
  }

  @Override
  public boolean holds(Configuration configuration) {
    try {
      Expression own = parsed.copy(); // The values are kept in it, so each evaluation has its own.
      Variables variables = (Variables) own.getDataAccessor();
      for (Map.Entry<String, String[]> name : paths.entrySet()) {
        Optional<Object> value =
            configuration
                .get(name.getKey())
                .or(() -> Optional.ofNullable(given.get(name.getKey())));
        if (value.isEmpty()) {
          return true;
        }
        variables.set(name.getValue(), value.get());
      }
      return own.evaluate().getBooleanValue();
    } catch (EvaluationException | ArithmeticException | NumberFormatException e) {
      return false; // Division by zero, the root of a negative number: not met, as documented.
    } catch (ParseException e) {
      throw new IllegalStateException("an expression was read once and not again: " + text, e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
