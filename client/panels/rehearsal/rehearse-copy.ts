import { copyCheckpoint, keepCheckpoint, type Asking } from '../../model/http/api.ts'
import { keptCreateSecret } from '../../model/memory/create-secret.ts'
import { enterCreated } from '../home/enter-created.ts'

/** Opens a copy of the board as it is now, to be played with ghosts. Returns the code of a problem, if any. */
export async function rehearseCopy(asking: Asking): Promise<string | undefined> {
  const kept = await keepCheckpoint(asking)
  if (!kept.ok) return kept.code
  const created = await copyCheckpoint(asking, kept.value.id, 'rehearsal', keptCreateSecret())
  return created.ok ? enterCreated(created.value, true) : created.code
}
