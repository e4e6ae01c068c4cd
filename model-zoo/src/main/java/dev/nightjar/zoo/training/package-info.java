/**
 * Training: the loop over epochs, and what practitioners tune about it.
 *
 * <p>Open {@link dev.nightjar.zoo.training.Trainer} first. Its {@link
 * dev.nightjar.zoo.training.TrainingSettings} name a {@link
 * dev.nightjar.zoo.training.LearningRateSchedule}, an {@link dev.nightjar.zoo.training.Optimizer},
 * a {@link dev.nightjar.zoo.training.GradientClipping} and how to stop early ({@link
 * dev.nightjar.zoo.training.EarlyStopping}); batches come from a {@link
 * dev.nightjar.zoo.training.BatchSource}, the time it may take from a {@link
 * dev.nightjar.zoo.training.Deadline}.
 *
 * <p>Settings are immutable; what changes while training (moments of an optimiser, the best epoch
 * so far) is made new for each run, so the same settings, seed, network and data give the same
 * weights, bit for bit.
 */
package dev.nightjar.zoo.training;
