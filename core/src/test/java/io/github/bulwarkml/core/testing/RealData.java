// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real data that is not part of the project: the folder that BULWARK_DATA names, or shared/data
 * beside the checkout. A test that asks for a missing file is skipped and says what it lacks.
 */
public final class RealData {
  private RealData() {}

  /** The root folder of the data; the calling test is skipped if there is none. */
  public static Path root() {
    String named = System.getenv("BULWARK_DATA");
    Path root =
        named != null
            ? Path.of(named)
            : Path.of(System.getProperty("bulwark.root", "..")).resolve("../shared/data");
    assumeTrue(Files.isDirectory(root), () -> "skipped: no real data at " + root);
    return root.normalize();
  }

  /** A file or folder below the root; the calling test is skipped if it is missing. */
  public static Path require(String path) {
    Path file = root().resolve(path);
    assumeTrue(Files.exists(file), () -> "skipped: no real data at " + file);
    return file;
  }
}
