import { frameLimit } from '#shared/wire/message.ts'
import type { RawFrame } from '#tests/support/raw-frame.ts'
import type { Random } from '#tests/support/random.ts'

/** Codes of RFC 6455 §7.4.1. */
const protocolError = 1002
const policyViolation = 1008
const tooBig = 1009

/** Frames that no browser sends, and the code our server ends the connection with. */
export const hostileFrames: readonly {
  readonly name: string
  readonly code: number
  readonly frames: () => readonly RawFrame[]
}[] = [
  {
    name: 'a frame of 16 MB',
    code: tooBig,
    frames: () => [{ payload: new Uint8Array(16 * 1_048_576) }],
  },
  { name: 'a frame that claims four exabytes', code: tooBig, frames: () => [{ length: 2 ** 62 }] },
  {
    name: 'a frame one byte too long',
    code: tooBig,
    frames: () => [{ payload: new Uint8Array(frameLimit + 1) }],
  },
  {
    name: 'a compression bomb, compression never having been agreed on',
    code: protocolError,
    frames: () => [{ isCompressed: true, payload: new Uint8Array(1_000) }],
  },
  {
    name: 'an unmasked frame',
    code: protocolError,
    frames: () => [{ isMasked: false, payload: new Uint8Array(3) }],
  },
  { name: 'a reserved opcode', code: protocolError, frames: () => [{ opcode: 5 }] },
  {
    name: 'a continuation of nothing',
    code: protocolError,
    frames: () => [{ opcode: 0, payload: new Uint8Array(3) }],
  },
  { name: 'a message in endless small pieces', code: policyViolation, frames: () => pieces(5_000, 1) },
  {
    name: 'a message whose pieces never end being small enough',
    code: tooBig,
    frames: () => pieces(20, 65_536),
  },
]

function pieces(count: number, bytes: number): readonly RawFrame[] {
  const payload = new Uint8Array(bytes)
  return [
    { isFinal: false, payload },
    ...Array.from({ length: count }, () => ({ opcode: 0, isFinal: false, payload })),
  ]
}

export function floodOfPings(): readonly RawFrame[] {
  return Array.from({ length: 5_000 }, () => ({ opcode: 9, payload: new Uint8Array(125) }))
}

/** Messages cut at every length, and known kinds of message with noise behind them. */
export function noisyMessages(random: Random): readonly Uint8Array[] {
  const update = [0, 2, 6, 1, 1, 5, 0, 0, 0]
  const noise = Array.from({ length: 40 }, () => [
    random.pick([0, 1, 3, 64, 67, 70]),
    ...Array.from({ length: random.below(30) }, () => random.below(256)),
  ])
  return [...update.map((_, length) => update.slice(0, length)), ...noise].map((bytes) =>
    Uint8Array.from(bytes),
  )
}
