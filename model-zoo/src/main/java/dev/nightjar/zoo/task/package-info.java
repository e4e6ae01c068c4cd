/**
 * Tasks: how a configuration becomes a network, a training, metrics and a model to keep.
 *
 * <p>Open {@link dev.nightjar.zoo.task.TrainingObjective} first. What tasks differ in is a {@code
 * Task}, one class each; a {@link dev.nightjar.zoo.task.ModelArchive} is what is kept of a trial,
 * and {@code dev.nightjar.zoo.model} is how to use it. {@link
 * dev.nightjar.zoo.task.Hyperparameters} is the catalogue of everything that can be fixed or
 * searched.
 */
package dev.nightjar.zoo.task;
