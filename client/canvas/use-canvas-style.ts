import { useStore } from '@nanostores/react'
import { useMemo } from 'react'
import { titleIn } from '#shared/board/area.ts'
import { blanksInLine } from '#shared/board/blanks.ts'
import { currentLanguage } from '../i18n/i18n.ts'
import { photoWords } from '../i18n/photo-words.ts'
import { useCommonWords } from '../i18n/use-words.ts'
import { palettes } from '../style/palette.ts'
import { theme } from '../style/theme.ts'
import { createStyle, type CanvasStyle, type CanvasWords } from './style.ts'

/** How a canvas looks in the person's theme and language. */
export function useCanvasStyle(): CanvasStyle {
  const now = useStore(theme)
  const t = useCommonWords()
  return useMemo(() => {
    const words: CanvasWords = {
      board: t('board.canvas'),
      boardHint: t('board.canvasHint'),
      list: t('board.items'),
      note: t('phone.editing'),
      emptyNote: t('common.emptyNote'),
      photoNote: photoWords(t),
      clusterTitle: t('board.clusterTitle'),
      untitledCluster: t('common.untitledCluster'),
      groupOf: (words) => t('common.groupOf', { words }),
      openSigned: t('common.openSigned'),
      addedLater: t('common.addedLater'),
      reacted: (name, sign, note) => t('notices.reacted', { name, sign, note }),
      arrowsTo: (things) => t('notices.arrowsTo', { count: things.length, things: things.join(', ') }),
      blanks: (blanks) => blanksInLine(blanks, currentLanguage()),
      loose: t('board.loose'),
      elsewhere: t('board.elsewhere'),
      areaTitle: (title) => titleIn({ title }, currentLanguage()),
      clusterLabel: (title, count) => t('board.clusterItem', { title, count }),
      locked: (item) => t('board.lockedItem', { item }),
      ownDots: (item, count) => t('board.votedItem', { item, count }),
      ownPoints: (item, points) => t('board.ratedItem', { item, points }),
      votable: (item) => t('board.votableItem', { item }),
      selected: (count) => t('selection.count', { count }),
      deletedByOther: t('notices.deletedByOther'),
      goneNowAt: (next) =>
        next === undefined ? t('notices.deletedByOther') : t('notices.goneNowAt', { next }),
      unsaved: t('notices.wordsUnsaved'),
      putBack: t('notices.putBackNotes', { count: 1 }),
      clusterGone: t('notices.clusterGone'),
      titleAsNote: t('notices.titleAsNote'),
      rank: (rank) => t('vote.rank', { rank }),
      joining: { group: t('board.drop.group'), add: t('board.drop.add'), merge: t('board.drop.merge') },
    }
    return createStyle(palettes[now], now === 'dark', words)
  }, [now, t])
}
