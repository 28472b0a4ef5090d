import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** A Node that runs TypeScript: version 24 or later. On hosts with an older one, npm has installed a copy. */
export function modernNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  const installed = join(
    root,
    'node_modules',
    'node',
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  if (existsSync(installed)) return installed
  throw new Error(
    `This is Node ${process.versions.node}, and the Node 24 of node_modules is missing. Run npm ci with the server stopped, or use Node 24.`,
  )
}

/** Keeps compiled code without types. It saves four tenths of the start of server and exporter. */
export const compileCache = {
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, '.cache', 'node'),
}

/** Starts programs side by side and passes signals on. Resolves with the exit code of the first that ends. */
export function runTogether(commands) {
  return new Promise((resolve) => {
    const children = commands.map(({ command, args, env }) =>
      // The channel breaks whenever this process dies, and the server treats that as a signal.
      spawn(command, args, {
        cwd: root,
        stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
        env: { ...process.env, ...env },
      }),
    )
    const passOn = (signal) => {
      for (const child of children) child.kill(signal)
    }
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, passOn)
    let left = children.length
    let result
    const ended = (code) => {
      result ??= code
      left -= 1
      if (left > 0) return passOn('SIGTERM')
      resolve(result)
    }
    for (const child of children) {
      child.once('error', (error) => {
        console.error(`${child.spawnfile} could not be started: ${error.message}`)
        ended(1)
      })
      // The convention of shells for a program that a signal ended.
      child.once('exit', (code, signal) => ended(code ?? (signal === 'SIGINT' ? 130 : 143)))
    }
  })
}

/**
 * Runs a program that needs no packages, and leaves the tree as it is: a server may be running from it, and the packages
 * may be missing, or those of another version. Resolves with its exit code.
 */
export async function runAsItIs(program) {
  try {
    const args = [program, ...process.argv.slice(2)]
    return await runTogether([{ command: modernNode(), args, env: compileCache }])
  } catch (error) {
    console.error(error.message)
    return 1
  }
}

/** Runs a program to its end without showing output. Resolves with its exit code and output. */
export function runQuietly(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text))
    }
    child.once('error', (error) => resolve({ code: 127, output: error.message }))
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
