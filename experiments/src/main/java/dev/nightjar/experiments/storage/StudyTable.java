package dev.nightjar.experiments.storage;

import dev.nightjar.experiments.definition.SpaceJson;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.study.StudySummary;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.search.trial.TrialState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Studies with their definitions. */
final class StudyTable {

  private static final String COLUMNS =
      "SELECT id, name, fingerprint, source, resolved, space, seed, created, elapsed FROM study";

  private StudyTable() {}

  static StorageException unknown(long studyId) {
    return new StorageException("there is no study number " + studyId);
  }

  static Study create(Handle handle, StudyDefinition definition) {
    if (find(handle, definition.name()).isPresent()) {
      throw taken(definition.name());
    }
    long id;
    try {
      id = insert(handle, definition);
    } catch (UnableToExecuteStatementException e) {
      throw isTaken(e) ? taken(definition.name()) : e;
    }
    insertCriteria(handle, id, definition.criteria());
    insertProvenance(handle, id, definition.provenance());
    return find(handle, definition.name()).orElseThrow();
  }

  /** Whether another process was quicker to store a study of this name. */
  private static boolean isTaken(UnableToExecuteStatementException e) {
    return e.getCause() instanceof SQLException sql && "23505".equals(sql.getSQLState());
  }

  private static long insert(Handle handle, StudyDefinition definition) {
    return handle
        .createUpdate(
            "INSERT INTO study (name, fingerprint, source, resolved, space, seed, created,"
                + " elapsed, lease_token) VALUES (:name, :fingerprint, :source, :resolved,"
                + " :space, :seed, CURRENT_TIMESTAMP, 0, 0)")
        .bind("name", definition.name())
        .bind("fingerprint", definition.fingerprint())
        .bind("source", definition.source())
        .bind("resolved", definition.resolved())
        .bind("space", SpaceJson.write(definition.space()))
        .bind("seed", definition.seed())
        .executeAndReturnGeneratedKeys("id")
        .mapTo(long.class)
        .one();
  }

