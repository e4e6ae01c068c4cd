package dev.nightjar.zoo.arbiter;

import dev.nightjar.search.pruning.Pruner;
import dev.nightjar.search.run.Budget;
import dev.nightjar.search.run.InProcessExecutor;
import dev.nightjar.search.run.StudyEnd;
import dev.nightjar.search.run.StudyLauncher;
import dev.nightjar.search.run.StudyListener;
import dev.nightjar.search.run.StudyPlan;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.tpe.TpeStrategy;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.zoo.task.EarlyStoppingSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.deeplearning4j.arbiter.BaseNetworkSpace;
import org.deeplearning4j.arbiter.ComputationGraphSpace;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;

/**
 * The search of an Arbiter space of networks: by any strategy, pruned, stored, in this process.
 *
 * <pre>{@code
 * StudyEnd end =
 *     ArbiterStudy.builder("names", space)
 *         .data(provider)
 *         .score(new TestSetLossScoreFunction())
 *         .budget(Budget.trials(40))
 *         .build()
 *         .run(storage);
 * }</pre>
 *
 * <p>A study may be run again, after it was interrupted or with a larger budget, in this JVM or
 * another: it goes on where it ended. Changing the space, the score function or the seed makes
 * another study, which needs another name; the data is the user's to keep the same.
 */
public final class ArbiterStudy {

  private final ArbiterSpace<?> space;
  private final ArbiterObjective objective;
  private final StudyDefinition definition;
  private final StudyPlan plan;
  private final int slots;
  private final StudyListener listener;

  private ArbiterStudy(Builder builder, ArbiterData data, ScoreFunction score) {
    this.space = new ArbiterSpace<>(builder.networks);
    this.objective = ArbiterObjective.of(space, data, score, builder.earlyStopping);
    this.definition =
        StudyDefinition.inCode(
            builder.name,
            space.searchSpace(),
            List.of(objective.criterion()),
            builder.seed,
            identity(builder.networks, score, builder.earlyStopping));
    this.plan =
        new StudyPlan(
            builder.strategy, builder.pruner, builder.budget, builder.keepModels, this::describe);
    this.slots = builder.slots;
    this.listener = builder.listener;
  }

  /** A study of networks made of layers. */
  public static Builder builder(String name, MultiLayerSpace networks) {
    return new Builder(name, networks);
  }

  /** A study of networks that are graphs. */
  public static Builder builder(String name, ComputationGraphSpace networks) {
    return new Builder(name, networks);
  }

  /**
   * The study of what was configured for Arbiter's runner: space, data, score function, seed, and
   * the termination conditions as the budget. The strategy is the one of this class, not Arbiter's
   * generator; its result saver is not used, as models are stored with their trials.
   *
   * @throws IllegalArgumentException if the space is not one of networks, data or score function is
   *     missing, or a termination condition is not about a number of candidates or a time
   */
  public static Builder builder(String name, OptimizationConfiguration configuration) {
    return ConfiguredStudy.builder(name, configuration);
  }

  /** What is searched. */
  public ArbiterSpace<?> space() {
    return space;
  }

  /** What is optimised. */
  public ArbiterObjective objective() {
    return objective;
  }

  /** The study as it is stored. */
  public StudyDefinition definition() {
    return definition;
  }

  /**
   * Runs or continues the study until its budget, its space or patience with failures ends it.
   *
   * @param storage keeps trials, epochs and models
   * @throws dev.nightjar.search.storage.StorageException if another study of this name is stored,
   *     or another process runs it, or something cannot be stored
   * @throws InterruptedException if this thread is interrupted while it waits
   */
  public StudyEnd run(Storage storage) throws InterruptedException {
    try (InProcessExecutor executor = new InProcessExecutor(objective, slots)) {
      return StudyLauncher.run(storage, definition, plan, executor, listener);
    }
  }

  /** A trial's values as Arbiter has them, as YAML. */
  private String describe(Configuration configuration) {
    StringBuilder yaml = new StringBuilder();
    space
        .describe(configuration)
        .forEach(
            (name, value) ->
                yaml.append('\'')
                    .append(name.replace("'", "''"))
                    .append("': '")
                    .append(value.replace("'", "''"))
                    .append("'\n"));
    return yaml.toString();
  }

