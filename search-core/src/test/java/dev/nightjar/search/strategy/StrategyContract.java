package dev.nightjar.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.Constraint;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every strategy promises. A strategy's test extends this and adds what is its own; one of a
 * strategy that cannot search every space says which it is to be tried on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StrategyContract {

  /** A fresh strategy. */
  protected abstract Strategy create();

  /** A fresh strategy for a study of this seed, where it takes the seed itself. */
  protected Strategy create(long studySeed) {
    return create();
  }

  /** How many trials the strategy needs before it no longer draws at random, and some more. */
  protected int trials() {
    return 45;
  }

  /** From how many seeds what holds for every seed is tried. */
  protected int repeats() {
    return 5;
  }

  /** Spaces of every kind that the strategy can search. */
  protected Stream<TestProblems.Problem> problems() {
    return TestProblems.kinds().stream();
  }

  /** The most varied space that the strategy can search. */
  protected TestProblems.Problem varied() {
    return TestProblems.recurrent();
  }

  /** Another one. */
  protected TestProblems.Problem other() {
    return TestProblems.branin();
  }

  /** A space of 64 configurations. */
  protected TestProblems.Problem finite() {
    return TestProblems.sixtyFour();
  }

  /** A space of one configuration. */
  protected SearchSpace single() {
    return SearchSpace.of(CategoricalParameter.of("only", "this"));
  }

  private static SimulatedStudy study(TestProblems.Problem problem, long seed) {
    return SimulatedStudy.minimizing(problem.space(), problem.function(), seed);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void suggestsInsideTheSpaceWithActiveParametersOnly(TestProblems.Problem problem) {
    for (long seed = 0; seed < repeats(); seed++) {
      assertThat(study(problem, seed).run(create(), trials()).configurations())
          .hasSize(trials())
          .allMatch(problem.space()::contains);
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void sameSeedGivesTheSameTrialsAndAnotherSeedOthers(TestProblems.Problem problem) {
    List<Trial> trials = study(problem, 1).run(create(1), trials()).trials();
    assertThat(study(problem, 1).run(create(1), trials()).trials()).isEqualTo(trials);
    assertThat(study(problem, 2).run(create(2), trials()).configurations())
        .isNotEqualTo(trials.stream().map(Trial::configuration).toList());
  }

  @Test
  void anotherProcessSuggestsTheSame() throws IOException, InterruptedException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                SuggestionPrinter.class.getName(),
                getClass().getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(printed).isEqualTo(SuggestionPrinter.text(this)).hasLineCount(30);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void aFreshStrategyContinuesAsTheOldOneWouldHave(TestProblems.Problem problem) {
    assertThat(study(problem, 3).run(this::create, trials(), 1).trials())
        .isEqualTo(study(problem, 3).run(create(), trials()).trials());
  }

  @Test
  void oneStrategyMayServeSeveralStudies() {
    TestProblems.Problem first = varied();
    TestProblems.Problem second = other();
    Strategy strategy = create();
    SimulatedStudy a = study(first, 4);
    SimulatedStudy b = study(second, 5);
    SimulatedStudy c = study(second, 6);
    for (int i = 0; i < trials(); i++) {
      a.run(strategy, 1);
      b.run(strategy, 1);
      c.run(strategy, 1);
    }
    assertThat(a.trials()).isEqualTo(study(first, 4).run(create(), trials()).trials());
    assertThat(b.trials()).isEqualTo(study(second, 5).run(create(), trials()).trials());
    assertThat(c.trials()).isEqualTo(study(second, 6).run(create(), trials()).trials());
  }

  @Test
  void leavesTheHistoryAsItWas() {
    SimulatedStudy study = study(varied(), 7).run(create(), trials());
    List<Trial> before = study.trials();
    int size = study.history().size();
    create().suggest(study.history(), Seeds.ofSuggestion(7, size));
    assertThat(study.trials()).isEqualTo(before);
    assertThat(study.history().size()).isEqualTo(size);
    assertThat(study.history().completed().stream().map(f -> f.trial()).toList()).isEqualTo(before);
    assertThat(study.history().running()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void triesEveryConfigurationOnceAndThenSaysThatTheSpaceIsUsedUp(int workers) {
    TestProblems.Problem problem = finite();
    for (long seed = 0; seed < repeats(); seed++) {
      SimulatedStudy study = study(problem, seed).run(this::create, 1000, workers);
      assertThat(study.configurations())
          .containsExactlyInAnyOrderElementsOf(problem.space().enumerate());
      assertThat(create().suggest(study.history(), Seeds.ofSuggestion(seed, 64))).isEmpty();
    }
  }

  @Test
  void aSpaceOfOneConfigurationIsUsedUpByOneTrial() {
    assertThat(SimulatedStudy.minimizing(single(), c -> 0, 0).run(create(), 10).configurations())
        .containsExactlyElementsOf(single().enumerate())
        .hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void doesNotSuggestWhatIsRunning(TestProblems.Problem problem) {
    int before = Math.min(25, trials());
    SimulatedStudy study = study(problem, 8).run(create(), before);
    for (int i = 0; i < 10; i++) {
      Suggestion first =
          create().suggest(study.history(), Seeds.ofSuggestion(8, before)).orElseThrow();
      assertThat(study.configurations()).doesNotContain(first.configuration());
      study.open(first);
    }
  }

  @Test
  void minimisingAndMaximisingTheNegativeAreTheSame() {
    TestProblems.Problem problem = varied();
    SimulatedStudy negative =
        new SimulatedStudy(
            problem.space(),
            Criterion.maximize("value"),
            c -> SimulatedStudy.completed(-problem.function().applyAsDouble(c)),
            9);
    assertThat(negative.run(create(), trials()).configurations())
        .isEqualTo(study(problem, 9).run(create(), trials()).configurations());
  }

  @Test
  void goesOnWhenEveryTrialFails() {
    TestProblems.Problem problem = varied();
    SimulatedStudy study =
        new SimulatedStudy(
            problem.space(), Criterion.minimize("value"), c -> new Outcome.Failed("no"), 10);
    assertThat(study.run(create(), trials()).configurations())
        .hasSize(trials())
        .doesNotHaveDuplicates()
        .allMatch(problem.space()::contains);
  }

  @Test
  void goesOnWhenEveryTrialIsPruned() {
    TestProblems.Problem problem = varied();
    SimulatedStudy study =
        new SimulatedStudy(
            problem.space(), Criterion.minimize("value"), c -> new Outcome.Pruned("slow"), 11);
    assertThat(study.run(create(), trials()).configurations())
        .hasSize(trials())
        .doesNotHaveDuplicates();
  }

  @Test
  void everySuggestionSaysWhereItCameFrom() {
    Optional<Trial> nameless =
        study(other(), 12).run(create(), trials()).trials().stream()
            .filter(t -> t.spec().origin().isBlank())
            .findAny();
    assertThat(nameless).isEmpty();
  }

  private Stream<TestProblems.Problem> halvedProblems() {
    return problems().map(TestProblems::halved);
  }

  @ParameterizedTest
  @MethodSource("halvedProblems")
  void keepsToConstraintsAlsoWhileTrialsRun(TestProblems.Problem problem) {
    for (long seed = 0; seed < repeats(); seed++) {
      assertThat(study(problem, seed).run(() -> create(1), trials(), 3).configurations())
          .doesNotHaveDuplicates()
          .allMatch(problem.space()::contains)
          .hasSizeBetween(Math.min(trials(), 20), trials());
    }
  }

  @ParameterizedTest
  @MethodSource("halvedProblems")
  void isAsReproducibleWithConstraints(TestProblems.Problem problem) {
    assertThat(study(problem, 3).run(this::create, trials(), 1).trials())
        .isEqualTo(study(problem, 3).run(create(), trials()).trials());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void triesEveryAllowedConfigurationOnceAndThenSaysThatTheSpaceIsUsedUp(int workers) {
    TestProblems.Problem problem = TestProblems.halved(finite());
    List<Configuration> allowed = problem.space().enumerate();
    assertThat(allowed.size()).isBetween(10, 54);
    for (long seed = 0; seed < repeats(); seed++) {
      SimulatedStudy study = study(problem, seed).run(this::create, 1000, workers);
      assertThat(study.configurations()).containsExactlyInAnyOrderElementsOf(allowed);
      assertThat(create().suggest(study.history(), Seeds.ofSuggestion(seed, 64))).isEmpty();
    }
  }

  /** One configuration of 64 is left, which a few draws hardly meet. */
  @Test
  void findsTheOnlyConfigurationThatIsAllowed() {
    SearchSpace space = finite().space();
    Configuration only = space.enumerate().get(37);
    Constraint constraint =
        Constraint.on(
            space.parameters().stream().map(Parameter::name).toList(), "only", only::equals);
    assertThat(
            SimulatedStudy.minimizing(space.where(List.of(constraint)), c -> 0, 0)
                .run(create(), 10)
                .configurations())
        .containsExactly(only);
  }

  /** Values of the best trial over seeds, for comparisons. */
  protected static List<Double> best(
      Strategy strategy, TestProblems.Problem problem, int seeds, int trials) {
    return IntStream.range(0, seeds)
        .mapToObj(seed -> study(problem, seed).run(strategy, trials).best())
        .toList();
  }

  /** All configurations a strategy tries. */
  protected static List<Configuration> tried(Strategy strategy, SearchSpace space, int count) {
    return SimulatedStudy.minimizing(space, c -> 0, 13).run(strategy, count).configurations();
  }
}
