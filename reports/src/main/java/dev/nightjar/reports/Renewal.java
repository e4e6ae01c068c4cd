package dev.nightjar.reports;

/**
 * How an open page of a study that runs learns that there is a newer one, and renews itself. A page
 * without it stays as it is.
 *
 * @param version what this page shows; whatever is newer has another
 * @param address where the page hears of the newest version, from the folder of the report
 * @param means in which way it hears
 */
public record Renewal(String version, String address, Means means) {

  /** Ways to hear of a newer version. */
  public enum Means {
    /** A script that assigns the version, loaded now and then: all that a page on disk can do. */
    SCRIPT,

    /** Server-sent events. */
    EVENTS
  }

  /** The file beside the first page that says the newest version. */
  public static final String SCRIPT_FILE = "version.js";

  /** Of a report on disk. */
  public static Renewal onDisk(String version) {
    return new Renewal(version, SCRIPT_FILE, Means.SCRIPT);
  }

  /** Of a report that a server shows, which tells of newer versions at {@code address}. */
  public static Renewal served(String version, String address) {
    return new Renewal(version, address, Means.EVENTS);
  }

  /** The same for a page elsewhere. */
  public Renewal from(String wayToFolder) {
    return new Renewal(version, wayToFolder + address, means);
  }
}
