package dev.nightjar.experiments.expression;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.operators.InfixOperator;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.operators.arithmetic.InfixPowerOfOperator;
import com.ezylang.evalex.parser.Token;
import java.math.BigDecimal;

/**
 * Powers of up to {@value #MOST_DIGITS} digits before or after the point. Decimal numbers may have
 * hundreds of millions, and what then wants all of them, such as another power, does not end.
 */
@InfixOperator(precedence = OperatorIfc.OPERATOR_PRECEDENCE_POWER, leftAssociative = false)
final class BoundedPower extends InfixPowerOfOperator {

  /** Parameters have at most 309 digits. */
  static final int MOST_DIGITS = 1000;

  @Override
  public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... operands)
      throws EvaluationException {
    BigDecimal base = operands[0].getNumberValue();
    double digits =
        Math.log10(Math.abs(base.doubleValue())) * operands[1].getNumberValue().doubleValue();
    if (base.signum() != 0 && !(Math.abs(digits) <= MOST_DIGITS)) {
      throw new EvaluationException(token, "a number of more than " + MOST_DIGITS + " digits");
    }
    return super.evaluate(expression, token, operands);
  }
}
