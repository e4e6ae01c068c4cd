package dev.nightjar.experiments.definition;

import java.util.Optional;

/** What a parameter may be before a file says which of that is searched. */
interface ParameterDomain {

  /** What is allowed, in words that follow "should be". */
  String describe();

  /** How it may be written in a file. */
  String example();

  /** What to do for a parameter that is not to be searched. */
  String howToFix();

  /** Whether it is a number, so that a range makes sense at all. */
  boolean isNumber();

  /** Whether ranges of whole numbers, or of real ones, may be searched. */
  boolean hasRange(boolean whole);

  /** The smallest number allowed (inclusive). */
  double min();

  /** The largest number allowed (inclusive). */
  double max();

  /** A value in the parameter's own type; empty after recording a problem. */
  Optional<Object> read(YamlNode node);

  /** A value in the parameter's own type; empty if it has another. */
  Optional<Object> convert(Object value);
}
