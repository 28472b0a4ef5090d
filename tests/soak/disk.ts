import { spawnSync } from 'node:child_process'
import { open, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addNote, notesOf } from '#shared/board/note.ts'
import { Role } from '#shared/workshop/role.ts'
import { enterBoard } from '#tests/support/enter-board.ts'
import { newTempFolder, startStandaloneServer } from '#tests/support/standalone-server.ts'
import { connectClient, type SocketClient } from '#tests/support/socket-client.ts'

const plain = { x: 0, y: 0, author: null, created: 1 }
const sizeMb = 64

/** A disk of its own under the data folder, and what goes wrong with it. */
interface Disk {
  readonly path: string
  readonly fail: () => Promise<void>
  /** Undefined: the disk is repaired only by a new mount, under a new server. */
  readonly recover: (() => Promise<void>) | undefined
  readonly mountAgain: () => void
  readonly remove: () => void
}

/**
 * A disk that really is full, and one whose file system has given up and turned read-only, under a server at work.
 * Saved notes must survive, unsaved notes must not be called saved, people must be told, and the board must stay readable.
 * Needs Linux and the right to mount. False when a rule did not hold.
 */
export async function disk(): Promise<boolean> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    console.error('This mounts file systems of its own: it needs Linux and root.')
    return false
  }
  const folder = await newTempFolder()
  try {
    const isFullHeld = await survives('full', fullDisk(folder.path))
    const isReadOnlyHeld = await survives('read-only', await brokenDisk(folder.path))
    return isFullHeld && isReadOnlyHeld
  } finally {
    await folder.remove()
  }
}

async function survives(name: string, disk: Disk): Promise<boolean> {
  let server = await startStandaloneServer(disk.path)
  try {
    const board = await server.createBoard()
    const [writer, other] = [await enterBoard(server, board), await enterBoard(server, board)]
    addNote(writer.doc, { ...plain, text: 'before' })
    await writer.allSaved()
    await other.until(() => textsOf(other).includes('before'))
    const guest = await server.join(board, Role.participant)

    await disk.fail()
    const saved = writer.saved()
    addNote(writer.doc, { ...plain, text: 'meanwhile' })
    // The writer is asked to come again; everybody is told that nothing can be saved at the moment.
    const isAskedAgain = (await writer.closed).code
    const late = connectClient({ url: server.url, board: board.id, token: guest.session })
    await late.until(() => late.isSynced() && late.isWritable() === false)
    const facts = {
      'asked to come again': isAskedAgain,
      'said to be saved meanwhile': writer.saved() - saved,
      'still read': textsOf(late).join(),
      'seen by others': textsOf(other).join(),
      healthz: (await fetch(`${server.url.replace('ws', 'http')}/healthz`)).status,
    }
    if (disk.recover) {
      // A server that is started again while the disk is full is of use, too.
      await server.process.stop('SIGTERM')
      server = await startStandaloneServer(disk.path)
      const again = connectClient({ url: server.url, board: board.id, token: guest.session })
      await again.until(() => again.isSynced() && again.isWritable() === false)
      if (textsOf(again).join() !== 'before') throw new Error('a full disk hides the notes after a restart')
      addNote(again.doc, { ...plain, text: 'later' })
      await disk.recover()
      await again.allSaved()
    }
    await server.process.stop('SIGKILL')
    disk.mountAgain()
    server = await startStandaloneServer(disk.path)
    const after = await enterBoard(server, board)
    const found = textsOf(after)
    console.log(`${name}: ${JSON.stringify({ ...facts, 'after a restart': found.join() })}`)
    const expected = disk.recover ? ['before', 'later'] : ['before']
    return (
      facts['said to be saved meanwhile'] === 0 &&
      facts['still read'] === 'before' &&
      facts['seen by others'] === 'before' &&
      facts.healthz === 503 &&
      found.join() === expected.join()
    )
  } finally {
    await server.process.stop('SIGKILL')
    disk.remove()
  }
}

function textsOf({ doc }: SocketClient): readonly string[] {
  return notesOf(doc)
    .map(({ text }) => text)
    .toSorted()
}

function fullDisk(folder: string): Disk {
  const path = join(folder, 'full')
  run('mkdir', path)
  run('mount', '-t', 'tmpfs', '-o', `size=${sizeMb}m`, 'tmpfs', path)
  const filler = join(path, 'filler')
  return {
    path,
    fail: async () => {
      const file = await open(filler, 'w')
      try {
        for (const block = Buffer.alloc(65_536); ;) await file.write(block)
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
      } finally {
        await file.close()
      }
    },
    recover: () => rm(filler),
    mountAgain: () => {},
    remove: () => run('umount', '--lazy', path),
  }
}

async function brokenDisk(folder: string): Promise<Disk> {
  const path = join(folder, 'broken')
  const image = join(folder, 'image')
  run('mkdir', path)
  await writeFile(image, '')
  await truncate(image, sizeMb * 1_000_000)
  run('mkfs.ext4', '-q', image)
  const mount = (): void => run('mount', '-o', 'loop', image, path)
  mount()
  return {
    path,
    // The kernel does this to a file system after an error, also to files open for writing.
    fail: async () => run('mount', '-o', 'remount,abort', path),
    recover: undefined,
    mountAgain: () => {
      run('umount', path)
      run('fsck.ext4', '-p', image)
      mount()
    },
    remove: () => run('umount', '--lazy', path),
  }
}

export function run(command: string, ...values: readonly string[]): void {
  const { status } = spawnSync(command, values, { stdio: ['ignore', 'ignore', 'inherit'] })
  // 1 is what a check of a file system ends with that has found and corrected errors.
  if (status !== 0 && !(status === 1 && command.startsWith('fsck'))) {
    throw new Error(`${command} ${values.join(' ')} failed`)
  }
}
