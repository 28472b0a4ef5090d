import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import { inLine } from '#shared/text/in-line.ts'
import type { CommonName, Translate } from '../../i18n/translate.ts'
import type { Scene, SceneNote } from '../../model/document/scene.ts'

/** Letters of a note that tell which group it is. */
const letters = 48

/** The notes of a group as people read them. */
export function notesOfGroup(
  { notes, clusters }: Pick<Scene, 'notes' | 'clusters'>,
  group: string,
): readonly SceneNote[] {
  const members = clusters.get(group)?.members.flatMap((id) => notes.get(id) ?? []) ?? []
  return inReadingOrder(members, ({ rect }) => rect)
}

/** The name of a group in a list: its title, or the first words of its notes. */
export function groupLabel(
  scene: Pick<Scene, 'notes' | 'clusters'>,
  group: string,
  t: Translate<CommonName>,
): string {
  const title = scene.clusters.get(group)?.title.trim()
  if (title) return inLine(title)
  const words = notesOfGroup(scene, group)
    .map(({ text }) => inLine(text, letters))
    .find((text) => text !== '')
  return words === undefined ? t('common.untitledCluster') : t('common.groupOf', { words })
}