  /** What else makes the study: all that is fixed in the space, said the same in every process. */
  private static String identity(
      BaseNetworkSpace<?> networks, ScoreFunction score, EarlyStoppingSpec earlyStopping) {
    return Labels.withoutIdentities(networks.toString())
        + "\nseed "
        + networks.getSeed()
        + "\nscore "
        + score.getClass().getName()
        + "\n"
        + earlyStopping;
  }

  /** What makes a study; see {@link ArbiterStudy}. */
  public static final class Builder {
    private final String name;
    private final BaseNetworkSpace<?> networks;
    private Optional<ArbiterData> data = Optional.empty();
    private Optional<ScoreFunction> score = Optional.empty();
    private Strategy strategy = new TpeStrategy();
    private Pruner pruner = Pruner.NONE;
    private EarlyStoppingSpec earlyStopping = EarlyStoppingSpec.OFF;
    private Budget budget = Budget.trials(100);
    private long seed;
    private int slots = 1;
    private int keepModels = StudyPlan.DEFAULT_KEEP_MODELS;
    private StudyListener listener = StudyListener.SILENT;

    Builder(String name, BaseNetworkSpace<?> networks) {
      this.name = StudyDefinition.requireName(name);
      this.networks = networks;
    }

    /** Where the data comes from; required. */
    public Builder data(ArbiterData from) {
      this.data = Optional.of(from);
      return this;
    }

    /** Data of a provider that needs no parameters. */
    @SuppressWarnings("deprecation") // Arbiter's older way, which is what most programs use.
    public Builder data(DataProvider provider) {
      return data(new ArbiterData.Provider(provider, Map.of()));
    }

    /** Data of a source that is made anew for each training, and configured. */
    public Builder data(Class<? extends DataSource> source, Properties properties) {
      return data(new ArbiterData.Source(source, Optional.of(properties)));
    }

    /** What is optimised; required. */
    public Builder score(ScoreFunction function) {
      this.score = Optional.of(function);
      return this;
    }

    /** Suggests configurations; the tree-structured Parzen estimator by default. */
    public Builder strategy(Strategy by) {
      this.strategy = by;
      return this;
    }

    /** Stops trials that are worse than others at the same epoch; by default none. */
    public Builder pruner(Pruner by) {
      this.pruner = by;
      return this;
    }

    /** Ends trainings whose score no longer gets better; by default they run to their end. */
    public Builder earlyStopping(EarlyStoppingSpec spec) {
      this.earlyStopping = spec;
      return this;
    }

    /** When the study ends; after 100 trials by default. */
    public Builder budget(Budget limits) {
      this.budget = limits;
      return this;
    }

    /** Seeds suggestions, and trainings where the Arbiter space has no seed; 0 by default. */
    public Builder seed(long value) {
      this.seed = value;
      return this;
    }

    /**
     * How many trials run side by side, 1 by default. With more, every call for data must give an
     * iterator of its own.
     */
    public Builder slots(int count) {
      this.slots = count;
      return this;
    }

    /** How many of the best trials keep their network, at least 0; 10 by default. */
    public Builder keepModels(int count) {
      this.keepModels = count;
      return this;
    }

    /** Hears what happens; by default nobody does. */
    public Builder listener(StudyListener of) {
      this.listener = of;
      return this;
    }

    /**
     * The study.
     *
     * @throws IllegalArgumentException if data or score function is missing, the space has nothing
     *     to search, or its early stopping would be shared by trials that run side by side
     */
    public ArbiterStudy build() {
      if (slots > 1 && hasSharedConditions()) {
        throw new IllegalArgumentException(
            "study "
                + name
                + ": the space's EarlyStoppingConfiguration remembers what it saw, so it cannot serve "
                + slots
                + " trials at once; use slots(1), or earlyStopping(...) of this builder instead");
      }
      return new ArbiterStudy(
          this,
          data.orElseThrow(() -> missing("data: call data(...)")),
          score.orElseThrow(() -> missing("score function: call score(...)")));
    }

    private boolean hasSharedConditions() {
      return networks instanceof MultiLayerSpace layers
          ? layers.getEarlyStoppingConfiguration() != null
          : ((ComputationGraphSpace) networks).getEarlyStoppingConfiguration() != null;
    }

    private IllegalArgumentException missing(String what) {
      return new IllegalArgumentException("study " + name + " has no " + what);
    }
  }
}
