/** Progress of a large answer that is on its way, bytes. */
export interface Arriving {
  readonly come: number
  readonly of: number
}

/** Counts the slices of an answer. */
export interface Slices {
  /** True if this was the last one. */
  readonly add: (slice: { readonly left: number; readonly deflated: Uint8Array }) => boolean
  /** The rest will not come: the connection has gone. */
  readonly drop: () => void
}

/** Progress is shown after this time. Not measured. */
const wonderMs = 2_000

/** `told` gets the progress of an answer that takes long, and null when it is complete. */
export function createSlices(now: () => number, told: (arriving: Arriving | null) => void): Slices {
  let come = 0
  let since = 0
  const drop = () => {
    if (come === 0) return
    come = 0
    told(null)
  }
  return {
    add: ({ left, deflated }) => {
      if (come === 0) since = now()
      come += deflated.byteLength
      if (left === 0) {
        drop()
        return true
      }
      if (now() - since >= wonderMs) told({ come, of: come + left })
      return false
    },
    drop,
  }
}

/** The bytes that the server has compressed. */
export async function inflate(deflated: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([deflated as Uint8Array<ArrayBuffer>]).stream()
  const inflated = stream.pipeThrough(new DecompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(inflated).arrayBuffer())
}
