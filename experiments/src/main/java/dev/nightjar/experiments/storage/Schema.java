package dev.nightjar.experiments.storage;

import dev.nightjar.search.storage.StorageException;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Handle;

/** The tables' version: which one a database has, and how it gets the newest. */
final class Schema {

  /** The newest version: the last of the files, and what Java does after them. */
  static final int VERSION = 6;

  private static final String HISTORY = "schema_history";
  private static final String FILES = "classpath:dev/nightjar/experiments/storage/schema";

  private Schema() {}

  /** The version a database has; empty if it has none of our tables. */
  static OptionalInt version(Handle handle) {
    boolean ours =
        handle
                .createQuery(
                    "SELECT COUNT(*) FROM information_schema.tables WHERE LOWER(table_name) ="
                        + " :history AND table_schema = CURRENT_SCHEMA")
                .bind("history", HISTORY)
                .mapTo(int.class)
                .one()
            > 0;
    if (!ours) {
      return OptionalInt.empty();
    }
    // Flyway quotes its names; the version of its first row, which marks the schema, is null.
    return handle
        .createQuery("SELECT \"version\" FROM \"" + HISTORY + "\" WHERE \"success\" = TRUE")
        .mapTo(String.class)
        .stream()
        .filter(v -> v != null && v.matches("\\d{1,6}"))
        .mapToInt(Integer::parseInt)
        .max();
  }

  /**
   * Refuses a database that a newer version wrote.
   *
   * @throws StorageException if it is newer
   */
  static void requireNotNewer(int version, String location) {
    if (version > VERSION) {
      throw new StorageException(
          "storage "
              + location
              + " was written by a newer Nightjar (its tables have version "
              + version
              + ", this one knows "
              + VERSION
              + "); use that version, or name another storage with --storage");
    }
  }

  /** Creates the tables, or changes those of an older version. */
  static void migrate(DataSource source, Dialect dialect) {
    migrate(source, dialect, VERSION);
  }

  /** As {@link #migrate(DataSource, Dialect)}, but no further than to a version. */
  static void migrate(DataSource source, Dialect dialect, int version) {
    configuration(source, dialect, version).load().migrate();
  }

  /** As {@link #migrate(DataSource, Dialect)}, in a schema, which is made if there is none. */
  static void migrate(DataSource source, Dialect dialect, String schema) {
    configuration(source, dialect, VERSION).defaultSchema(schema).load().migrate();
  }

  private static FluentConfiguration configuration(
      DataSource source, Dialect dialect, int version) {
    return Flyway.configure(Schema.class.getClassLoader())
        .dataSource(source)
        .locations(FILES)
        .table(HISTORY)
        .placeholders(dialect.placeholders())
        .javaMigrations(new V3__PackedTrials())
        .target(Integer.toString(version))
        .cleanDisabled(true)
        .failOnMissingLocations(true);
  }
}
