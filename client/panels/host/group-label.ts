import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import { groupName } from '#shared/board/group-name.ts'
import { inLine } from '#shared/text/in-line.ts'
import type { CommonName, Translate } from '../../i18n/translate.ts'
import type { Scene, SceneCluster, SceneNote } from '../../model/document/scene.ts'

/** The notes of a group as people read them. */
export function notesOfGroup(
  { notes, clusters }: Pick<Scene, 'notes' | 'clusters'>,
  group: string,
): readonly SceneNote[] {
  const members = clusters.get(group)?.members.flatMap((id) => notes.get(id) ?? []) ?? []
  return inReadingOrder(members, ({ rect }) => rect)
}

/** The name of a group: its title, or the first words of its oldest note. */
export function nameOfGroup(
  group: Pick<SceneCluster, 'title' | 'firstWords'>,
  t: Translate<CommonName>,
): string {
  return groupName(group, {
    untitledCluster: t('common.untitledCluster'),
    groupOf: (words) => t('common.groupOf', { words }),
  })
}

/** The same in one line. */
export function groupLabel(
  { clusters }: Pick<Scene, 'clusters'>,
  group: string,
  t: Translate<CommonName>,
): string {
  return inLine(nameOfGroup(clusters.get(group) ?? { title: '', firstWords: '' }, t))
}
