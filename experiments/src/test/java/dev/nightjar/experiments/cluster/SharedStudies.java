package dev.nightjar.experiments.cluster;

import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.storage.HolderCheck;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.trial.Criterion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Studies in a database of their own, for tests of what is shared. */
final class SharedStudies implements AutoCloseable {

  static final SearchSpace SPACE = SearchSpace.of(FloatParameter.linear("x", -1, 3));

  private final JdbcStorage storage;
  private final AtomicInteger studies = new AtomicInteger();

  /** Studies in a storage, which is closed with this. */
  SharedStudies(JdbcStorage storage) {
    this.storage = storage;
  }

  /** A file in a folder. */
  static JdbcStorage h2(Path folder) {
    return JdbcStorage.open("jdbc:h2:file:" + folder.resolve("shared"));
  }

  JdbcStorage storage() {
    return storage;
  }

  Study create() {
    return storage.create(
        StudyDefinition.inCode(
            "study-" + studies.incrementAndGet(), SPACE, List.of(Criterion.minimize("loss")), 7));
  }

  /** The lease of a study, taken from whoever has it. */
  StudyLease lease(Study study, String holder) {
    return storage.acquire(
        study.id(), holder, Duration.ofMinutes(1), other -> HolderCheck.State.DEAD);
  }

  SharedStudy shared(Study study) {
    return new SharedStudy(storage, storage.assignments(study.id()), storage.claims(study.id()));
  }

  @Override
  public void close() {
    storage.close();
  }
}
