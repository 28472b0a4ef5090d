import { execFileSync } from 'node:child_process'
import { StoreError, type Store } from '#server/store/store.ts'
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

/** A store that stands on a disk which fills up. */
export function breakableDisk(): { isFull: boolean; around: (store: Store) => Store } {
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
