import { nanoid } from 'nanoid'
import type { SaidReason } from '#shared/workshop/round.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { keepSentReasons, readSentReasons } from '../../model/memory/own-ideas.ts'

/** As the server checks it. */
const secretLetters = 24

/** Reasons of one person on one board. Not measured. */
const mostReasons = 100

/** The reason with the secret of its author. This browser keeps both, so that its author can lend the words later. */
export function withSecret(
  { id, me }: Pick<BoardModel, 'id' | 'me'>,
  round: string,
  option: string,
  reason: SaidReason,
): SaidReason {
  const person = me.get().id
  const all = readSentReasons(id, person)
  const known = all.find((each) => each.round === round && each.option === option)
  const secret = known?.secret ?? nanoid(secretLetters)
  const sent = { round, option, text: reason.text, secret, isLent: false }
  keepSentReasons(id, person, [...all.filter((each) => each !== known), sent].slice(-mostReasons))
  return { ...reason, secret }
}
