// Makes `generated/requests.ts` of the types that `npm run contract` made of the contract before: method and path of each operation.
import { readFileSync, writeFileSync } from 'node:fs';

const types = readFileSync(new URL('../generated/openapi.ts', import.meta.url), 'utf8');
const paths = types.slice(types.indexOf('export interface paths {'), types.indexOf('\n}\n'));
const lines = [];
let path = null;
for (const line of paths.split('\n')) {
  path = /^ {4}"(\/.*)": \{$/.exec(line)?.[1] ?? path;
  const found = /^ {8}(get|put|post|delete): operations\["(\w+)"\];$/.exec(line);
  if (found) lines.push(`  ${found[2]}: { method: '${found[1].toUpperCase()}', path: '${path}' },`);
}
if (lines.length === 0) throw new Error('generated/openapi.ts has no operation: its form has changed.');
const head = '/** Made of openapi.yaml by `npm run contract`: where each operation is asked for. */\n';
writeFileSync(new URL('../generated/requests.ts', import.meta.url), `${head}export const REQUESTS = {\n${lines.join('\n')}\n} as const;\n`);
