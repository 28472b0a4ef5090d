/**
 * Size of one update in a snapshot. A reader applies that much at once: some milliseconds.
 */
export const sliceBytes = 65_536

/**
 * Marks a pack. No Yjs update begins so: an update begins with its number of clients, in as few bytes as it takes.
 */
const mark = Uint8Array.of(0x80, 0x00)
const numberBytes = 4

/** Packs several updates into the bytes of one snapshot: the mark, their count, their lengths, then the updates. */
export function packUpdates(updates: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const head = mark.byteLength + numberBytes * (1 + updates.length)
  const pack = new Uint8Array(updates.reduce((sum, { byteLength }) => sum + byteLength, head))
  pack.set(mark)
  const numbers = new DataView(pack.buffer, mark.byteLength)
  numbers.setUint32(0, updates.length)
  let end = head
  for (const [index, update] of updates.entries()) {
    numbers.setUint32((index + 1) * numberBytes, update.byteLength)
    pack.set(update, end)
    end += update.byteLength
  }
  return pack
}

/** The updates of a snapshot, to apply in order. They share the snapshot's buffer. Its bytes must be intact. */
export function unpackUpdates(snapshot: Uint8Array): readonly Uint8Array[] {
  // Earlier versions stored one update, unpacked.
  if (!isPack(snapshot)) return [snapshot]
  const numbers = new DataView(snapshot.buffer, snapshot.byteOffset + mark.byteLength)
  const length = numbers.getUint32(0)
  let end = mark.byteLength + numberBytes * (1 + length)
  return Array.from({ length }, (_, index) => {
    const start = end
    end += numbers.getUint32((index + 1) * numberBytes)
    return snapshot.subarray(start, end)
  })
}

/** True for a snapshot of an earlier version that is longer than one slice. */
export function isUncut(snapshot: Uint8Array): boolean {
  return !isPack(snapshot) && snapshot.byteLength > sliceBytes
}

function isPack(snapshot: Uint8Array): boolean {
  return mark.every((byte, index) => snapshot[index] === byte)
}

/** A Yjs update that changes nothing. */
export const emptyUpdate: Uint8Array = Uint8Array.of(0, 0)

export function isEmptyUpdate(update: Uint8Array): boolean {
  return update.byteLength === emptyUpdate.byteLength && update.every((byte, at) => byte === emptyUpdate[at])
}
