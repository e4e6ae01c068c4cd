package dev.nightjar.zoo.arbiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.run.Budget;
import dev.nightjar.search.run.StudyEnd;
import dev.nightjar.search.storage.InMemoryStorage;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialContext;
import dev.nightjar.search.trial.TrialState;
import dev.nightjar.zoo.task.EarlyStoppingSpec;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.arbiter.ComputationGraphSpace;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxCandidatesCondition;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxTimeCondition;
import org.deeplearning4j.arbiter.optimize.api.termination.TerminationCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.scoring.impl.EvaluationScoreFunction;
import org.deeplearning4j.arbiter.scoring.impl.TestSetLossScoreFunction;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.evaluation.classification.Evaluation;

class ArbiterStudyTest {

  private final Storage storage = new InMemoryStorage(Clock.systemUTC());

  @AfterEach
  void close() {
    storage.close();
  }

  private static ArbiterStudy.Builder builder(MultiLayerSpace networks) {
    return ArbiterStudy.builder("study", networks)
        .data(new TinyData())
        .score(new TestSetLossScoreFunction())
        .budget(Budget.trials(2))
        .seed(3);
  }

  private List<Trial> trials() {
    return storage.trials(storage.find("study").orElseThrow().id());
  }

  private byte[] model(Trial trial) {
    return storage
        .attachment(storage.find("study").orElseThrow().id(), trial.number(), Attachment.MODEL)
        .orElseThrow()
        .bytes();
  }

  private String cause(ArbiterStudy study) throws InterruptedException {
    study.run(storage);
    assertThat(trials()).isNotEmpty().allMatch(t -> t.state() == TrialState.FAILED);
    return ((Outcome.Failed) trials().get(0).outcome().orElseThrow()).cause();
  }

  /** What a trial found, without what the clock says. */
  private static List<Object> found(Trial trial) {
    return List.of(
        trial.spec(), trial.outcome(), trial.epochs().stream().map(EpochReport::metrics).toList());
  }

