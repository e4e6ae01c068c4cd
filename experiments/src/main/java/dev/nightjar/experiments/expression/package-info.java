/**
 * The language of constraints: expressions over the names of parameters, such as {@code
 * model.num_layers * model.hidden_size <= 1024}.
 *
 * <p>Open {@link dev.nightjar.experiments.expression.ExpressionConstraint} first. Reading and
 * computing is EvalEx's; {@code Language} says which operators and functions there are, and {@code
 * TypeCheck} finds, before anything is computed, what can never be: unknown names, text compared
 * with a number, an expression that is no question.
 */
package dev.nightjar.experiments.expression;
