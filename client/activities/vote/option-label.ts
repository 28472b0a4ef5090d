import type { RoundTarget } from '#shared/workshop/round.ts'
import type { PhotoWords } from '../../i18n/photo-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'

type Scene = BoardModel['scene']

/**
 * An option as a line of text; undefined when it is no longer on the board. `frozen`: the words about which its round
 * decides, where it has other ones by now.
 */
export function optionText(
  scene: Scene,
  target: RoundTarget,
  option: string,
  withPicture: PhotoWords,
  frozen?: string,
): string | undefined {
  if (target === 'clusters') return frozen ?? scene.clusters.get(option)?.title
  const note = scene.notes.get(option)
  const text = frozen ?? note?.text
  return note?.photo ? withPicture((text ?? '').trim(), note.photo) : text
}

export function isOnBoard({ notes, clusters }: Pick<Scene, 'notes' | 'clusters'>, option: string): boolean {
  return notes.has(option) || clusters.has(option)
}

/**
 * The number of these dots on options that are no longer on the board. The canvas does not show them. Only
 * the list gives them back.
 */
export function dotsOnTheGone(
  scene: Pick<Scene, 'notes' | 'clusters'>,
  dots: Readonly<Record<string, number>>,
): number {
  return Object.entries(dots).reduce(
    (count, [option, own]) => (isOnBoard(scene, option) ? count : count + own),
    0,
  )
}

/** A label in names read aloud: a sentence has its first few hundred letters. */
export function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
