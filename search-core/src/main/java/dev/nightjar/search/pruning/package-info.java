/**
 * Whether a running trial deserves more epochs, judged against the other trials. (Early stopping
 * looks at one training only and lives with the trainer.)
 */
package dev.nightjar.search.pruning;
