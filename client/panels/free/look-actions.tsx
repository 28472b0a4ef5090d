import { useStore } from '@nanostores/react'
import { BringToFront, MoveUpRight, SendToBack, ZoomIn, ZoomOut } from 'lucide-react'
import type { ReactNode } from 'react'
import { reactionSigns, type ReactionSign } from '#shared/wire/mark.ts'
import { useWords } from '../../i18n/use-words.ts'
import {
  arrowSource,
  isFreeBoard,
  resizeSelected,
  restackSelected,
  noteToReactTo,
  react,
} from '../../tools/free.ts'
import { useBoard } from '../host/board-context.tsx'
import { modifier } from '../ui/keys.ts'
import { arrowDialog } from './arrow-entry.ts'
import { freeWords } from './words.ts'

interface LookAction {
  readonly id: string
  readonly label: string
  readonly icon: ReactNode
  readonly keys?: string
  readonly isPossible: boolean
  /** Stands in a tray of the bar. */
  readonly tray?: 'look' | 'react'
  readonly run: () => void
}

/** Of the selection: `move` all of it, `size` some of it. */
interface LookFacts {
  readonly notes: readonly string[]
  readonly may: { readonly move: boolean; readonly size: boolean }
}

/** Arrows, order and sizes of the selected notes. */
export function useLookActions(facts: LookFacts): readonly LookAction[] {
  const t = useWords(freeWords)
  const { model, shell } = useBoard()
  useStore(model.ui.selection)
  useStore(model.agenda)
  const mayOrder = facts.may.move && isFreeBoard(model) && facts.notes.length > 0
  const maySize = facts.may.size && isFreeBoard(model)
  const reacted = noteToReactTo(model)
  useStore(model.presence.place.isShown)
  return [
    {
      id: 'link',
      isPossible: arrowSource(model) !== undefined,
      label: t('link'),
      icon: <MoveUpRight />,
      run: () => shell.open(arrowDialog, { from: arrowSource(model) ?? '' }),
    },
    {
      id: 'front',
      isPossible: mayOrder,
      tray: 'look',
      label: t('front'),
      icon: <BringToFront />,
      keys: `${modifier}↑`,
      run: () => restackSelected(model, true),
    },
    {
      id: 'back',
      isPossible: mayOrder,
      tray: 'look',
      label: t('back'),
      icon: <SendToBack />,
      keys: `${modifier}↓`,
      run: () => restackSelected(model, false),
    },
    {
      id: 'larger',
      isPossible: maySize,
      tray: 'look',
      label: t('larger'),
      icon: <ZoomIn />,
      keys: `${modifier}⇧↑`,
      run: () => resizeSelected(model, true),
    },
    {
      id: 'smaller',
      isPossible: maySize,
      tray: 'look',
      label: t('smaller'),
      icon: <ZoomOut />,
      keys: `${modifier}⇧↓`,
      run: () => resizeSelected(model, false),
    },
    ...reactionsOf(reacted !== undefined).map(({ sign, ...action }) => ({
      ...action,
      label: t(`signs.${sign}`),
      run: () => react(model, sign, reacted ?? ''),
    })),
  ]
}

const signs = Object.keys(reactionSigns) as readonly ReactionSign[]

function reactionsOf(isPossible: boolean) {
  return signs.map((sign) => ({
    id: `react-${sign}`,
    sign,
    isPossible,
    tray: 'react' as const,
    icon: <span data-sign={sign} aria-hidden="true" />,
  }))
}
