import { useStore } from '@nanostores/react'
import { ListTree } from 'lucide-react'
import { useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { useBoard } from '../host/board-context.tsx'
import { useInColumn } from '../host/column.ts'
import { lazyPart } from '../host/entries.tsx'
import type { Feature } from '../host/feature.ts'
import { useStage } from '../host/slots.tsx'
import { isOutlineOpen, switchOutline } from '../host/column.ts'
import { BarButton } from '../ui/button.tsx'
import { phoneQuery, useMedia } from '../ui/use-media.ts'

const en = { list: 'List' }

const fr = { list: 'Liste' } satisfies typeof en

/** The word of the switch, which loads with the page. */
const outlineFirstWords = wordsOf({ en, fr })

const OutlinePanel = lazyPart(async () => (await import('./outline-panel.tsx')).OutlinePanel)

/** The board as a list beside it, with headings and levels: the list that screen readers have. */
export const outline: Feature = {
  name: 'outline',
  TopBar: OutlineSwitch,
  Task: Place,
  later: [OutlinePanel],
  shortcuts: [
    {
      key: 'l',
      isCommand: false,
      run: ({ model, features }) =>
        switchOutline(features.some(({ stage }) => stage?.isShown(model, features).get() === true)),
    },
  ],
}

function Place() {
  const isOpen = useStore(isOutlineOpen)
  const isStage = useStage() !== undefined
  const inColumn = useInColumn()
  const isPhone = useMedia(phoneQuery)
  return isOpen && !isStage && !inColumn && !isPhone && <OutlinePanel />
}

/** With an agenda the bar of the workshop has the switch. */
function OutlineSwitch() {
  const t = useWords(outlineFirstWords)
  const isOpen = useStore(isOutlineOpen)
  const isLed = useStore(useBoard().model.agenda) !== null
  const isHidden = useInColumn()
  const isPhone = useMedia(phoneQuery)
  if (isLed || isHidden || isPhone) return null
  return (
    <BarButton
      label={t('list')}
      icon={<ListTree />}
      shortcut="L"
      aria-pressed={isOpen}
      onClick={() => switchOutline(false)}
    />
  )
}
