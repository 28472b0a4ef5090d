import { Fill } from '#shared/wire/message.ts'
import type { Say, Sentence } from '../basics/model-messages.ts'
import type { Notices } from '../contract/board-model.ts'

type Sentences = Readonly<Record<Exclude<Fill, typeof Fill.roomy>, Sentence>>

/** Shows that a document has little room left, or none, before people write in vain. Once at each change. */
export function createFillNotice(
  { notices, say }: { readonly notices: Notices; readonly say: Say },
  sentences: Sentences,
): (fill: Fill) => void {
  let level: Fill = Fill.roomy
  let shown: string | undefined
  return (fill) => {
    if (fill === level) return
    level = fill
    if (shown !== undefined) notices.dismiss(shown)
    shown =
      fill === Fill.roomy
        ? undefined
        : notices.show({ tone: 'warn', text: say(sentences[fill]), isLasting: true })
  }
}
