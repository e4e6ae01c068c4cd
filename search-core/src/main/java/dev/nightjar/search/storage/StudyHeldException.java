package dev.nightjar.search.storage;

/** Another process runs this study. */
public class StudyHeldException extends StorageException {

  private final String study;
  private final String holder;

  /** Names the holder. */
  public StudyHeldException(String study, String holder) {
    super(
        "study "
            + study
            + " is being run by "
            + holder
            + "; wait until it ends, or stop it, or give this study another name");
    this.study = study;
    this.holder = holder;
  }

  /** The study's name. */
  public String study() {
    return study;
  }

  /** Who runs it. */
  public String holder() {
    return holder;
  }
}
