package dev.nightjar.experiments.worker;

import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/**
 * Builds what a worker computes from a resolved definition. Every worker, wherever it runs, builds
 * its objective with one of these, since a lambda cannot cross a process. Implementations are
 * registered as services and chosen by {@link #type}, so only a class on the class path can ever be
 * loaded, whatever a message says.
 */
public interface ObjectiveFactory {

  /** The type of program this factory builds, such as {@code training}. */
  String type();

  /**
   * Loads the data and prepares to run trials; called once in a worker.
   *
   * @param definition the resolved definition
   * @throws Exception if the definition or its data cannot be used; the message is shown to people
   */
  TrialProgram create(String definition) throws Exception;

  /**
   * The factory of a type.
   *
   * @throws IllegalArgumentException if the class path has none
   */
  static ObjectiveFactory ofType(String type) {
    Set<String> known = new TreeSet<>();
    for (ObjectiveFactory factory : ServiceLoader.load(ObjectiveFactory.class)) {
      if (factory.type().equals(type)) {
        return factory;
      }
      known.add(factory.type());
    }
    throw new IllegalArgumentException(
        "no program of type " + type + " is on the class path; there are " + known);
  }
}
