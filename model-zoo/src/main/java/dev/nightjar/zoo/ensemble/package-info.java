/**
 * Which trained networks answer better together. Open {@link
 * dev.nightjar.zoo.ensemble.GreedySelection}; {@code zoo.task.EnsembleBuilder} brings it what
 * networks answer, and {@link dev.nightjar.zoo.network.NetworkEnsemble} is what comes of it.
 */
package dev.nightjar.zoo.ensemble;
