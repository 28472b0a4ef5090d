import { BringToFront, Frame, MoveUpRight, SendToBack, Type, ZoomIn, ZoomOut } from 'lucide-react'
import { reactionSigns, type ReactionSign } from '#shared/wire/mark.ts'
import { Operation } from '#shared/workshop/policy.ts'
import {
  arrowSource,
  drawnAreasOf,
  isFreeBoard,
  newAreaHere,
  newText,
  resizeSelected,
  restackSelected,
  isAnySizable,
  noteToReactTo,
  react,
} from '../../tools/free.ts'
import type { Actions } from '../host/feature.ts'
import { modifier } from '../ui/keys.ts'
import { areaWords } from './area-words.ts'
import { areasDialog, arrowDialog } from './arrow-entry.ts'
import { freeWords } from './words.ts'

const signs = Object.keys(reactionSigns) as readonly ReactionSign[]

/** The free board in the command palette. */
export const freeActions: Actions = {
  stores: ({ ui, agenda, presence }) => [ui.selection, agenda, presence.place.isShown],
  list: ({ model, shell }) => {
    const mayOrder = isAnySizable(model)
    const common = { section: 'content', inMenu: false } as const
    return [
      {
        ...common,
        id: 'newText',
        label: freeWords.t('tools.text'),
        icon: <Type />,
        keys: 'X',
        isPossible: isFreeBoard(model) && model.may(Operation.addNote),
        run: () => newText(model),
      },
      {
        ...common,
        id: 'newArea',
        label: areaWords.t('new'),
        icon: <Frame />,
        keys: 'R',
        isPossible: isFreeBoard(model) && model.may(Operation.drawArea),
        run: () => newAreaHere(model),
      },
      {
        ...common,
        id: 'areas',
        label: areaWords.t('list'),
        icon: <Frame />,
        inMenu: true,
        isPossible: isFreeBoard(model) && model.may(Operation.drawArea) && drawnAreasOf(model).length > 0,
        run: () => shell.open(areasDialog, {}),
      },
      {
        ...common,
        id: 'link',
        label: freeWords.t('link'),
        icon: <MoveUpRight />,
        isPossible: arrowSource(model) !== undefined,
        run: () => shell.open(arrowDialog, { from: arrowSource(model) ?? '' }),
      },
      {
        ...common,
        id: 'front',
        label: freeWords.t('front'),
        icon: <BringToFront />,
        keys: `${modifier}↑`,
        isPossible: mayOrder,
        run: () => void restackSelected(model, true),
      },
      {
        ...common,
        id: 'back',
        label: freeWords.t('back'),
        icon: <SendToBack />,
        keys: `${modifier}↓`,
        isPossible: mayOrder,
        run: () => void restackSelected(model, false),
      },
      {
        ...common,
        id: 'larger',
        label: freeWords.t('larger'),
        icon: <ZoomIn />,
        keys: `${modifier}⇧↑`,
        isPossible: mayOrder,
        run: () => void resizeSelected(model, true),
      },
      {
        ...common,
        id: 'smaller',
        label: freeWords.t('smaller'),
        icon: <ZoomOut />,
        keys: `${modifier}⇧↓`,
        isPossible: mayOrder,
        run: () => void resizeSelected(model, false),
      },
      ...signs.map((sign) => ({
        ...common,
        id: `react-${sign}`,
        label: freeWords.t('reactWith', { sign: freeWords.t(`signs.${sign}`) }),
        icon: <span data-sign={sign} aria-hidden="true" />,
        isPossible: noteToReactTo(model) !== undefined,
        run: () => react(model, sign, noteToReactTo(model) ?? ''),
      })),
    ]
  },
}
