import type { BoardModel } from '../../model/contract/board-model.ts'
import { createBoard } from '../../model/http/api.ts'
import { keptCreateSecret } from '../../model/memory/create-secret.ts'
import { enterCreated } from '../home/enter-created.ts'

/** Opens an empty board with the agenda as it was edited here. Returns the code of a problem, if any. */
export async function beginForReal({ agenda, meta }: BoardModel): Promise<string | undefined> {
  const current = agenda.get()
  const { title, language } = meta.get()
  const created = await createBoard(
    {
      title,
      language,
      ...(current && { agenda: { template: current.template, answers: { ...current.answers } } }),
    },
    keptCreateSecret(),
  )
  return created.ok ? enterCreated(created.value) : created.code
}
