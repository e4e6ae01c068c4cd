/**
 * Which parameters a study's results depend on. {@link
 * dev.nightjar.search.importance.ImportanceMethod} is the place to begin: {@link
 * dev.nightjar.search.importance.Fanova} asks about the whole space, {@link
 * dev.nightjar.search.importance.PedAnova} about what the best trials have in common.
 */
package dev.nightjar.search.importance;
