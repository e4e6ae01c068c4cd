/**
 * The practitioners' rule: let the network grow until it gets worse. Open {@link
 * dev.nightjar.search.strategy.grow.GrowStrategy} first; {@link
 * dev.nightjar.search.strategy.grow.GrowRoles} says which parameters grow, {@link
 * dev.nightjar.search.strategy.grow.Climb} where one stands.
 */
package dev.nightjar.search.strategy.grow;
