/** A Yjs update that changes nothing. */
export const emptyUpdate: Uint8Array = Uint8Array.of(0, 0)
