// Builds the user interface inside the Maven build with the Node that is installed; `check` instead runs
// its types, linter and tests. Nothing is repeated: `npm ci` runs when the lock file has changed, the rest
// when a source has.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, mkdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const here = fileURLToPath(new URL('.', import.meta.url))
const ui = join(here, 'ui')
const dist = join(ui, 'dist')
const unpacked = join(here, 'target', 'classes', 'static')

if (!existsSync(join(ui, 'package.json'))) {
  console.log('gateway/ui has no package.json: the gateway is built without a user interface')
  process.exit(0)
}
if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Node ${process.versions.node} is too old for the user interface: install Node 20 or newer`)
  process.exit(1)
}

function files(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (['node_modules', 'dist', 'coverage', 'test-results'].includes(entry.name)) return []
      const path = join(folder, entry.name)
      return entry.isDirectory() ? files(path) : [path]
    })
}

function digest(paths) {
  const hash = createHash('sha256').update(process.versions.node)
  for (const path of paths) hash.update(relative(ui, path)).update('\0').update(readFileSync(path)).update('\0')
  return hash.digest('hex')
}

function npm(...args) {
  console.log(`npm ${args.join(' ')}`)
  const done = spawnSync('npm', args, {
    cwd: ui,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, CI: 'true', NO_UPDATE_NOTIFIER: '1' },
  })
  if (done.error) console.error(`npm does not start: ${done.error.message}`)
  if (done.status !== 0) process.exit(done.status ?? 1)
}

/** Runs the work when the marker does not carry the key, and sets the marker only after success. */
function once(marker, key, work) {
  if (existsSync(marker) && readFileSync(marker, 'utf8') === key) return false
  rmSync(marker, { force: true })
  work()
  mkdirSync(join(marker, '..'), { recursive: true })
  writeFileSync(marker, key)
  return true
}

once(join(ui, 'node_modules', '.installed'), digest([join(ui, 'package-lock.json'), join(ui, 'package.json')]), () =>
  npm('ci', '--no-audit', '--no-fund'),
)

const sources = digest(files(ui))
if (process.argv[2] === 'check') {
  once(join(ui, 'node_modules', '.checked'), sources, () => npm('run', 'check'))
} else {
  const built = once(join(dist, '.built'), sources, () => {
    npm('run', 'build')
    compress(dist)
  })
  if (built || !existsSync(unpacked)) {
    // a file that is no longer built must not stay in the jar
    rmSync(unpacked, { recursive: true, force: true })
  }
}

/** Compressed copies are made once here, so that the gateway does not compress the same file for every visitor. */
function compress(folder) {
  for (const path of files(folder)) {
    if (!/\.(js|css|svg|json|txt|map)$/.test(path) || statSync(path).size < 1024) continue
    const content = readFileSync(path)
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
    writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
  }
}
