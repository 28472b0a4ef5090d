import type { RoundTarget } from '#shared/workshop/round.ts'
import type { PhotoWords } from '../../i18n/photo-words.ts'
import type { Scene } from '../../model/scene.ts'

/** What is voted on, as a line of text; undefined when it is no longer on the board. */
export function optionText(
  scene: Scene,
  target: RoundTarget,
  option: string,
  withPicture: PhotoWords,
): string | undefined {
  if (target === 'clusters') return scene.clusters.get(option)?.title
  const note = scene.notes.get(option)
  return note?.photo ? withPicture(note.text.trim(), note.photo) : note?.text
}

/** Long notes are cut in names read aloud and in columns (taste). */
const shortLength = 80

export function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= shortLength ? line : `${line.slice(0, shortLength - 1).trimEnd()}…`
}
