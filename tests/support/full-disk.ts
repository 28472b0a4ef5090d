import { execFileSync } from 'node:child_process'
import type { SpawnedServer } from './server.ts'

/** What a full disk looks like to a program: no file of it may grow beyond a page. Needs Linux. */
export function fillDisk({ child }: SpawnedServer): void {
  limitFiles(child.pid, '4096:unlimited')
}

export function emptyDisk({ child }: SpawnedServer): void {
  limitFiles(child.pid, 'unlimited:unlimited')
}

function limitFiles(pid: number | undefined, bytes: string): void {
  execFileSync('prlimit', [`--pid=${pid}`, `--fsize=${bytes}`])
}
