import { inflateRawSync } from 'node:zlib'
import * as decoding from 'lib0/decoding'
import { WebSocket as NodeWebSocket } from 'ws'
import { stepNow } from '#client/panels/host/ghost.ts'
import { ghostSentence } from '#client/panels/rehearsal/open-ghosts.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import type { SaidReason } from '#shared/workshop/round.ts'
import { readFrame } from '#client/model/frames/incoming.ts'

/** A text that one person was sent although another wrote it in private. */
export interface PrivateReading {
  readonly text: number
  readonly reader: string
}

/** One of several processes that play the people of one board: each numbers its own texts. */
export interface ProcessShare {
  readonly index: number
  readonly of: number
}

const mark = 'zq'
const numbered = new RegExp(`${mark}(\\d+)x(\\d+)-`, 'gu')

/** People who rewrite one sentence at once cut marks to pieces: what is left of one is none. */
function checkOf(text: number): number {
  return (text * 7_919 + 4_241) % 9_973
}

/**
 * Marks each text that somebody writes in private, and looks for the marks in every byte that anybody is sent. A person
 * reads their own desk and ballot; what else arrives on a desk is a reading, and what arrives on a board is a leak.
 */
export class PrivateWords {
  readonly leaks: string[] = []
  /** By the text and its reader. */
  readonly readings = new Map<string, PrivateReading>()
  readonly #random: () => number
  readonly #share: ProcessShare
  readonly #authors = new Map<number, string>()
  /** Texts that all may read by now. */
  readonly #shown = new Set<number>()

  constructor(random: () => number, share: ProcessShare = { index: 0, of: 1 }) {
    this.#random = random
    this.#share = share
  }

  /** A sentence of this person, marked while they write in private. */
  readonly sentence = (model: BoardModel): string => {
    const words = ghostSentence(model.meta.get().language, this.#random)
    const isPrivate = model.desk.takesNotes.get() || stepNow(model)?.step.activity === 'form'
    return isPrivate ? this.#marked(model, words) : words
  }

  /** The model of a person whose reasons are marked: nobody reads them before the result. */
  readonly withMarkedReasons = (model: BoardModel): BoardModel => {
    const { voting } = model
    const marked = (reason?: SaidReason) => reason && { ...reason, text: this.#marked(model, reason.text) }
    return {
      ...model,
      voting: {
        ...voting,
        answer: (round, option, answer, reason) => voting.answer(round, option, answer, marked(reason)),
      },
    }
  }

  #marked(model: BoardModel, words: string): string {
    const number = this.#share.index + this.#authors.size * this.#share.of
    this.#authors.set(number, model.me.get().id)
    return `${mark}${number}x${checkOf(number)}- ${words}`
  }

  /** The texts that a reveal shows: all that these people wrote, but for answers that their owners keep. */
  revealedBy(models: Iterable<BoardModel>): readonly number[] {
    const answers = [...models].flatMap(({ desk }) => desk.answers.get())
    const kept = new Set(answers.filter(({ isHeld }) => isHeld).flatMap(({ text }) => textsIn(text)))
    return [...this.#authors.keys()].filter((text) => !kept.has(text))
  }

  /** A reveal begins: everybody may read these texts from now on. */
  show(texts: Iterable<number>): void {
    for (const text of texts) this.#shown.add(text)
  }

  /** The sockets of one person: every frame is read before the model has it. */
  socketsOf(person: string): typeof WebSocket {
    const hear = (isDesk: boolean, frame: Uint8Array) => this.#hear(person, isDesk, frame)
    class HeardSocket extends NodeWebSocket {
      constructor(address: string, protocols?: string | string[]) {
        super(address, protocols)
        const isDesk = new URL(address).pathname.endsWith('/desk')
        this.on('message', (data) => hear(isDesk, new Uint8Array(data as ArrayBuffer)))
      }
    }
    return HeardSocket as unknown as typeof WebSocket
  }

  #hear(person: string, isDesk: boolean, frame: Uint8Array): void {
    for (const text of bytesOf(frame).flatMap((bytes) => textsIn(Buffer.from(bytes)))) {
      if (this.#shown.has(text) || this.#authors.get(text) === person) continue
      if (isDesk) this.readings.set(`${text} ${person}`, { text, reader: person })
      else this.leaks.push(`text ${text} was sent to ${person}`)
    }
  }
}

/** The numbers of the marked texts in these words. */
export function textsIn(words: string | Buffer): readonly number[] {
  if (!words.includes(mark)) return []
  return [...words.toString('latin1').matchAll(numbered)].flatMap(([, number, check]) =>
    Number(check) === checkOf(Number(number)) ? [Number(number)] : [],
  )
}

/** The frame, and what is compressed in it: a large answer comes in slices. */
function bytesOf(frame: Uint8Array): readonly Uint8Array[] {
  const decoder = decoding.createDecoder(frame)
  const messages = readFrame(decoder, decoding.readVarUint(decoder))
  const slices = messages.flatMap((message) => (message.kind === 'slice' ? [message.deflated] : []))
  return [frame, ...slices.map((deflated) => inflateRawSync(deflated))]
}
