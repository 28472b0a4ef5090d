import { encodeEntries } from './awareness.ts'
import { awarenessFrame } from './frame.ts'
import { limits } from './limits.ts'
import type { Room } from './room.ts'

/** Starts the one timer of all rooms: it ends slow and dead connections. Returns a function that stops it. */
export function startHeartbeat(rooms: () => Iterable<Room>): () => void {
  let sweeps = 0
  const timer = setInterval(() => {
    sweeps += 1
    const at = performance.now()
    for (const room of rooms()) {
      room.sweep(at)
      for (const { connection, index, speaksOurs } of room.members) {
        // Different connections have their turns in different sweeps.
        const turn = index + sweeps
        if (turn % limits.sweepsPerSign === 0 && !speaksOurs) connection.write(signOfLife)
        if (turn % limits.sweepsPerPing === 0) connection.checkAlive()
      }
    }
  }, limits.sweepMs).unref()
  return () => clearInterval(timer)
}

/** An awareness message without entries. The stock client gives up a server that sent no message for 30 s. */
const signOfLife = awarenessFrame(encodeEntries([]))
