package dev.nightjar.experiments.cluster;

import dev.nightjar.search.storage.Storage;

/**
 * A study that several hosts work on, as it is stored.
 *
 * @param storage where it is stored
 * @param assignments the queue of its trials, for whoever runs it
 * @param claims the same queue, for those who run trials
 */
public record SharedStudy(Storage storage, Assignments assignments, Claims claims) {}
