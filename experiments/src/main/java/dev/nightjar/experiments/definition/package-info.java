/**
 * Experiment files: what a user writes, and what the rest of the program gets.
 *
 * <p>Open {@link dev.nightjar.experiments.definition.ExperimentReader} first: it turns a YAML file
 * into an {@link dev.nightjar.experiments.definition.Experiment}, or into an {@link
 * dev.nightjar.experiments.definition.ExperimentException} that holds every {@link
 * dev.nightjar.experiments.definition.Problem} of the file at once. Reading goes in three steps:
 *
 * <ol>
 *   <li>{@code YamlDocument} composes the text to a tree whose nodes know line and column, within
 *       limits of size, depth and aliases, and lays the overrides of the command line over it;
 *   <li>{@code Sections} (and {@code ParameterSection} for the search space) check that tree
 *       against the tables in {@code Keys}, collecting problems, never stopping at the first;
 *   <li>the result is an {@code Experiment}, whose {@code resolvedJson()} has every default spelled
 *       out: worker processes and the stored study are made from that.
 * </ol>
 *
 * {@code ConstraintsReader} and {@code EnqueueReader} read what needs the whole space: which of it
 * is forbidden, and what is tried first.
 *
 * <p>An experiment's {@link dev.nightjar.experiments.definition.TaskSpec} is a training or a
 * command; a file with a command is read by {@code CommandExperimentReader}.
 *
 * <p>{@link dev.nightjar.experiments.definition.SearchDefinitionReader} reads of such a file only
 * what a search needs whose trials another program runs.
 *
 * <p>{@link dev.nightjar.experiments.definition.JsonSchema} is generated from the same tables, so
 * that editors and the reader agree.
 */
package dev.nightjar.experiments.definition;
