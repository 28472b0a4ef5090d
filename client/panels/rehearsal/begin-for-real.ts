import { withNotes } from '#shared/agenda/phase-notes.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { createBoard, readPhaseNotes, type Asking } from '../../model/http/api.ts'
import { keptCreateSecret } from '../../model/memory/create-secret.ts'
import { enterCreated } from '../home/enter-created.ts'

/** Opens an empty board with the agenda as it was edited here. Returns the code of a problem, if any. */
export async function beginForReal(
  { agenda, meta }: BoardModel,
  asking: Asking,
): Promise<string | undefined> {
  const current = agenda.get()
  const notes = current ? await readPhaseNotes(asking) : undefined
  if (notes?.ok === false) return notes.code
  const { title, language } = meta.get()
  const created = await createBoard(
    {
      title,
      language,
      ...(current && {
        agenda: {
          template: withNotes(current.template, notes?.value.notes ?? {}),
          answers: { ...current.answers },
        },
      }),
    },
    keptCreateSecret(),
  )
  return created.ok ? enterCreated(created.value) : created.code
}
