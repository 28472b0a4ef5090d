import type { Language } from '#shared/board/document.ts'
import { crowdLimit } from '#shared/wire/presence.ts'
import { stepNow, type Ghost } from '../../panels/host/ghost.ts'
import { consentIn } from './consent-view.ts'

/** In the language of the board, which may be another than the page's. */
const objection: Readonly<Record<Language, string>> = {
  en: 'Any other team could sign this sentence.',
  fr: 'N’importe quelle autre équipe pourrait signer cette phrase.',
}

/** Share of those who object, in a crowd. Not measured. */
const objectors = 0.01

/** The adoption that a ghost has signed. */
const signed = new WeakMap<object, string>()

/** Most can carry the sentence. One objects when it is asked first, with a reason, and agrees to the next version. All sign. */
export const ghostOfConsent: Ghost = ({ model, random }) => {
  const placed = stepNow(model)
  if (placed?.step.activity !== 'consent') return false
  const { open, current, adoption } = consentIn(model, placed.path).get()
  if (adoption && signed.get(model) !== adoption.id) {
    signed.set(model, adoption.id)
    void model.run({ kind: 'purpose.sign', adoption: adoption.id })
    return true
  }
  if (!open || current === null || model.voting.dots.get()[open.id]?.[current] !== undefined) return false
  if (!isObjector(model, random)) {
    void model.voting.answer(open.id, current, 3 + Math.floor(random() * 3))
    return true
  }
  const isFirst = open.previous === null
  const reason = isFirst ? { text: objection[model.meta.get().language], isSigned: false } : undefined
  void model.voting.answer(open.id, current, isFirst ? 0 : 4, reason)
  return true
}

/** One of those who are here: the first by id, which all ghosts find the same. A crowd is not shown who is in it. */
function isObjector(
  { me, presence }: Parameters<Ghost>[0]['model'],
  random: Parameters<Ghost>[0]['random'],
): boolean {
  if (presence.count.get() > crowdLimit) return random() < objectors
  const others = presence.people.get().filter(({ leads }) => !leads)
  return others.every(({ participant }) => me.get().id <= participant)
}
