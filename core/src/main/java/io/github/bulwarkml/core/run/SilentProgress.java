// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.run;

/** Shows nothing. */
enum SilentProgress implements Progress {
  INSTANCE;

  @Override
  public void start(String task, long totalSteps) {}

  @Override
  public void advance(long steps) {}

  @Override
  public void note(String key, String value) {}

  @Override
  public void finish() {}
}
