/**
 * What is searched: parameters, the conditions between them, and the configurations chosen from
 * them.
 *
 * <p>Open {@link dev.nightjar.search.space.SearchSpace} first. A {@link
 * dev.nightjar.search.space.Parameter} maps its values to the unit interval and back, so strategies
 * work on the unit cube and never on units of measure. Values are {@link java.lang.Double} for
 * floats, {@link java.lang.Long} for integers, and {@link java.lang.String}, {@link
 * java.lang.Boolean}, {@link java.lang.Long} or {@link java.lang.Double} for categories. A {@link
 * dev.nightjar.search.space.Constraint} cuts the space by a rule over several parameters.
 */
package dev.nightjar.search.space;
