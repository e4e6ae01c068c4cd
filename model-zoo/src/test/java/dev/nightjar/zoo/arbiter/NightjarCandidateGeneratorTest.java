package dev.nightjar.zoo.arbiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.strategy.SimulatedStudy;
import dev.nightjar.search.strategy.tpe.TpeStrategy;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialState;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.deeplearning4j.arbiter.DL4JConfiguration;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.layers.DenseLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.TaskCreator;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxCandidatesCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.CandidateStatus;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.LocalOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.listener.StatusListener;
import org.deeplearning4j.arbiter.scoring.impl.TestSetLossScoreFunction;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.junit.jupiter.api.Test;

class NightjarCandidateGeneratorTest {

  private static final ScoreFunction LOSS = new TestSetLossScoreFunction();

  /** Tasks that say how wide the first layer is, and fail at a width of 3; they train nothing. */
  private static final class Widths implements TaskCreator {
    @Override
    @SuppressWarnings({"rawtypes", "deprecation"}) // The types Arbiter gives it.
    public Callable<OptimizationResult> create(
        Candidate candidate,
        DataProvider provider,
        ScoreFunction score,
        List<StatusListener> listeners,
        IOptimizationRunner runner) {
      return () -> result(candidate);
    }

    @Override
    @SuppressWarnings("rawtypes") // The type Arbiter gives it.
    public Callable<OptimizationResult> create(
        Candidate candidate,
        Class<? extends DataSource> source,
        Properties properties,
        ScoreFunction score,
        List<StatusListener> listeners,
        IOptimizationRunner runner) {
      return () -> result(candidate);
    }
  }

  private static long width(Candidate<?> candidate) {
    DL4JConfiguration configuration = (DL4JConfiguration) candidate.getValue();
    return ((DenseLayer) configuration.getMultiLayerConfiguration().getConf(0).getLayer())
        .getNOut();
  }

  private static OptimizationResult result(Candidate<?> candidate) {
    boolean fails = width(candidate) == 3;
    CandidateStatus status = fails ? CandidateStatus.Failed : CandidateStatus.Complete;
    Double score = fails ? null : (double) width(candidate);
    String trace = fails ? "java.lang.Exception: three is too much\n\tat there" : null;
    CandidateInfo info =
        new CandidateInfo(
            candidate.getIndex(), status, score, 0L, 0L, 0L, candidate.getFlatParameters(), trace);
    return new OptimizationResult(candidate, score, candidate.getIndex(), null, info, null);
  }

  private static double loss(Configuration configuration) {
    return configuration.number("layer_0.nOut");
  }

  @Test
  @SuppressWarnings("deprecation") // Arbiter's older way, which is what most programs use.
  void arbitersRunnerSearchesWithOurStrategyAndTellsItOfFailures() {
    NightjarCandidateGenerator generator =
        new NightjarCandidateGenerator(
            TinySpaces.layers().build(), new TpeStrategy(), LOSS, Map.of("fold", 1));
    OptimizationConfiguration configuration =
        new OptimizationConfiguration.Builder()
            .candidateGenerator(generator)
            .dataProvider(new TinyData())
            .scoreFunction(LOSS)
            .rngSeed(5)
            .terminationConditions(new MaxCandidatesCondition(25))
            .build();
    LocalOptimizationRunner runner = new LocalOptimizationRunner(configuration, new Widths());
    runner.addListeners(generator.listener());
    runner.execute();
    assertThat(runner.bestScore()).isEqualTo(2.0);
    List<Trial> trials = generator.trials();
    assertThat(trials).hasSizeGreaterThanOrEqualTo(25);
    assertThat(trials.stream().filter(t -> loss(t.configuration()) == 3))
        .isNotEmpty()
        .allMatch(
            t ->
                t.outcome()
                    .orElseThrow()
                    .toString()
                    .contains("java.lang.Exception: three is too much"));
    assertThat(trials.stream().filter(t -> loss(t.configuration()) != 3).limit(20))
        .allMatch(t -> t.completed().orElseThrow().values().get(0) == loss(t.configuration()));
    assertThat(runner.numCandidatesFailed()).isPositive();
  }

  @Test
  void suggestsWhatAStudyOfTheSameSeedWould() {
    MultiLayerSpace networks = TinySpaces.layers().build();
    NightjarCandidateGenerator generator =
        new NightjarCandidateGenerator(networks, new TpeStrategy(), LOSS);
    generator.setRngSeed(7);
    for (int i = 0; i < 15; i++) {
      // The runner asks before it knows what came of the candidate before.
      assertThat(generator.hasMoreCandidates()).isTrue();
      Candidate<?> candidate = generator.getCandidate();
      assertThat(candidate.getIndex()).isEqualTo(i);
      assertThat(generator.hasMoreCandidates()).isTrue();
      generator.reportResults(
          new OptimizationResult(candidate, (double) width(candidate), i, null, null, null));
    }
    SimulatedStudy study =
        SimulatedStudy.minimizing(
                new ArbiterSpace<>(networks).searchSpace(), NightjarCandidateGeneratorTest::loss, 7)
            .run(new TpeStrategy(), 15);
    assertThat(generator.trials().stream().map(Trial::configuration))
        .isEqualTo(study.configurations());
  }

  @Test
  void aScoreThatIsNoNumberIsAFailure() {
    NightjarCandidateGenerator generator =
        new NightjarCandidateGenerator(TinySpaces.layers().build(), new RandomStrategy(), LOSS);
    Candidate<?> candidate = generator.getCandidate();
    generator.reportResults(new OptimizationResult(candidate, Double.NaN, 0, null, null, null));
    assertThat(generator.trials().get(0).state()).isEqualTo(TrialState.FAILED);
    assertThat(generator.trials().get(0).outcome().toString()).contains("the score is NaN");
    assertThatThrownBy(() -> generator.setRngSeed(1))
        .hasMessage("the seed must be set before the first candidate is made");
  }

  @Test
  void endsWhenEverythingWasTried() {
    MultiLayerSpace two =
        new MultiLayerSpace.Builder()
            .addLayer(
                new DenseLayerSpace.Builder()
                    .nIn(2)
                    .nOut(new DiscreteParameterSpace<>(2, 4))
                    .build())
            .validateOutputLayerConfig(false)
            .build();
    NightjarCandidateGenerator generator =
        new NightjarCandidateGenerator(two, new RandomStrategy(), LOSS);
    assertThat(List.of(width(generator.getCandidate()), width(generator.getCandidate())))
        .containsExactlyInAnyOrder(2L, 4L);
    assertThat(generator.hasMoreCandidates()).isFalse();
    assertThatThrownBy(generator::getCandidate)
        .hasMessage("every configuration of the space was tried");
  }

  @Test
  void doesNotGoOnForEverWhenNoNetworkCanBeMade() {
    MultiLayerSpace impossible = TinySpaces.layers().build();
    impossible.getLayerSpaces().clear();
    NightjarCandidateGenerator generator =
        new NightjarCandidateGenerator(impossible, new RandomStrategy(), LOSS);
    for (int i = 0; i < 9; i++) {
      assertThat(generator.getCandidate().getException()).isNotNull();
    }
    assertThatThrownBy(generator::getCandidate)
        .hasMessageStartingWith("10 candidates in a row could not be made, the last because: ");
    assertThat(generator.trials()).allMatch(t -> t.state() == TrialState.FAILED);
  }
}
