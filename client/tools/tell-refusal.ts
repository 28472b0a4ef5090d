import { errorSentence } from '../i18n/i18n.ts'
import type { CommandOutcome } from '../model/contract/board-commands.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import { showOnce } from '../model/commands/notices.ts'

/** Shows a refusal of the server, once, however often the person tries. */
export function tellRefusal(
  { notices }: Pick<BoardModel, 'notices'>,
  asked: Promise<CommandOutcome>,
  onOk?: (outcome: CommandOutcome) => void,
): void {
  const tell = async () => {
    const outcome = await asked
    if (outcome.ok) onOk?.(outcome)
    else showOnce(notices, { tone: 'warn', text: errorSentence(outcome.code) })
  }
  void tell()
}
