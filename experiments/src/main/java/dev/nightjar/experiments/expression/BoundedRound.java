package dev.nightjar.experiments.expression;

import com.ezylang.evalex.Expression;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.FunctionParameter;
import com.ezylang.evalex.functions.basic.RoundFunction;
import com.ezylang.evalex.parser.Token;
import java.math.BigDecimal;

/**
 * Rounds to any number of digits; those after {@value BoundedPower#MOST_DIGITS} are not written
 * out, since no number has them.
 */
@FunctionParameter(name = "value")
@FunctionParameter(name = "scale")
final class BoundedRound extends RoundFunction {

  private static final BigDecimal MOST = BigDecimal.valueOf(BoundedPower.MOST_DIGITS);

  @Override
  public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... values) {
    BigDecimal scale = values[1].getNumberValue().min(MOST).max(MOST.negate());
    return super.evaluate(expression, token, values[0], expression.convertValue(scale));
  }
}
