package dev.nightjar.zoo.training;

import java.util.List;

/**
 * Where a training stands before a step.
 *
 * @param time t, in epochs, counted in fractions by step: 2.5 is the middle of the third epoch
 * @param epochs T, all epochs of the training; a fraction where the most steps end it within an
 *     epoch
 * @param stepsPerEpoch steps of the present epoch
 * @param past the finished epochs, in order
 */
public record TrainingProgress(
    double time, double epochs, int stepsPerEpoch, List<EpochFeedback> past) {}
