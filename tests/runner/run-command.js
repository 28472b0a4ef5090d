import { spawn } from 'node:child_process'

/** Stops each program that runs now. */
const stops = new Set()

/** Not measured: what a program wrote before its end is read at once. */
const restMs = 5_000

/**
 * Runs a program to its end with this terminal's output, or with `print` for each part of it. Resolves with its exit
 * code, 127 when it could not be started and 124 when it was stopped for taking longer than `limitMs`. It runs as a
 * process group of its own, so that stopping it also stops the servers and browsers it started.
 */
export function runCommand(command, args, { env = {}, limitMs, cwd, print } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      detached: true,
      env: { ...process.env, ...env },
      stdio: ['ignore', print ? 'pipe' : 'inherit', print ? 'pipe' : 'inherit'],
    })
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', print)
    let isLate = false
    const stop = () => {
      try {
        if (child.pid) process.kill(-child.pid, 'SIGKILL')
      } catch {
        // The whole group has ended already.
      }
    }
    stops.add(stop)
    const interrupted = () => {
      for (const stopOne of stops) stopOne()
      process.exit(130)
    }
    process.once('SIGINT', interrupted)
    process.once('SIGTERM', interrupted)
    const timer = setTimeout(() => {
      isLate = true
      stop()
    }, limitMs)
    const settle = (code) => {
      clearTimeout(timer)
      process.off('SIGINT', interrupted)
      process.off('SIGTERM', interrupted)
      stop()
      stops.delete(stop)
      resolve(isLate ? 124 : code)
    }
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`)
      settle(127)
    })
    child.once('exit', (code) => {
      // The rest of its output is on the way; a program that it left behind may keep that open.
      const timer = setTimeout(() => settle(code ?? 1), restMs)
      stop()
      child.once('close', () => {
        clearTimeout(timer)
        settle(code ?? 1)
      })
    })
  })
}
