package dev.nightjar.experiments.cluster;

/**
 * A process that runs trials of a shared study.
 *
 * @param id a text that no other process has
 * @param name for people
 * @param slots how many trials it can run at once
 */
public record Host(String id, String name, int slots) {}
