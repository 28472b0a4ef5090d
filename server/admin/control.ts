import { createHash } from 'node:crypto'
import { chmod, rm } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { ControlReply, HostCommands, HostRequest } from './host-commands.ts'

/**
 * The way from a command of the host to the server that runs: a socket in the data folder, which only the server's own user
 * can open. Each connection is one line of JSON and the bytes of a file, and the same back.
 */
export async function serveControl(
  dataDir: string,
  commands: HostCommands,
): Promise<{ readonly close: () => void }> {
  const path = socketIn(dataDir)
  // Of a server that was killed: this one has the lock of the folder.
  if (process.platform !== 'win32') await rm(path, { force: true })
  const server = createServer({ allowHalfOpen: true }, (socket) => void answer(socket, commands))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  if (process.platform !== 'win32') await chmod(path, 0o600)
  return { close: () => server.close() }
}

/** Asks the server that uses this data folder. Undefined when none does. */
export async function askControl(dataDir: string, request: HostRequest): Promise<ControlReply | undefined> {
  const socket = await opened(socketIn(dataDir))
  if (!socket) return undefined
  const { args, file = new Uint8Array() } = request
  socket.write(`${JSON.stringify({ args })}\n`)
  socket.end(file)
  const [head, rest] = cut(await buffer(socket))
  return { ...(JSON.parse(head) as ControlReply), file: rest }
}

async function answer(socket: Socket, commands: HostCommands): Promise<void> {
  socket.on('error', () => socket.destroy())
  try {
    const [head, file] = cut(await buffer(socket))
    const { args } = JSON.parse(head) as { readonly args: readonly string[] }
    const { file: made = new Uint8Array(), ...reply } = await commands({ args, file })
    socket.write(`${JSON.stringify(reply)}\n`)
    socket.end(made)
  } catch (cause) {
    socket.end(`${JSON.stringify({ isDone: false, lines: [String(cause)] } satisfies ControlReply)}\n`)
  }
}

/** The first line, and the bytes after it. */
function cut(bytes: Buffer): readonly [head: string, rest: Uint8Array] {
  const end = bytes.indexOf('\n')
  return [bytes.toString('utf8', 0, end), bytes.subarray(end + 1)]
}

function opened(path: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ path, allowHalfOpen: true })
    socket.once('connect', () => resolve(socket))
    socket.once('error', () => resolve(undefined))
  })
}

function socketIn(dataDir: string): string {
  if (process.platform !== 'win32') return join(dataDir, 'admin.sock')
  return `\\\\.\\pipe\\boussole-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`
}
