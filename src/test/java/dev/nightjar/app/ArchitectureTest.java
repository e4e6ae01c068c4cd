package dev.nightjar.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.History;

/** The arrows of {@code src/docs/architecture.md}, held. */
@AnalyzeClasses(
    packages = "dev.nightjar",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

  /** Tests of other modules come as jars, whose classes are tests all the same. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  @ArchTest
  static final ArchRule searchCoreStandsAlone =
      noClasses()
          .that()
          .resideInAPackage("dev.nightjar.search..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.nightjar.zoo..",
              "dev.nightjar.experiments..",
              "dev.nightjar.reports..",
              "dev.nightjar.app..",
              "org.deeplearning4j..",
              "org.nd4j..",
              "org.bytedeco..",
              "java.sql..",
              "javax.sql..",
              "org.jdbi..",
              "org.snakeyaml..",
              "com.fasterxml..");

  @ArchTest
  static final ArchRule modelZooKnowsTheSearchCoreOnly =
      noClasses()
          .that()
          .resideInAPackage("dev.nightjar.zoo..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.nightjar.experiments..", "dev.nightjar.reports..", "dev.nightjar.app..");

  @ArchTest
  static final ArchRule experimentsKnowNeitherReportsNorApplication =
      noClasses()
          .that()
          .resideInAPackage("dev.nightjar.experiments..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.nightjar.reports..", "dev.nightjar.app..");

  /** Which it finds as a service, where Spark is. */
  @ArchTest
  static final ArchRule nobodyKnowsSpark =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.nightjar.spark..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.nightjar.spark..", "org.apache.spark..");

  @ArchTest
  static final ArchRule sparkKnowsNeitherStorageNorApplication =
      noClasses()
          .that()
          .resideInAPackage("dev.nightjar.spark..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.nightjar.zoo..",
              "dev.nightjar.experiments.storage..",
              "dev.nightjar.reports..",
              "dev.nightjar.app..")
          .allowEmptyShould(true); // Its module is built only where Spark is wanted.

  @ArchTest
  static final ArchRule reportsReadOnlyThroughTheSearchCore =
      noClasses()
          .that()
          .resideInAPackage("dev.nightjar.reports..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.nightjar.zoo..",
              "dev.nightjar.experiments..",
              "dev.nightjar.app..",
              "java.sql..");

  @ArchTest
  static final ArchRule jeneticsStaysWithTheGeneticStrategy =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.nightjar.search.strategy.genetic..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.jenetics..");

  @ArchTest
  static final ArchRule hipparchusStaysWithStrategiesAndFinalists =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.nightjar.search.strategy..", "dev.nightjar.search.finalist..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.hipparchus..");

  @ArchTest
  static final ArchRule sqlStaysWithTheStorage =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.nightjar.experiments.storage..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..",
              "javax.sql..",
              "org.jdbi..",
              "org.h2..",
              "org.postgresql..",
              "org.flywaydb..",
              "com.zaxxer..");

  @ArchTest
  static final ArchRule strategiesNeverSeeStorage =
      noClasses()
          .that()
          .resideInAnyPackage("dev.nightjar.search.strategy..", "dev.nightjar.search.pruning..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.nightjar.search.storage..", "dev.nightjar.search.run..");

  @ArchTest
  static final ArchRule strategiesAskWhetherTheyMayTryAndNotOnlyWhetherOthersDid =
      noClasses()
          .that()
          .resideInAnyPackage("dev.nightjar.search.strategy..", "dev.nightjar.zoo.arbiter..")
          .and()
          .doNotHaveSimpleName("Untried")
          .and()
          .areNotAssignableTo(History.class) // A view of a history asks the whole.
          .should()
          .callMethod(History.class, "tried", Configuration.class);

  @ArchTest
  static final ArchRule expressionsStayWithConstraints =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.nightjar.experiments.expression..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.ezylang..");

  @ArchTest
  static final ArchRule theNetworkKnowsNothingOfTasks =
      noClasses()
          .that()
          .resideInAPackage("dev.nightjar.zoo.network..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.nightjar.zoo.training..", "dev.nightjar.zoo.task..", "dev.nightjar.search..");

  @ArchTest
  static final ArchRule trainingKnowsNothingOfHowModelsAreUsed =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.nightjar.zoo.data..", "dev.nightjar.zoo.training..", "dev.nightjar.zoo.task..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.nightjar.zoo.model..", "dev.nightjar.zoo.exhibit..", "dev.nightjar.zoo.dl4j..");

  @ArchTest
  static final ArchRule dl4jStaysWithTheExportAndArbiter =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.nightjar.zoo.dl4j..", "dev.nightjar.zoo.arbiter..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.deeplearning4j..");

  @ArchTest
  static final ArchRule arbiterStaysWithItsBridge =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.nightjar.zoo.arbiter..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.deeplearning4j.arbiter..", "dev.nightjar.zoo.arbiter..");

  /** Bytes become numbers and text here, never objects of classes that the bytes name. */
  @ArchTest
  static final ArchRule nothingIsDeserialised =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.ObjectInputStream")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.ObjectInput")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.beans.XMLDecoder")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("org.yaml.snakeyaml..") // The engine, org.snakeyaml, knows no classes.
          .orShould()
          .callMethodWhere(
              target(nameMatching("readObject|activateDefaultTyping|enableDefaultTyping"))
                  .and(target(owner(not(resideInAPackage("dev.nightjar.."))))));

  /** Deeplearning4j's reader of models deserialises what lies beside the weights. */
  @ArchTest
  static final ArchRule dl4jModelsAreWrittenAndNotRead =
      noClasses()
          .should()
          .callMethodWhere(
              target(nameMatching("restore.*|load.*Model.*"))
                  .and(target(owner(resideInAPackage("org.deeplearning4j..")))));

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("dev.nightjar.(*).(*)..").should().beFreeOfCycles();
}
