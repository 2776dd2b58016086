// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * SynthTrap: a synthetic camera-trap world, for studies of pre-training and distribution shift that
 * need unlimited data of controllable quantity, class count, hierarchy and diversity.
 *
 * <p>A class is a glyph (the species), a location is a background with its lighting, clutter and
 * noise, an instance is one photograph. Start with {@link
 * io.github.bulwarkml.robustness.synthtrap.SynthTrapWorld}, which renders single images and names
 * the sets of the study; {@link io.github.bulwarkml.robustness.synthtrap.SynthTrapSet} renders a
 * whole set.
 *
 * <p>Every number is a function of (seed, tag, item, counter), and sines and logarithms are those
 * of {@link StrictMath}: equal arguments give equal bytes on every JDK, platform and thread count.
 */
@NullMarked
package io.github.bulwarkml.robustness.synthtrap;

import org.jspecify.annotations.NullMarked;
