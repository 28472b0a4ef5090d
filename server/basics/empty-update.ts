/** A Yjs update that changes nothing. */
export const emptyUpdate: Uint8Array = Uint8Array.of(0, 0)

export function isEmptyUpdate(update: Uint8Array): boolean {
  return update.byteLength === emptyUpdate.byteLength && update.every((byte, at) => byte === emptyUpdate[at])
}
