package dev.nightjar.search.study;

import java.time.Duration;
import java.time.Instant;

/**
 * A stored study.
 *
 * @param id the storage's key
 * @param definition what is searched
 * @param created when it was first run
 * @param elapsed how long it has run, summed over resumes
 */
public record Study(long id, StudyDefinition definition, Instant created, Duration elapsed) {

  /** The study's name. */
  public String name() {
    return definition.name();
  }
}
