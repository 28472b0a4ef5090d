import { execFileSync, type ChildProcess } from 'node:child_process'
import type { Store } from '#server/contracts/store.ts'
import { StoreError } from '#server/contracts/store-error.ts'

interface Spawned {
  readonly child: ChildProcess
}

/** The kernel refuses to write beyond a page of any file: an I/O error to SQLite, as a full or broken disk gives. Needs Linux. */
export function fillDisk({ child }: Spawned): void {
  limitFiles(child.pid, '1024:unlimited')
}

/** Begins the command line of a program that meets such a disk from its first moment. */
export const fullDiskCommand = ['prlimit', '--fsize=1024:unlimited'] as const

export function freeDisk({ child }: Spawned): void {
  limitFiles(child.pid, 'unlimited:unlimited')
}

function limitFiles(pid: number | undefined, bytes: string): void {
  execFileSync('prlimit', [`--pid=${pid}`, `--fsize=${bytes}`])
}

/** A store that stands on a disk which fills up. */
export function createFillableDisk(): { isFull: boolean; around: (store: Store) => Store } {
  const disk = {
    isFull: false,
    around: (store: Store): Store => ({ ...store, append: refuse(store.append), probe: refuse(store.probe) }),
  }
  const refuse =
    <Args extends readonly unknown[]>(write: (...args: Args) => Promise<void>) =>
    async (...args: Args): Promise<void> => {
      if (disk.isFull) throw new StoreError('the disk is full')
      return write(...args)
    }
  return disk
}
