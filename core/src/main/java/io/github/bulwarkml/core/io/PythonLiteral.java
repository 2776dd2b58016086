// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the Python literals that NumPy's headers are made of: dict, list, tuple, string, integer,
 * True, False. A dict becomes a Map, a list a List, a tuple a {@link Tuple}.
 */
final class PythonLiteral {
  private static final int MAXIMUM_DEPTH = 16;

  private final String text;
  private int at;
  private int depth;

  private PythonLiteral(String text) {
    this.text = text;
  }

  /** A tuple's elements. */
  record Tuple(List<Object> elements) {}

  /** What is wrong, and where in the text. */
  static final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The place in the text, from 0. */
    final int position;

    SyntaxException(int position, String problem) {
      super(problem);
      this.position = position;
    }
  }

  static Object parse(String text) throws SyntaxException {
    PythonLiteral parser = new PythonLiteral(text);
    Object value = parser.value();
    parser.skipBlanks();
    if (parser.at != text.length()) {
      throw parser.problem("nothing may follow the header's dict");
    }
    return value;
  }

  /** {@return the string as Python's repr writes it} */
  static String quote(String name) {
    char quote = name.indexOf('\'') >= 0 && name.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder quoted = new StringBuilder().append(quote);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == quote || c == '\\') {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.append(quote).toString();
  }

  private Object value() throws SyntaxException {
    skipBlanks();
    char c = peek();
    if (c == '{' || c == '[' || c == '(') {
      if (++depth > MAXIMUM_DEPTH) {
        throw problem("the header is nested too deeply");
      }
      at++;
      Object value = c == '{' ? dict() : c == '[' ? elements(']') : tuple();
      depth--;
      return value;
    }
    if (c == '\'' || c == '"') {
      return string();
    }
    if (c >= '0' && c <= '9' || c == '-') {
      return integer();
    }
    if (text.startsWith("True", at)) {
      at += 4;
      return true;
    }
    if (text.startsWith("False", at)) {
      at += 5;
      return false;
    }
    throw problem("a Python literal must follow");
  }

  private Map<String, Object> dict() throws SyntaxException {
    Map<String, Object> dict = new LinkedHashMap<>();
    for (skipBlanks(); peek() != '}'; skipBlanks()) {
      char quote = peek();
      if (quote != '\'' && quote != '"') {
        throw problem("a key must be a string");
      }
      int start = at;
      String key = string();
      skipBlanks();
      if (peek() != ':') {
        throw problem("':' must follow a key");
      }
      at++;
      if (dict.putIfAbsent(key, value()) != null) {
        throw new SyntaxException(start, "key '" + key + "' occurs twice");
      }
      separator('}');
    }
    at++;
    return dict;
  }

  private List<Object> elements(char close) throws SyntaxException {
    List<Object> elements = new ArrayList<>();
    for (skipBlanks(); peek() != close; skipBlanks()) {
      elements.add(value());
      separator(close);
    }
    at++;
    return elements;
  }

  private Object tuple() throws SyntaxException {
    int start = at;
    List<Object> elements = elements(')');
    // (3) is a number in parentheses; only (3,) is a tuple.
    if (elements.size() == 1 && text.lastIndexOf(',', at - 1) < start) {
      return elements.get(0);
    }
    return new Tuple(elements);
  }

  private void separator(char close) throws SyntaxException {
    skipBlanks();
    if (peek() == ',') {
      at++;
    } else if (peek() != close) {
      throw problem("',' or '" + close + "' must follow");
    }
  }

  private String string() throws SyntaxException {
    char quote = text.charAt(at++);
    StringBuilder string = new StringBuilder();
    for (char c = peek(); c != quote; c = peek()) {
      at++;
      if (c == '\\') {
        c = peek();
        at++;
        if (c != '\\' && c != '\'' && c != '"') {
          throw problem("the escape \\" + c + " is not supported");
        }
      } else if (c < ' ') {
        throw problem("a string must not hold control characters");
      }
      string.append(c);
    }
    at++;
    return string.toString();
  }

  private Long integer() throws SyntaxException {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    try {
      Long value = Long.valueOf(text.substring(start, at));
      if (at < text.length() && text.charAt(at) == 'L') {
        at++; // Python 2 wrote 3L
      }
      return value;
    } catch (NumberFormatException e) {
      throw new SyntaxException(start, "an integer must fit into 64 bits");
    }
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n\f".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() throws SyntaxException {
    if (at >= text.length()) {
      throw problem("the header ends too early");
    }
    return text.charAt(at);
  }

  private SyntaxException problem(String problem) {
    return new SyntaxException(at, problem);
  }
}
