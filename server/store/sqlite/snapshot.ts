import { sliceBytes } from '../../archive/slices.ts'

/** No Yjs update begins so: the number of clients it begins with is written in as few bytes as it takes. */
const mark = Uint8Array.of(0x80, 0x00)
const numberBytes = 4

/** Updates that make a board together, as one row keeps them: behind a mark, their number and their lengths. */
export function packSnapshot(updates: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const head = mark.byteLength + numberBytes * (1 + updates.length)
  const snapshot = new Uint8Array(updates.reduce((sum, { byteLength }) => sum + byteLength, head))
  snapshot.set(mark)
  const numbers = new DataView(snapshot.buffer, mark.byteLength)
  numbers.setUint32(0, updates.length)
  let end = head
  for (const [index, update] of updates.entries()) {
    numbers.setUint32((index + 1) * numberBytes, update.byteLength)
    snapshot.set(update, end)
    end += update.byteLength
  }
  return snapshot
}

/** To be applied one after the other. They look into the bytes of the snapshot, which must be intact. */
export function updatesIn(snapshot: Uint8Array): readonly Uint8Array[] {
  // Earlier versions kept one update as it was.
  if (!isMarked(snapshot)) return [snapshot]
  const numbers = new DataView(snapshot.buffer, snapshot.byteOffset + mark.byteLength)
  const length = numbers.getUint32(0)
  let end = mark.byteLength + numberBytes * (1 + length)
  return Array.from({ length }, (_, index) => {
    const start = end
    end += numbers.getUint32((index + 1) * numberBytes)
    return snapshot.subarray(start, end)
  })
}

/** An earlier version wrote it, and it is longer than a slice. */
export function isUncut(snapshot: Uint8Array): boolean {
  return !isMarked(snapshot) && snapshot.byteLength > sliceBytes
}

function isMarked(snapshot: Uint8Array): boolean {
  return mark.every((byte, index) => snapshot[index] === byte)
}
