/** Progress of a large message that is on its way, bytes. */
export interface Arriving {
  readonly come: number
  readonly of: number
}

/** Joins the parts of a message. */
export interface Parts {
  /** The whole message once this was its last part. */
  readonly add: (part: { readonly size: number; readonly bytes: Uint8Array }) => Uint8Array | undefined
  /** The rest will not come: the connection has gone. */
  readonly drop: () => void
}

/** Progress is shown after this time. Not measured. */
const wonderMs = 2_000

/** `told` gets the progress of a message that takes long, and null when it is complete. */
export function createParts(now: () => number, told: (arriving: Arriving | null) => void): Parts {
  let parts: Uint8Array[] = []
  let come = 0
  let since = 0
  const drop = () => {
    if (come === 0) return
    parts = []
    come = 0
    told(null)
  }
  return {
    add: ({ size, bytes }) => {
      if (come === 0) since = now()
      parts.push(bytes)
      come += bytes.byteLength
      if (come < size) {
        if (now() - since >= wonderMs) told({ come, of: size })
        return undefined
      }
      const whole = joined(parts, come)
      drop()
      return whole
    },
    drop,
  }
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}
