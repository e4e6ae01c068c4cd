/**
 * Tasks: how a configuration becomes a network, a training, metrics and a model to keep.
 *
 * <p>Open {@link dev.nightjar.zoo.task.TrainingObjective} first. {@link
 * dev.nightjar.zoo.task.Hyperparameters} is the catalogue of everything that can be fixed or
 * searched.
 */
package dev.nightjar.zoo.task;
