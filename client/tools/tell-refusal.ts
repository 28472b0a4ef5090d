import { errorSentence } from '../i18n/error-sentence.ts'
import type { BoardModel, CommandOutcome } from '../model/board-model.ts'

/** What the server did not do is said; once, however often it is tried. */
export function tellRefusal({ notices }: Pick<BoardModel, 'notices'>, asked: Promise<CommandOutcome>): void {
  const tell = async () => {
    const outcome = await asked
    if (outcome.ok) return
    const text = errorSentence(outcome.code)
    if (!notices.list.get().some((shown) => shown.text === text)) notices.show({ tone: 'warn', text })
  }
  void tell()
}
