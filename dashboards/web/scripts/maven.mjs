// What the Maven module runs: `build` installs and builds, `test` checks types and runs the unit tests.
// Each is skipped when nothing that it depends on has changed since it last succeeded.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LOCK_STAMP = join(ROOT, 'node_modules', '.lock-sha256');
const STAMPS = join(ROOT, '..', 'target', 'web-stamps');
const PACKAGED = join(ROOT, '..', 'target', 'classes', 'web');
const CONTRACT = join(ROOT, '..', '..', 'metrics-api', 'src', 'main', 'resources', 'openapi.yaml');
const SETUP = ['index.html', 'package.json', 'package-lock.json', 'svelte.config.js', 'tsconfig.json', 'vite.config.ts'];

function filesUnder(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

function npm(...args) {
  const { status, error } = spawnSync('npm', args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) fail(`npm cannot be run: ${error.message}. Maybe install Node.js 20.19 or newer, or build with -Dskip.web.`);
  if (status !== 0) fail(`npm ${args.join(' ')} failed with status ${status}.`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

function install() {
  const wanted = hashOf([join(ROOT, 'package-lock.json')]);
  if (read(LOCK_STAMP) === wanted) return;
  npm('ci', '--no-audit', '--no-fund', '--no-progress');
  writeFileSync(LOCK_STAMP, wanted);
}

function unlessDone(name, files, isThere, work) {
  const stamp = join(STAMPS, name);
  const wanted = hashOf(files);
  if (isThere() && read(stamp) === wanted) {
    console.log(`The web page's ${name} is up to date.`);
    return;
  }
  rmSync(stamp, { force: true });
  work();
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(stamp, wanted);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node.js ${process.versions.node} is too old. Maybe install 20.19 or newer, or build with -Dskip.web.`);
}
const sources = [...SETUP.map((name) => join(ROOT, name)), CONTRACT, ...filesUnder('src'), ...filesUnder('public')];
install();
if (process.argv[2] === 'build') {
  unlessDone('build', sources, () => existsSync(join(ROOT, 'dist', 'index.html')), () => {
    npm('run', 'build');
    rmSync(PACKAGED, { recursive: true, force: true }); // Names carry hashes: the old ones would stay in the jar.
  });
} else if (process.argv[2] === 'test') {
  unlessDone('test', [...sources, ...filesUnder('tests/unit')], () => true, () => {
    npm('run', 'check');
    npm('test');
  });
} else fail('Usage: node scripts/maven.mjs build|test');
