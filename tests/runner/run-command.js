import { spawn } from 'node:child_process'

/**
 * Runs a program to its end with this terminal's output; resolves with its exit code, 127 when it could not be
 * started and 124 when it was stopped for taking longer than `limitMs`. It runs as a process group of its own, so
 * that stopping it also stops the servers and browsers it started.
 */
export function runCommand(command, args, { env = {}, limitMs, cwd } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      detached: true,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    let isLate = false
    const stop = () => {
      try {
        if (child.pid) process.kill(-child.pid, 'SIGKILL')
      } catch {
        // The whole group has ended already.
      }
    }
    const interrupted = () => {
      stop()
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
      resolve(isLate ? 124 : code)
    }
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`)
      settle(127)
    })
    child.once('exit', (code) => settle(code ?? 1))
  })
}
