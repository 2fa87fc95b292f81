// Writes docs/reference/api.md from the .proto files, so that what they say of each field is in one place to read.
import { writeFileSync } from 'node:fs';
import { protoFiles, readSchema, root, type SchemaType } from './proto-schema.ts';

export const referencePath = `${root}docs/reference/api.md`;

export function apiReference(): string {
  const sections = protoFiles.map((file) => {
    const types = readSchema(file);
    return [`## ${file}`, ...types.map(typeText)].join('\n\n');
  });
  const introduction = [
    '# API reference',
    'Written by `node scripts/api-reference.ts` from `proto/`; a test holds it to them. What belongs together and why is in',
    '[the dataplane API](../contracts/dataplane-api.md), [NodeSync](../contracts/node-sync.md) and',
    '[recordings](../contracts/recordings.md). The admin API serves reflection and health too:',
    '`grpcurl -plaintext unix:/run/manul/admin.sock list`.',
  ];
  const [title, ...rest] = introduction;
  return `${[title, rest.join('\n'), ...sections].join('\n\n')}\n`;
}

function typeText({ kind, name, comment, members }: SchemaType): string {
  const parts = [`### ${kind} ${name}`];
  if (comment !== '') parts.push(comment);
  const rows = Object.entries(members).map(([number, { name: field, type, label, oneof, comment: text }]) => {
    const about = [oneof === undefined ? '' : `one of \`${oneof}\``, text].filter((part) => part !== '').join('. ');
    const typeName = `${label === 'repeated' ? 'repeated ' : ''}${type}`;
    const cells = {
      message: [number, `\`${field}\``, `\`${typeName}\``],
      enum: [number, `\`${field}\``],
      service: [`\`${field}\``, type],
    };
    return `| ${[...cells[kind], cell(about)].join(' | ')} |`;
  });
  const heads = {
    message: ['', 'field', 'type', ''],
    enum: ['', 'value', ''],
    service: ['call', 'request → response', ''],
  };
  const head = heads[kind];
  if (rows.length > 0)
    parts.push([`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows].join('\n'));
  return parts.join('\n\n');
}

function cell(text: string): string {
  return text.replaceAll('\n', ' ').replaceAll('|', '\\|');
}

if (process.argv[1] === new URL(import.meta.url).pathname) writeFileSync(referencePath, apiReference());
