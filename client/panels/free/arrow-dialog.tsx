import { MoveUpRight, X } from 'lucide-react'
import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import { inLine } from '#shared/text/in-line.ts'
import { useWords } from '../../i18n/use-words.ts'
import { connect } from '../../tools/free.ts'
import { useBoard } from '../host/board-context.tsx'
import { groupLabel } from '../host/group-label.ts'
import { Palette, type PaletteChoice } from '../ui/palette.tsx'
import { freeWords } from './words.ts'

/** The thing to which an arrow leads, chosen from a list: no dragging is needed. An arrow that is there goes. */
export function ArrowDialog({ from, onClose }: { readonly from: string; readonly onClose: () => void }) {
  const t = useWords(freeWords)
  const { model } = useBoard()
  const { scene, notices } = model
  const note = scene.notes.get(from)
  const { arrows = [] } = note ?? {}
  const choiceOf = (id: string, label: string, group: string): PaletteChoice => {
    const isThere = arrows.includes(id)
    return {
      id,
      label,
      group: isThere ? t('takeAway') : group,
      icon: isThere ? <X /> : <MoveUpRight />,
      run: () => {
        connect(model, from, id)
        const isNow = scene.notes.get(from)?.arrows?.includes(id) === true
        const words = isNow ? t('linked', { words: label }) : t('unlinked', { words: label })
        notices.show({ tone: 'calm', text: isNow === isThere ? t('arrowsFull') : words })
      },
    }
  }
  const others = inReadingOrder(
    [...scene.notes.values()].filter(({ id, text }) => id !== from && text.trim() !== ''),
    ({ rect }) => rect,
  )
  const choices = [
    ...[...scene.clusters.keys()].map((id) => choiceOf(id, groupLabel(scene, id, t), t('groups'))),
    ...others.map(({ id, text }) => choiceOf(id, inLine(text), t('notes'))),
  ]
  const isFirst = ({ id }: PaletteChoice): boolean => arrows.includes(id)
  return (
    <Palette
      title={t('linkHeading')}
      about={inLine(note?.text ?? '', 60)}
      placeholder={t('linkPlaceholder')}
      none={t('none')}
      choices={[...choices.filter(isFirst), ...choices.filter((choice) => !isFirst(choice))]}
      onClose={onClose}
    />
  )
}
