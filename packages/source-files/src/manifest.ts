import type { ApiObject } from '@manul/model';
import { type Document, isAlias, isCollection, isNode, LineCounter, parseAllDocuments, visit } from 'yaml';
import { objectsOf } from './objects.ts';

export interface PlacedObject {
  readonly object: ApiObject;
  /** The line on which its document starts, from 1. */
  readonly line: number;
}

export interface Manifest {
  readonly objects: readonly PlacedObject[];
  /** Each with its place: `line 12, column 3: …`. What it is in is not among the objects. */
  readonly errors: readonly string[];
  /** What is not understood and changes nothing in the objects, such as a tag: likewise with its place. */
  readonly warnings: readonly string[];
}

/** Reads all documents of a YAML text, or a JSON text. Never throws; documents that are empty count for nothing. */
export function parseManifest(text: string): Manifest {
  const json = parseJson(text);
  if (json !== undefined) return collect([{ value: () => json, line: 1, column: 1, errors: [], warnings: [] }]);
  const lines = new LineCounter();
  try {
    const documents = parseAllDocuments(text, {
      lineCounter: lines,
      merge: true,
      prettyErrors: true,
      logLevel: 'error',
    });
    return collect(Array.isArray(documents) ? documents.map((document) => parsedDocument(document, text, lines)) : []);
  } catch (error) {
    return { objects: [], errors: [`cannot be read: ${(error as Error).message}`], warnings: [] };
  }
}

interface ParsedDocument {
  readonly value: () => unknown;
  readonly line: number;
  readonly column: number;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

function parsedDocument(document: Document.Parsed, text: string, lines: LineCounter): ParsedDocument {
  const start = document.contents?.range[0] ?? document.range[0];
  const { line, col } = lines.linePos(Math.min(start, text.length));
  const placed = ({ message, linePos }: Document.Parsed['errors' | 'warnings'][number]) => {
    const [place] = linePos ?? [{ line, col }];
    // The library's message ends with an excerpt, which is for terminals.
    return `line ${place.line}, column ${place.col}: ${message.split(' at line ')[0]}`;
  };
  const errors = document.errors.length > 0 ? document.errors.map(placed) : collectionKeys(document, lines);
  const warnings = document.warnings.map(placed);
  return { value: () => document.toJS({ maxAliasCount: 100 }), line, column: col, errors, warnings };
}

/** Maps and lists that are keys. The API has none, since JSON has none; the library would make text of them. */
function collectionKeys(document: Document.Parsed, lines: LineCounter): string[] {
  const errors: string[] = [];
  /** Anchors, as of the place that the visit has come to, of maps and lists. */
  const anchors = new Set<string>();
  visit(document, {
    Value(_, node) {
      if (node.anchor === undefined) return;
      if (isCollection(node)) anchors.add(node.anchor);
      else anchors.delete(node.anchor);
    },
    Pair(_, { key }) {
      if (!isNode(key) || !(isAlias(key) ? anchors.has(key.source) : isCollection(key))) return;
      const { line, col } = lines.linePos(key.range?.[0] ?? 0);
      errors.push(`line ${line}, column ${col}: a key must be text, not a map or a list`);
    },
  });
  return errors;
}

function collect(documents: readonly ParsedDocument[]): Manifest {
  const objects: PlacedObject[] = [];
  const errors: string[] = [];
  const warnings: string[] = [];
  for (const { value, line, column, errors: syntaxErrors, warnings: own } of documents) {
    errors.push(...syntaxErrors);
    warnings.push(...own);
    if (syntaxErrors.length > 0) continue;
    const place = `line ${line}, column ${column}`;
    try {
      const document = value();
      if (document === null || document === undefined) continue;
      const found = objectsOf(document);
      for (const object of found.objects) objects.push({ object, line });
      for (const error of found.errors) errors.push(`${place}: ${error}`);
    } catch (error) {
      // Besides what is no object: aliases that would expand without end, and nesting deeper than the stack.
      errors.push(`${place}: ${(error as Error).message}`);
    }
  }
  return { objects, errors, warnings };
}

/** JSON is YAML too, but its own parser is a hundred times as fast. */
function parseJson(text: string): unknown {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
