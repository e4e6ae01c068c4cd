/**
 * The application: the command line and the one place where the parts are put together.
 *
 * <p>Open {@link dev.nightjar.app.Nightjar} for the list of commands, {@link
 * dev.nightjar.app.RunCommand} for what a search does from file to report, and {@link
 * dev.nightjar.app.Composition} for which definition becomes which strategy.
 */
package dev.nightjar.app;
