import { join } from 'node:path'
import { runCommand } from './run-command.js'

const checks = [
  // Each further checker would read most of the same types again: twice the CPU time.
  { name: 'types', tool: 'tsc', args: ['-b', '--checkers', '1'] },
  { name: 'lint', tool: 'oxlint', args: ['--type-aware', '--deny-warnings'] },
  { name: 'format', tool: 'oxfmt', args: ['--check'] },
  { name: 'unused code', tool: 'knip', args: [] },
  { name: 'plain English', tool: 'node', args: ['tests/runner/plain-english.js'] },
]

/** Runs every static check, also after one has failed, and counts them. `print` receives the output. */
export async function runStaticChecks(root, print = (text) => void process.stdout.write(text)) {
  const bin = join(root, 'node_modules', '.bin')
  // The tools are scripts for `env node`; the project's own Node stands first.
  const env = { PATH: `${bin}:${process.env.PATH ?? ''}` }
  const count = { passed: 0, failed: 0, skipped: 0 }
  for (const { name, tool, args } of checks) {
    const code = await runCommand(join(bin, tool), args, { env, cwd: root, limitMs: 5 * 60_000, print })
    print(`${code === 0 ? '✓' : '✗'} ${name} (${[tool, ...args].join(' ')})\n`)
    if (code === 0) count.passed += 1
    else count.failed += 1
  }
  return count
}
