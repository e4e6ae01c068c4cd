package dev.nightjar.search.storage;

/**
 * The right to add and change trials of a study.
 *
 * @param studyId the study
 * @param holder who has it, for people: process and host
 * @param token the fencing token: higher with every acquisition, so a late holder is known
 */
public record StudyLease(long studyId, String holder, long token) {}
