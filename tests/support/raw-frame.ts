/** A client's websocket frame, right or wrong (RFC 6455 §5.2). */
export interface RawFrame {
  readonly opcode?: number
  readonly isFinal?: boolean
  readonly isCompressed?: boolean
  readonly isMasked?: boolean
  /** Instead of the payload's own length. */
  readonly length?: number
  readonly payload?: Uint8Array
}

export function encodeFrame(frame: RawFrame): Buffer {
  const {
    opcode = 2,
    isFinal = true,
    isCompressed = false,
    isMasked = true,
    payload = Buffer.alloc(0),
  } = frame
  const header = Buffer.alloc(14)
  header[0] = (isFinal ? 0x80 : 0) | (isCompressed ? 0x40 : 0) | opcode
  header[1] = (isMasked ? 0x80 : 0) | 127
  header.writeBigUInt64BE(BigInt(frame.length ?? payload.byteLength), 2)
  const short = Math.min(125, payload.byteLength)
  // Control frames must be short; their length stands in the second byte.
  if (opcode >= 8 && frame.length === undefined) {
    header[1] = (isMasked ? 0x80 : 0) | short
    return Buffer.concat([
      header.subarray(0, 2),
      isMasked ? Buffer.alloc(4) : Buffer.alloc(0),
      payload.subarray(0, short),
    ])
  }
  return Buffer.concat([header.subarray(0, isMasked ? 14 : 10), payload])
}
