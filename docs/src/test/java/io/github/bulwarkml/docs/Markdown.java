// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The fenced blocks of the project's Markdown pages. */
final class Markdown {
  private static final Pattern MARK =
      Pattern.compile("<!-- (snippet|output|command): (\\S.*?) -->");

  private Markdown() {}

  /**
   * A fenced block.
   *
   * @param page the page it stands on
   * @param line the line of its opening fence, from 1
   * @param language what follows the fence, such as "java"
   * @param mark the kind of the comment on the line before: "snippet", "output", "command" or ""
   * @param target what that comment names
   * @param text the lines between the fences, each ended by a line feed
   */
  record Block(Path page, int line, String language, String mark, String target, String text) {
    @Override
    public String toString() {
      return page.getFileName() + ":" + line;
    }
  }

  /** README and every page below docs. */
  static List<Path> pages() throws IOException {
    Path root = Path.of(System.getProperty("bulwark.root", "..")).normalize();
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> top = Files.list(root);
        Stream<Path> guide = Files.walk(root.resolve("docs"))) {
      Stream.concat(top, guide.filter(page -> !page.startsWith(root.resolve("docs/target"))))
          .filter(page -> page.toString().endsWith(".md"))
          .sorted()
          .forEach(pages::add);
    }
    return pages;
  }

  /** The blocks of all pages, in order. */
  static List<Block> blocks() throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (Path page : pages()) {
      List<String> lines = Files.readAllLines(page);
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).startsWith("```")) {
          Matcher mark = MARK.matcher(i == 0 ? "" : lines.get(i - 1));
          boolean marked = mark.matches();
          StringBuilder text = new StringBuilder();
          int open = i;
          for (i++; i < lines.size() && !lines.get(i).startsWith("```"); i++) {
            text.append(lines.get(i)).append('\n');
          }
          blocks.add(
              new Block(
                  page,
                  open + 1,
                  lines.get(open).substring(3).strip(),
                  marked ? mark.group(1) : "",
                  marked ? mark.group(2) : "",
                  text.toString()));
        }
      }
    }
    return blocks;
  }
}
