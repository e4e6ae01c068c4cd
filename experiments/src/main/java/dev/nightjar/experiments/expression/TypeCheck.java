package dev.nightjar.experiments.expression;

import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.Token;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the types in the tree of an expression, and the names that it uses. */
final class TypeCheck {

  /** Exponents of more digits would make numbers of as many. */
  private static final Pattern DECIMAL =
      Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

  private final Map<String, Optional<ValueType>> types;
  private final Set<String> names = new LinkedHashSet<>();

  /**
   * A check of one expression.
   *
   * @param types of what may be named; empty of what has values of several types
   */
  TypeCheck(Map<String, Optional<ValueType>> types) {
    this.types = types;
  }

  /** The names that the checked expression uses, each once. */
  Set<String> names() {
    return names;
  }

  /**
   * The type of an expression.
   *
   * @throws ExpressionException if it, or a part of it, makes no sense
   */
  ValueType of(ASTNode node) {
    Token token = node.getToken();
    return switch (token.getType()) {
      case NUMBER_LITERAL -> number(token);
      case STRING_LITERAL -> ValueType.TEXT;
      case VARIABLE_OR_CONSTANT, STRUCTURE_SEPARATOR -> named(node);
      case PREFIX_OPERATOR -> {
        ValueType operand = token.getValue().equals("!") ? ValueType.TRUTH : ValueType.NUMBER;
        require(node.getParameters().get(0), operand, token);
        yield operand;
      }
      case INFIX_OPERATOR -> infix(node);
      case FUNCTION -> {
        node.getParameters().forEach(argument -> require(argument, ValueType.NUMBER, token));
        yield ValueType.NUMBER;
      }
      default ->
          throw ExpressionException.at(
              index(token), token.getValue().length(), quote(token) + " cannot stand here");
    };
  }

  private static ValueType number(Token token) {
    if (!DECIMAL.matcher(token.getValue()).matches()) {
      throw ExpressionException.at(
          index(token),
          token.getValue().length(),
          token.getValue() + " is no number; numbers are written like 12, 0.5 or 1e-3");
    }
    return ValueType.NUMBER;
  }

  private ValueType infix(ASTNode node) {
    Token token = node.getToken();
    String operator = token.getValue();
    ASTNode left = node.getParameters().get(0);
    ASTNode right = node.getParameters().get(1);
    if (Language.EQUALITY.contains(operator)) {
      ValueType a = of(left);
      ValueType b = of(right);
      if (a != b) {
        throw ExpressionException.at(
            index(token),
            operator.length(),
            quote(token) + " compares " + a.words() + " with " + b.words());
      }
      return ValueType.TRUTH;
    }
    boolean logic = Language.LOGIC.contains(operator);
    ValueType operands = logic ? ValueType.TRUTH : ValueType.NUMBER;
    require(left, operands, token);
    require(right, operands, token);
    return logic || Language.ORDER.contains(operator) ? ValueType.TRUTH : ValueType.NUMBER;
  }

  private void require(ASTNode operand, ValueType expected, Token by) {
    ValueType actual = of(operand);
    if (actual != expected) {
      String part = describe(operand);
      throw ExpressionException.at(
          start(operand),
          part.length(),
          quote(by) + " needs " + expected.words() + ", but " + part + " is " + actual.words());
    }
  }

  private ValueType named(ASTNode node) {
    String name = dotted(node);
    if (name.equalsIgnoreCase("true") || name.equalsIgnoreCase("false")) {
      return ValueType.TRUTH;
    }
    Optional<ValueType> type = types.get(name);
    if (type == null) {
      throw ExpressionException.unknown(
          start(node), name, List.copyOf(types.keySet()), "there is no parameter \"" + name + '"');
    }
    for (String other : names) {
      if (other.startsWith(name + ".") || name.startsWith(other + ".")) {
        throw ExpressionException.at(
            start(node), name.length(), name + " and " + other + " cannot stand together");
      }
    }
    names.add(name);
    return type.orElseThrow(
        () ->
            ExpressionException.at(
                start(node),
                name.length(),
                name + " has values of several types, so nothing can be computed with it"));
  }

  private static String dotted(ASTNode node) {
    return node.getToken().getType() == Token.TokenType.STRUCTURE_SEPARATOR
        ? dotted(node.getParameters().get(0)) + "." + dotted(node.getParameters().get(1))
        : node.getToken().getValue();
  }

  /** The name or the literal, or the operator that a longer part is made by. */
  private static String describe(ASTNode node) {
    return switch (node.getToken().getType()) {
      case STRUCTURE_SEPARATOR -> dotted(node);
      case STRING_LITERAL -> '"' + node.getToken().getValue() + '"';
      default -> node.getToken().getValue();
    };
  }

  /** Of a name its first letter, of anything else its own sign. */
  private static int start(ASTNode node) {
    return node.getToken().getType() == Token.TokenType.STRUCTURE_SEPARATOR
        ? start(node.getParameters().get(0))
        : index(node.getToken());
  }

  private static int index(Token token) {
    return token.getStartPosition() - 1;
  }

  private static String quote(Token token) {
    return '"' + token.getValue() + '"';
  }
}