  @Test
  void searchesNetworksOfLayersAndKeepsTheBest() throws Exception {
    StudyEnd end =
        builder(TinySpaces.layers().build()).budget(Budget.trials(4)).build().run(storage);
    assertThat(end.reason()).isEqualTo(StudyEnd.Reason.MAX_TRIALS);
    assertThat(trials()).hasSize(4).allMatch(t -> t.state() == TrialState.COMPLETED);
    Trial best = end.best().orElseThrow();
    assertThat(best.epochs()).hasSize(2);
    assertThat(best.epochs().get(0).metrics()).containsOnlyKeys("score", "training.loss");
    Outcome.Completed outcome = best.completed().orElseThrow();
    double value = outcome.values().get(0);
    assertThat(value).isEqualTo(best.best(Criterion.minimize("score")).orElseThrow());
    MultiLayerNetwork network =
        ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(model(best)));
    assertThat(new TestSetLossScoreFunction().score(network, new TinyData(), Map.of()))
        .isCloseTo(value, within(1e-6));
    assertThat(outcome.metrics()).containsEntry("parameters", (double) network.numParams());
    network.close();
    String values =
        storage.attachment(1, best.number(), Attachment.DEFINITION).orElseThrow().asText();
    assertThat(values)
        .contains("'layer_0.nOut': '" + best.configuration().integer("layer_0.nOut") + "'\n");
  }

  @Test
  void anotherRunGoesOnAsIfThereHadBeenOne() throws Exception {
    builder(TinySpaces.layers().numEpochs(1).build())
        .budget(Budget.trials(11))
        .build()
        .run(storage);
    List<List<Object>> whole = trials().stream().map(ArbiterStudyTest::found).toList();
    try (Storage other = new InMemoryStorage(Clock.systemUTC())) {
      // Everything is made anew, as after a restart.
      builder(TinySpaces.layers().numEpochs(1).build()).budget(Budget.trials(8)).build().run(other);
      builder(TinySpaces.layers().numEpochs(1).build())
          .budget(Budget.trials(11))
          .build()
          .run(other);
      long id = other.find("study").orElseThrow().id();
      assertThat(other.trials(id).stream().map(ArbiterStudyTest::found)).isEqualTo(whole);
    }
  }

  @Test
  void whatIsFixedInTheSpaceMakesTheStudyToo() throws Exception {
    builder(TinySpaces.layers().build()).build().run(storage);
    assertThatThrownBy(() -> builder(TinySpaces.layers().l2(0.1).build()).build().run(storage))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("study study is stored with another definition");
    assertThatThrownBy(() -> builder(TinySpaces.layers().seed(1).build()).build().run(storage))
        .isInstanceOf(StorageException.class);
  }

  @Test
  void aSeedOfTheSpaceIsThatOfEveryTrial() throws Exception {
    ArbiterStudy own = builder(TinySpaces.layers().seed(11).build()).build();
    ArbiterStudy trials = builder(TinySpaces.layers().build()).build();
    var configuration = own.space().searchSpace().decode(new double[] {0.9, 0.5, 0.5});
    Recorder first = new Recorder(1);
    Recorder second = new Recorder(2);
    assertThat(own.objective().evaluate(configuration, first).metrics())
        .isEqualTo(own.objective().evaluate(configuration, second).metrics());
    assertThat(trials.objective().evaluate(configuration, first).metrics())
        .isEqualTo(trials.objective().evaluate(configuration, first).metrics())
        .isNotEqualTo(trials.objective().evaluate(configuration, second).metrics());
  }

  private record Recorder(long seed) implements TrialContext {
    @Override
    public int number() {
      return 0;
    }

    @Override
    public Decision report(EpochReport report) {
      return Decision.CONTINUE;
    }
  }

  @Test
  void searchesGraphsAndMaximizes() throws Exception {
    ComputationGraphSpace graphs = TinySpaces.graph().build();
    EvaluationScoreFunction accuracy = new EvaluationScoreFunction(Evaluation.Metric.ACCURACY);
    StudyEnd end =
        ArbiterStudy.builder("study", graphs)
            .data(new TinyData())
            .score(accuracy)
            .strategy(ArbiterStrategy.random())
            .budget(Budget.trials(3))
            .slots(2)
            .build()
            .run(storage);
    Trial best = end.best().orElseThrow();
    double value = best.completed().orElseThrow().values().get(0);
    assertThat(value)
        .isEqualTo(
            trials().stream()
                .mapToDouble(t -> t.completed().orElseThrow().values().get(0))
                .max()
                .orElseThrow())
        .isEqualTo(best.best(Criterion.maximize("score")).orElseThrow());
    assertThat(best.configuration().values())
        .containsOnlyKeys("updater.learningRate", "hidden.nOut");
    ComputationGraph network =
        ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(model(best)));
    assertThat(accuracy.score(network, new TinyData(), Map.of())).isEqualTo(value);
    network.close();
  }

  @Test
  void aPrunerEndsTrainings() throws Exception {
    builder(TinySpaces.layers().build())
        .pruner(
            (trial, history) -> trial.number() == 1 ? new Decision.Stop("odd") : Decision.CONTINUE)
        .build()
        .run(storage);
    assertThat(trials().get(0).state()).isEqualTo(TrialState.COMPLETED);
    assertThat(trials().get(1).outcome()).contains(new Outcome.Pruned("odd"));
    assertThat(trials().get(1).epochs()).hasSize(1);
  }

  @Test
  void patienceEndsTrainings() throws Exception {
    builder(TinySpaces.descent(0).numEpochs(50).build())
        .earlyStopping(new EarlyStoppingSpec(3, 0))
        .build()
        .run(storage);
    assertThat(trials()).hasSize(2).allMatch(t -> t.epochs().size() == 4);
    assertThat(trials().get(0).completed().orElseThrow().bestEpoch()).isEqualTo(OptionalInt.of(1));
  }

  @Test
  void stoppingConditionsOfTheSpaceEndTrainings() throws Exception {
    EarlyStoppingConfiguration<MultiLayerNetwork> conditions =
        new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
            .epochTerminationConditions(new MaxEpochsTerminationCondition(5))
            .evaluateEveryNEpochs(2)
            .scoreCalculator(new DataSetLossCalculator(TinyData.points(4, 16), true))
            .build();
    MultiLayerSpace networks =
        TinySpaces.layers().earlyStoppingConfiguration(conditions).numEpochs(1).build();
    builder(networks).build().run(storage);
    for (Trial trial : trials()) {
      List<EpochReport> epochs = trial.epochs();
      assertThat(epochs).hasSize(5);
      assertThat(epochs.stream().map(e -> e.metric("early_stopping.score").isPresent()))
          .containsExactly(true, false, true, false, true);
      int best = trial.completed().orElseThrow().bestEpoch().orElseThrow();
      assertThat(epochs.get(best - 1).metric("early_stopping.score"))
          .isEqualTo(trial.best(Criterion.minimize("early_stopping.score")));
      assertThat(trial.completed().orElseThrow().values().get(0))
          .isEqualTo(epochs.get(best - 1).metric("score").orElseThrow());
    }
    assertThatThrownBy(() -> builder(networks).slots(2).build())
        .hasMessage(
            "study study: the space's EarlyStoppingConfiguration remembers what it saw, so it"
                + " cannot serve 2 trials at once; use slots(1), or earlyStopping(...) of this"
                + " builder instead");
  }

  @Test
  void aLossThatIsNoNumberFailsTheTrial() throws Exception {
    builder(TinySpaces.descent(1e38).build()).budget(Budget.trials(5)).build().run(storage);
    assertThat(trials().stream().flatMap(t -> t.outcome().stream()))
        .contains(
            new Outcome.Failed(
                "diverged at epoch 1: the training loss after batch 2 is NaN; lower the learning"
                    + " rate or clip gradients harder"));
  }

  @Test
  void aNetworkThatCannotBeMadeFailsTheTrial() throws Exception {
    MultiLayerSpace impossible = TinySpaces.layers().build();
    impossible.getLayerSpaces().clear();
    assertThat(cause(builder(impossible).build()))
        .startsWith("Arbiter cannot make a network of these values: ");
  }

  @Test
  void takesASourceAndMissesItsData() throws Exception {
    Properties properties = new Properties();
    properties.setProperty("count", "32");
    ArbiterStudy.Builder builder = builder(TinySpaces.layers().build());
    builder.build().run(storage);
    List<List<Object>> provided = trials().stream().map(ArbiterStudyTest::found).toList();
    try (Storage other = new InMemoryStorage(Clock.systemUTC())) {
      builder.data(TinyData.Source.class, properties).build().run(other);
      assertThat(other.trials(1).stream().map(ArbiterStudyTest::found)).isEqualTo(provided);
    }
    properties.setProperty("count", "0");
    storage.rename("study", "provided");
    assertThat(cause(builder.data(TinyData.Source.class, properties).build()))
        .isEqualTo(
            "epoch 1 has no batches: the training data is empty, or is one iterator that cannot be"
                + " reset; give a new iterator each time it is asked for");
  }

  @Test
  @SuppressWarnings("deprecation") // Arbiter's older way, which is what most programs use.
  void takesWhatWasConfiguredForArbitersRunner() throws Exception {
    OptimizationConfiguration configuration =
        new OptimizationConfiguration.Builder()
            .candidateGenerator(
                new RandomSearchGenerator(TinySpaces.layers().build(), Map.of("fold", 1)))
            .dataProvider(new TinyData())
            .scoreFunction(new TestSetLossScoreFunction())
            .rngSeed(3)
            .terminationConditions(
                new MaxCandidatesCondition(2), new MaxTimeCondition(5, TimeUnit.MINUTES))
            .build();
    ArbiterStudy.builder("study", configuration).build().run(storage);
    List<List<Object>> configured = trials().stream().map(ArbiterStudyTest::found).toList();
    storage.rename("study", "configured");
    builder(TinySpaces.layers().build()).build().run(storage);
    assertThat(configured)
        .hasSize(2)
        .isEqualTo(trials().stream().map(ArbiterStudyTest::found).toList());
  }

  @Test
  void saysWhatIsMissingOrUnknown() {
    ArbiterStudy.Builder blank = ArbiterStudy.builder("study", TinySpaces.layers().build());
    assertThatThrownBy(blank::build).hasMessage("study study has no data: call data(...)");
    assertThatThrownBy(() -> blank.data(new TinyData()).build())
        .hasMessage("study study has no score function: call score(...)");
    assertThatThrownBy(() -> ArbiterStudy.builder("a b", TinySpaces.layers().build()))
        .hasMessage("\"a b\" is no name for a study; allowed are letters, digits, and . _ -");
    OptimizationConfiguration configuration = new OptimizationConfiguration();
    assertThatThrownBy(() -> ArbiterStudy.builder("study", configuration))
        .hasMessage(
            "the OptimizationConfiguration has no candidate generator, which would hold the space");
    configuration.setCandidateGenerator(new RandomSearchGenerator(TinySpaces.layers().build()));
    assertThatThrownBy(() -> ArbiterStudy.builder("study", configuration))
        .hasMessage("the OptimizationConfiguration has no data provider and no data source");
    configuration.setDataProvider(new TinyData());
    assertThatThrownBy(() -> ArbiterStudy.builder("study", configuration))
        .hasMessage("the OptimizationConfiguration has no score function");
    configuration.setScoreFunction(new TestSetLossScoreFunction());
    configuration.setTerminationConditions(List.of(new Never()));
    assertThatThrownBy(() -> ArbiterStudy.builder("study", configuration))
        .hasMessage(
            "termination condition dev.nightjar.zoo.arbiter.ArbiterStudyTest$Never has no"
                + " counterpart; allowed are MaxCandidatesCondition and MaxTimeCondition; leave it"
                + " out and interrupt the thread that runs the study instead");
  }

  private static final class Never implements TerminationCondition {
    @Override
    public void initialize(IOptimizationRunner runner) {}

    @Override
    public boolean terminate(IOptimizationRunner runner) {
      return false;
    }
  }
}
