import type { Scene } from '../../model/document/scene.ts'

/** The person or group for whom a need was written, among the notes that it came from. Undefined: nobody is named. */
export function personOfNeed(notes: Scene['notes'], from: readonly string[]): string | undefined {
  const source = from.map((id) => notes.get(id)).find((note) => note?.kind === 'stakeholder')
  return source?.text.trim() || undefined
}
