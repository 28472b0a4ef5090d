import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import { dirname } from 'node:path'
import { languagesWithoutFont } from '../report/fonts.ts'
import { bad, ok, warn, type Finding } from './finding.ts'

const gigabyte = 1e9

/** Magic numbers of Linux (statfs(2)). Locks and write-ahead logs of SQLite need a disk of this machine. */
const networkSystems = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x01021997, '9p'],
  [0x00c36400, 'Ceph'],
  [0x47504653, 'GPFS'],
  [0x0bd00bd0, 'Lustre'],
])
const memorySystems = new Map([
  [0x01021994, 'tmpfs'],
  [0x858458f6, 'ramfs'],
])

export function findingsOfFolder(name: string, dir: string): readonly Finding[] {
  const there = existing(dir)
  try {
    accessSync(there, constants.W_OK | constants.X_OK)
  } catch {
    // The folder that is there belongs to somebody else, or the disk is read-only.
    return [
      bad(name, `${dir} cannot be written to`, `give it to the user of the server: chown -R USER ${dir}`),
    ]
  }
  const { bavail, bsize, type } = statfsSync(there)
  const free = bavail * bsize
  const network = networkSystems.get(type)
  const memory = memorySystems.get(type)
  const system = network
    ? [
        bad(
          name,
          `${dir} is on a network file system (${network})`,
          'choose a disk of this machine: boards may be damaged there',
        ),
      ]
    : memory
      ? [
          warn(
            name,
            `${dir} is in memory (${memory})`,
            'choose a disk: everything is lost with the next restart',
          ),
        ]
      : []
  const words = `${(free / gigabyte).toFixed(1)} GB free on the disk of ${dir}`
  if (free < 0.3 * gigabyte)
    return [...system, bad(name, words, 'free some space: below 256 MB nothing is saved')]
  return [
    ...system,
    free < 2 * gigabyte ? warn(name, words, 'free some space, or take a larger disk') : ok(name, words),
  ]
}

export function findingsOfMemory(): readonly Finding[] {
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Infinity)
  const words = `${(bytes / gigabyte).toFixed(1)} GB`
  return bytes < 0.95 * gigabyte
    ? [warn('memory', words, 'give it 1 GB: files are made in processes of their own, some 200 MB each')]
    : [ok('memory', words)]
}

export function findingsOfFonts(): readonly Finding[] {
  const missing = languagesWithoutFont()
  return missing.length === 0
    ? [ok('fonts', 'all are there')]
    : [
        warn(
          'fonts',
          `none for ${missing.join(', ')}`,
          'run npm ci; until then exported files show □ for them',
        ),
      ]
}

export function findingsOfClock(now: number): readonly Finding[] {
  const words = new Date(now).toISOString()
  return now < Date.UTC(2026, 0)
    ? [bad('clock', words, 'set the clock: links, votes and backups go by it')]
    : [ok('clock', `${words} by this machine; check the zone of its log`)]
}

/** Whether the server could listen there. */
export async function findingsOfPort(port: number, host: string): Promise<readonly Finding[]> {
  const code = await new Promise<string | undefined>((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code))
    server.listen(port, host, () => server.close(() => resolve(undefined)))
  })
  const words = `${host}:${port}`
  if (code === undefined) return [ok('port', `${words} is free`)]
  if (code === 'EADDRINUSE') return [bad('port', `another program has ${words}`, 'choose another PORT')]
  if (code === 'EACCES') return [bad('port', `this user may not open ${words}`, 'choose a PORT above 1023')]
  return [bad('port', `${words} cannot be opened (${code})`, 'choose a HOST of this machine')]
}

/** The folder itself, or the nearest one above it. */
function existing(dir: string): string {
  return existsSync(dir) || dirname(dir) === dir ? dir : existing(dirname(dir))
}
