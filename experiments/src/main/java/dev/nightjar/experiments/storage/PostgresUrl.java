package dev.nightjar.experiments.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * The URL of a database on a PostgreSQL server, {@code
 * jdbc:postgresql://HOST:PORT/DATABASE?user=NAME&…}, with whatever the driver has settings for.
 *
 * @param url as the driver takes it
 * @param user whose name the server is told: {@code user=}, else that of the operating system
 * @param schema where the tables are: {@code currentSchema=}, else {@code public}
 * @param location host, port and database, for messages
 */
record PostgresUrl(String url, String user, String schema, String location) {

  static final String PREFIX = "jdbc:postgresql:";

  private static final String EXAMPLE = "jdbc:postgresql://HOST:5432/DATABASE?user=NAME";

  /** One name, as it can be written without quotes. */
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

  /**
   * Takes a URL apart.
   *
   * @param url one that begins with {@link #PREFIX}, in whatever case
   * @throws StorageUrlException if it is no URL of PostgreSQL, names no database, or holds a
   *     password
   */
  static PostgresUrl parse(String url) {
    UrlPasswords.refuse(url);
    String written = PREFIX + url.substring(PREFIX.length());
    Properties parts = PostgresDriver.parse(written);
    if (parts == null) {
      throw new StorageUrlException(
          "\"" + url + "\" is no URL of a PostgreSQL database; it should look like " + EXAMPLE);
    }
    String database = parts.getProperty("PGDBNAME", "");
    if (database.isBlank()) {
      throw new StorageUrlException(
          "the storage's URL names no database; it should look like " + EXAMPLE);
    }
    String user = parts.getProperty("user", "");
    String schema = parts.getProperty("currentSchema", "public");
    if (!NAME.matcher(schema).matches()) {
      throw new StorageUrlException(
          "currentSchema="
              + schema
              + " in the storage's URL is not one name of letters, digits and _; the tables are in one"
              + " schema");
    }
    return new PostgresUrl(
        written,
        user.isBlank() ? System.getProperty("user.name") : user,
        // As the server does with a name without quotes.
        schema.toLowerCase(Locale.ROOT),
        servers(parts) + "/" + database);
  }

  private static String servers(Properties parts) {
    String[] hosts = parts.getProperty("PGHOST", "").split(",", -1);
    String[] ports = parts.getProperty("PGPORT", "").split(",", -1);
    List<String> servers = new ArrayList<>();
    for (int i = 0; i < hosts.length; i++) {
      servers.add(hosts[i] + ":" + ports[Math.min(i, ports.length - 1)]);
    }
    return PREFIX + "//" + String.join(",", servers);
  }
}
