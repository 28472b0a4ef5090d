/** A websocket frame of the server. */
export interface ServerFrame {
  readonly opcode: number
  readonly payload: Buffer
}

/** The whole frames in these bytes. Servers neither mask nor fragment (RFC 6455 §5.2). */
export function serverFramesIn(bytes: Buffer): readonly ServerFrame[] {
  const frames: ServerFrame[] = []
  for (let at = 0; bytes.length - at >= 2;) {
    const opcode = (bytes[at] ?? 0) & 15
    const short = (bytes[at + 1] ?? 0) & 127
    const header = short === 127 ? 10 : short === 126 ? 4 : 2
    if (bytes.length - at < header) break
    const length =
      short === 127
        ? Number(bytes.readBigUInt64BE(at + 2))
        : short === 126
          ? bytes.readUInt16BE(at + 2)
          : short
    if (bytes.length - at < header + length) break
    frames.push({ opcode, payload: bytes.subarray(at + header, at + header + length) })
    at += header + length
  }
  return frames
}
