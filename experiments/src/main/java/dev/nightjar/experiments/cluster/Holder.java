package dev.nightjar.experiments.cluster;

/**
 * Who runs a study.
 *
 * @param name the holder of the study's lease
 * @param expired whether the lease has expired by the clock of the database
 */
public record Holder(String name, boolean expired) {}
