import type { Notices } from '../contract/board-model.ts'
import type { Platform } from '../platform/platform.ts'
import type { Say } from '../basics/model-messages.ts'

/** Offers to copy words that never reached the server and no longer can. They are on this page alone. */
export function offerToCopy(
  texts: readonly string[],
  at: { readonly notices: Notices; readonly say: Say; readonly copy: Platform['copy'] },
): void {
  const words = texts.filter((text) => text.trim() !== '').join('\n\n')
  if (words === '') return
  const { notices, say } = at
  const take = async () => {
    const isCopied = await at.copy(words)
    if (isCopied) notices.show({ tone: 'calm', text: say('notices.unsentCopied') })
    // The browser copies nothing, so the notice shows the words themselves.
    else notices.show({ tone: 'warn', text: `${say('notices.unsent')} ${words}`, isLasting: true })
  }
  notices.show({
    tone: 'warn',
    text: say('notices.unsent'),
    isLasting: true,
    action: { label: say('notices.copyUnsent'), run: () => void take() },
  })
}
