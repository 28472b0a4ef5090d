import { Clapperboard } from 'lucide-react'
import { Operation } from '#shared/workshop/policy.ts'
import type { Actions } from '../host/feature.ts'
import { replayScreen } from './replay-entry.ts'
import { replayWords } from './words.ts'

export const replayActions: Actions = {
  stores: ({ meta }) => [meta],
  list: ({ model, shell }) => [
    {
      id: 'replay',
      label: replayWords.t('open'),
      icon: <Clapperboard />,
      section: 'past',
      inMenu: true,
      isPossible: model.may(Operation.replayBoard),
      run: () => shell.open(replayScreen),
    },
  ],
}
