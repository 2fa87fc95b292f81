import type { ApiObject } from '@manul/model';
import { type Document, LineCounter, parseAllDocuments } from 'yaml';
import { objectsOf } from './objects.ts';

export interface PlacedObject {
  readonly object: ApiObject;
  /** The line on which its document starts, from 1. */
  readonly line: number;
}

export interface Manifest {
  readonly objects: readonly PlacedObject[];
  /** Each with its place: `line 12, column 3: …`. */
  readonly errors: readonly string[];
}

/** Reads all documents of a YAML text, or a JSON text. Never throws; documents that are empty count for nothing. */
export function parseManifest(text: string): Manifest {
  const json = parseJson(text);
  if (json !== undefined) return collect([{ value: () => json, line: 1, column: 1, errors: [] }]);
  const lines = new LineCounter();
  try {
    const documents = parseAllDocuments(text, { lineCounter: lines, merge: true, prettyErrors: true });
    return collect(Array.isArray(documents) ? documents.map((document) => parsedDocument(document, text, lines)) : []);
  } catch (error) {
    return { objects: [], errors: [`cannot be read: ${(error as Error).message}`] };
  }
}

interface ParsedDocument {
  readonly value: () => unknown;
  readonly line: number;
  readonly column: number;
  readonly errors: readonly string[];
}

function parsedDocument(document: Document.Parsed, text: string, lines: LineCounter): ParsedDocument {
  const start = document.contents?.range[0] ?? document.range[0];
  const { line, col } = lines.linePos(Math.min(start, text.length));
  const errors = document.errors.map((error) => {
    // The library's message ends with an excerpt, which is for terminals.
    const message = error.message.split(' at line ')[0]!;
    const [place] = error.linePos ?? [{ line, col }];
    return `line ${place.line}, column ${place.col}: ${message}`;
  });
  return { value: () => document.toJS({ maxAliasCount: 100 }), line, column: col, errors };
}

function collect(documents: readonly ParsedDocument[]): Manifest {
  const objects: PlacedObject[] = [];
  const errors: string[] = [];
  for (const { value, line, column, errors: syntaxErrors } of documents) {
    errors.push(...syntaxErrors);
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
  return { objects, errors };
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
