import type { RefusalCode } from '#shared/wire/command.ts'
import type { Say } from '../basics/model-messages.ts'
import type { NewDraft, Notices } from '../contract/board-model.ts'
import { offerable, type LostNote } from '../document/unsaved-work.ts'

/** Offers words that the server refused. They wait in the notice alone, until they are put back or it is dismissed. */
export function offerLost(
  { notices, say }: { readonly notices: Notices; readonly say: Say },
  code: RefusalCode,
  all: readonly LostNote[],
  add: (drafts: readonly NewDraft[]) => readonly string[],
): void {
  const lost = offerable(code, all)
  const why = say(`errors.${code}`)
  if (lost.length === 0) return void notices.show({ tone: 'warn', text: why })
  const offer = (left: readonly NewDraft[]): void => {
    const count = left.length
    const putBack = () => {
      const still = left.slice(add(left).length)
      if (still.length > 0) offer(still)
    }
    notices.show({
      tone: 'warn',
      text: `${why} ${say('notices.unsavedDrafts', { count })}`,
      isLasting: true,
      action: { label: say('notices.putBackDrafts', { count }), run: putBack },
    })
  }
  offer(lost)
}
