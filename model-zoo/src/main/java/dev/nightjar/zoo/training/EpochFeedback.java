package dev.nightjar.zoo.training;

/**
 * What a learning-rate schedule may learn from a finished epoch.
 *
 * @param trainingLoss mean training loss
 * @param score watched validation metric, turned so that smaller is better
 */
public record EpochFeedback(double trainingLoss, double score) {}
