package dev.nightjar.experiments.worker;

import dev.nightjar.experiments.definition.ExecutorSpec;
import dev.nightjar.search.run.TrialExecutor;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Opens executors that run trials elsewhere than on this host. Implementations are registered as
 * services, in jars of their own, so that the application needs none of what they need.
 */
public interface TrialExecutorProvider {

  /** Which {@link ExecutorSpec#type} it opens, such as {@code spark}. */
  String type();

  /**
   * Connects to where trials will run.
   *
   * @param spec what the experiment file says of it
   * @param workers the worker processes that run trials there; their JVM is that host's
   * @param study the study's name, for people who look at the cluster
   * @throws ExecutorUnavailableException if it cannot be used; the message says what can be done
   */
  TrialExecutor open(ExecutorSpec spec, WorkerSettings workers, String study);

  /** The provider of a type; empty if the class path has none. */
  static Optional<TrialExecutorProvider> ofType(String type) {
    return ServiceLoader.load(TrialExecutorProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.type().equals(type))
        .findFirst();
  }
}
