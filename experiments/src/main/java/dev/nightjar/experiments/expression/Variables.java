package dev.nightjar.experiments.expression;

import com.ezylang.evalex.data.DataAccessorIfc;
import com.ezylang.evalex.data.EvaluationValue;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * The values of one evaluation by dotted name, capital letters counting: {@code a.b} is the member
 * {@code b} of the structure {@code a}.
 */
final class Variables implements DataAccessorIfc {

  private final Map<String, EvaluationValue> values = new HashMap<>();

  @Override
  public EvaluationValue getData(String variable) {
    return values.get(variable);
  }

  @Override
  public void setData(String variable, EvaluationValue value) {
    values.put(variable, value);
  }

  /** Sets a parameter's value. */
  void set(String[] path, Object value) {
    Map<String, EvaluationValue> structure = values;
    for (int i = 0; i < path.length - 1; i++) {
      structure =
          structure
              .computeIfAbsent(
                  path[i],
                  part -> EvaluationValue.structureValue(new HashMap<String, EvaluationValue>()))
              .getStructureValue();
    }
    structure.put(path[path.length - 1], evaluationValue(value));
  }

  private static EvaluationValue evaluationValue(Object value) {
    if (value instanceof Long whole) {
      return EvaluationValue.numberValue(BigDecimal.valueOf(whole));
    } else if (value instanceof Double real) {
      return EvaluationValue.numberValue(BigDecimal.valueOf(real));
    } else if (value instanceof Boolean truth) {
      return EvaluationValue.booleanValue(truth);
    }
    return EvaluationValue.stringValue((String) value);
  }
}
