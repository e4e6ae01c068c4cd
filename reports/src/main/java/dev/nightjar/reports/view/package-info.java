/**
 * What the pages say: a study's trials ranked, labelled and put into tables and sentences. Open
 * {@link dev.nightjar.reports.view.StudyView} first; every panel is built from it. Nothing here
 * knows of HTML, and all text is still raw: the templates escape it.
 */
package dev.nightjar.reports.view;
