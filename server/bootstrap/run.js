import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The server's TypeScript runs as it is from Node 24 on; hosts with an older one use the copy npm has installed. */
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
  throw new Error('Node 24 is missing from node_modules; delete that folder and start again.')
}

/** Saves four tenths of the server's and the exporter's start: compiled code and types already taken out. */
export const compileCache = {
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, '.cache', 'node'),
}

/** Starts programs side by side, passes signals on, and ends with the exit code of the first that ends. */
export function runTogether(commands) {
  return new Promise((resolve) => {
    const children = commands.map(({ command, args, env }) =>
      // The channel breaks when this process dies, whatever it dies of, and the server takes that for a signal.
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
      // A shell's convention for a program that a signal ended.
      child.once('exit', (code, signal) => ended(code ?? (signal === 'SIGINT' ? 130 : 143)))
    }
  })
}

/** Runs a program to its end without output; resolves with its exit code and what it wrote. */
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