  private static void insertCriteria(Handle handle, long id, List<Criterion> criteria) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO study_criterion (study_id, place, metric, goal, target) VALUES (?, ?, ?,"
                + " ?, ?)");
    for (int i = 0; i < criteria.size(); i++) {
      Criterion criterion = criteria.get(i);
      OptionalDouble target = criterion.target();
      batch
          .bind(0, id)
          .bind(1, i)
          .bind(2, criterion.metric())
          .bind(3, criterion.goal().name().toLowerCase(Locale.ROOT))
          .bind(4, target.isPresent() ? Double.valueOf(target.getAsDouble()) : null)
          .add();
    }
    batch.execute();
  }

  private static StorageException taken(String name) {
    return new StorageException("there is a study " + name + " already; take another name");
  }

  private static void insertProvenance(Handle handle, long id, Map<String, String> provenance) {
    if (provenance.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch("INSERT INTO study_provenance (study_id, name, fact) VALUES (?, ?, ?)");
    provenance.forEach((name, fact) -> batch.bind(0, id).bind(1, name).bind(2, fact).add());
    batch.execute();
  }

  static Optional<Study> find(Handle handle, String name) {
    return read(handle, COLUMNS + " WHERE name = :name", Map.of("name", name)).stream().findFirst();
  }

  static List<StudySummary> summaries(Handle handle) {
    List<Study> studies = read(handle, COLUMNS + " ORDER BY created DESC, id DESC", Map.of());
    Map<Long, Map<TrialState, Integer>> counts = new HashMap<>();
    handle
        .createQuery(
            "SELECT study_id, state, COUNT(*) AS n FROM trial WHERE role = 'search' GROUP BY"
                + " study_id, state")
        .scanResultSet(
            (rows, context) -> {
              ResultSet rs = rows.get();
              while (rs.next()) {
                counts
                    .computeIfAbsent(rs.getLong(1), id -> new EnumMap<>(TrialState.class))
                    .put(
                        TrialState.valueOf(rs.getString(2).toUpperCase(Locale.ROOT)), rs.getInt(3));
              }
              return counts;
            });
    List<StudySummary> summaries = new ArrayList<>();
    for (Study study : studies) {
      summaries.add(
          new StudySummary(
              study,
              Collections.unmodifiableMap(counts.getOrDefault(study.id(), Map.of())),
              best(handle, study)));
    }
    return Collections.unmodifiableList(summaries);
  }

  /** The best value of a study's first criterion, if a trial of its search has one. */
  private static OptionalDouble best(Handle handle, Study study) {
    Goal goal = study.definition().criteria().get(0).goal();
    return handle
        .createQuery(
            "SELECT "
                + (goal == Goal.MINIMIZE ? "MIN" : "MAX")
                + "(measured) FROM trial_value WHERE place = 0 AND "
                + TrialTable.SEARCHED)
        .bind("study", study.id())
        .bindList("roles", TrialTable.FINALS)
        .map(
            (rs, context) -> {
              double value = rs.getDouble(1);
              return rs.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
            })
        .one();
  }

  /** How many trials of each study have finished, by its id. */
  static Map<Long, Long> outcomes(Handle handle) {
    Map<Long, Long> outcomes = new HashMap<>();
    handle
        .createQuery("SELECT id, outcomes FROM study")
        .map((rs, context) -> Map.entry(rs.getLong(1), rs.getLong(2)))
        .forEach(entry -> outcomes.put(entry.getKey(), entry.getValue()));
    return outcomes;
  }

  private static List<Study> read(Handle handle, String sql, Map<String, ?> arguments) {
    Map<Long, List<Criterion>> criteria = criteria(handle);
    Map<Long, Map<String, String>> provenance = provenance(handle);
    return handle
        .createQuery(sql)
        .bindMap(arguments)
        .map((rs, context) -> study(rs, criteria, provenance))
        .list();
  }

  private static Study study(
      ResultSet rs, Map<Long, List<Criterion>> criteria, Map<Long, Map<String, String>> provenance)
      throws SQLException {
    long id = rs.getLong("id");
    StudyDefinition definition =
        new StudyDefinition(
            rs.getString("name"),
            SpaceJson.read(rs.getString("space")),
            criteria.getOrDefault(id, List.of()),
            rs.getLong("seed"),
            rs.getString("fingerprint"),
            rs.getString("source"),
            rs.getString("resolved"),
            provenance.getOrDefault(id, Map.of()));
    return new Study(
        id,
        definition,
        rs.getObject("created", OffsetDateTime.class).toInstant(),
        Duration.ofNanos(rs.getLong("elapsed")));
  }

  /** What each study optimises, by its id. */
  static Map<Long, List<Criterion>> criteria(Handle handle) {
    Map<Long, List<Criterion>> criteria = new HashMap<>();
    return handle
        .createQuery(
            "SELECT study_id, metric, goal, target FROM study_criterion ORDER BY study_id, place")
        .scanResultSet(
            (rows, context) -> {
              ResultSet rs = rows.get();
              while (rs.next()) {
                Goal goal = Goal.valueOf(rs.getString(3).toUpperCase(Locale.ROOT));
                double value = rs.getDouble(4);
                OptionalDouble target =
                    rs.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
                criteria
                    .computeIfAbsent(rs.getLong(1), id -> new ArrayList<>())
                    .add(new Criterion(rs.getString(2), goal, target));
              }
              return criteria;
            });
  }

  private static Map<Long, Map<String, String>> provenance(Handle handle) {
    Map<Long, Map<String, String>> provenance = new HashMap<>();
    return handle
        .createQuery("SELECT study_id, name, fact FROM study_provenance")
        .scanResultSet(
            (rows, context) -> {
              ResultSet rs = rows.get();
              while (rs.next()) {
                provenance
                    .computeIfAbsent(rs.getLong(1), id -> new TreeMap<>())
                    .put(rs.getString(2), rs.getString(3));
              }
              return provenance;
            });
  }

  static void rename(Handle handle, String name, String newName, boolean again) {
    boolean there = find(handle, name).isPresent();
    boolean newThere = find(handle, newName).isPresent();
    if (!there && again && newThere) {
      return; // The try before went through.
    }
    if (!there) {
      throw new StorageException("there is no study " + name);
    }
    if (name.equals(newName)) {
      return;
    }
    if (newThere) {
      throw taken(newName);
    }
    try {
      handle.execute("UPDATE study SET name = ? WHERE name = ?", newName, name);
    } catch (UnableToExecuteStatementException e) {
      throw isTaken(e) ? taken(newName) : e;
    }
  }

  static void update(Handle handle, long studyId, StudyDefinition definition) {
    LeaseTable.Stored stored = LeaseTable.lock(handle, studyId);
    String fingerprint =
        handle
            .createQuery("SELECT fingerprint FROM study WHERE id = :id")
            .bind("id", studyId)
            .mapTo(String.class)
            .one();
    if (!fingerprint.equals(definition.fingerprint())) {
      throw new StorageException(
          "study "
              + stored.name()
              + " is stored with another definition (fingerprint "
              + fingerprint
              + ", not "
              + definition.fingerprint()
              + ")");
    }
    handle
        .createUpdate("UPDATE study SET source = :source, resolved = :resolved WHERE id = :id")
        .bind("source", definition.source())
        .bind("resolved", definition.resolved())
        .bind("id", studyId)
        .execute();
    handle.execute("DELETE FROM study_provenance WHERE study_id = ?", studyId);
    insertProvenance(handle, studyId, definition.provenance());
  }

  static void recordElapsed(Handle handle, long studyId, Duration elapsed) {
    if (handle.execute("UPDATE study SET elapsed = ? WHERE id = ?", elapsed.toNanos(), studyId)
        == 0) {
      throw unknown(studyId);
    }
  }
}
