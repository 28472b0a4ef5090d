import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { runCommand } from './run-command.js'

/** Against what hangs. On two free cores all projects take a quarter of an hour; a crowded machine must not fail for it. */
const limitMs = 30 * 60_000

/** Vitest does not see this terminal through the pipe. */
const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}

/**
 * Runs one vitest project on the project's own Node and counts its tests. A crash, a file that cannot be loaded, an
 * error outside a test, or no test at all counts as one failure: nothing that ran badly may look green.
 * `print` receives the output. `failures` says for each failed test its file, its name and how its error begins.
 */
export async function runVitestProject(
  root,
  project,
  env,
  print = (text) => void process.stdout.write(text),
) {
  const folder = join(root, 'tests', '.artifacts')
  const report = join(folder, `${project}.json`)
  mkdirSync(folder, { recursive: true })
  rmSync(report, { force: true })
  const code = await runCommand(
    join(root, 'node_modules', '.bin', 'node'),
    [
      join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${report}`,
    ],
    { env: { ...colours, ...env }, limitMs, cwd: root, print },
  )
  const count = readCount(root, report)
  if (code === 124) print(`${project}: stopped after ${limitMs / 60_000} minutes.\n`)
  if (count.passed + count.failed === 0) print(`${project}: no test ran.\n`)
  const isBad = code !== 0 || count.passed === 0
  return isBad && count.failed === 0 ? { ...count, failed: 1 } : count
}

function readCount(root, report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    )
    const broken = testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
    )
    return {
      passed: numPassedTests,
      failed: numFailedTests + broken.length,
      skipped: numPendingTests + numTodoTests,
      failures: testResults.flatMap((file) => failuresOf(relative(root, file.name), file)),
    }
  } catch {
    // Vitest ended before it could write its report; the caller counts that as a failure.
    return { passed: 0, failed: 0, skipped: 0, failures: [] }
  }
}

function failuresOf(file, { assertionResults, message }) {
  const failed = assertionResults.filter((test) => test.status === 'failed')
  if (failed.length === 0) return message ? [`${file}\n${beginning(message)}`] : []
  return failed.map((test) => `${file} > ${test.fullName}\n${beginning(test.failureMessages.join('\n'))}`)
}

/** Enough to see what was expected and which line of the test said so. */
function beginning(message) {
  const lines = message.split('\n').slice(0, 12)
  return lines.map((line) => `    ${line}`).join('\n')
}
