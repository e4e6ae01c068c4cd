/**
 * The study: what is searched, as defined by its user, and where that definition came from. Open
 * {@link dev.nightjar.search.study.StudyDefinition} first.
 */
package dev.nightjar.search.study;
