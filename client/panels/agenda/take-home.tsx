import { use } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { useBoard } from '../host/board-context.tsx'
import type { Action } from '../host/feature.ts'
import { actionsAreHere } from '../host/fetch-actions.ts'
import { useActions } from '../host/use-actions.ts'
import { Button } from '../ui/button.tsx'

export const en = {
  principles: 'To hold to it',
  pledges: 'Who does what',
  by: 'by {{day}}',
  again: 'We meet again on {{day}}.',
  chose_one: 'What one person chose',
  chose_other: 'What {{count}} people chose',
  level: '{{count}} of them are level: all go on.',
  others_one: 'One other idea stays on the board.',
  others_other: '{{count}} other ideas stay on the board.',
  report: 'Keep the report',
  origin: 'Where it comes from',
  ideas_one: 'One, only on this device',
  ideas_other: '{{count}}, only on this device',
  nothing: 'Thank you. Everything that was written is on the board.',
}

export const fr = {
  principles: 'Pour la tenir',
  pledges: 'Qui fait quoi',
  by: 'pour le {{day}}',
  again: 'Nous nous retrouvons le {{day}}.',
  chose_one: 'Le choix d’une personne',
  chose_other: 'Le choix de {{count}} personnes',
  level: '{{count}} d’entre elles sont à égalité : toutes continuent.',
  others_one: 'Une autre idée reste sur le tableau.',
  others_other: '{{count}} autres idées restent sur le tableau.',
  report: 'Garder le compte rendu',
  origin: 'D’où elle vient',
  ideas_one: 'Une, connue de cet appareil seulement',
  ideas_other: '{{count}}, connues de cet appareil seulement',
  nothing: 'Merci. Tout ce qui a été écrit est sur le tableau.',
} satisfies typeof en

/** The sentences of the end. */
export const endWords = wordsOf({ en, fr })

/** Things that people take with them: the report and the purpose page, and where their own ideas went. */
export function useTakenHome(): { readonly home: readonly Action[]; readonly ideas: Action | undefined } {
  use(actionsAreHere(useBoard().features))
  const actions = useActions()
  return {
    home: actions.filter(({ isTakenHome }) => isTakenHome),
    ideas: actions.find(({ id }) => id === 'ideas'),
  }
}

/** The first one is the next action. On a phone it is at the thumb. */
export function TakeHome({ isPhone }: { readonly isPhone: boolean }) {
  const t = useWords(endWords)
  const { home } = useTakenHome()
  return home.slice(isPhone ? 1 : 0).map(({ id, label, icon, run }) => (
    <Button key={id} tone={id === home[0]?.id ? 'accent' : 'plain'} icon={icon} onClick={run}>
      {id === 'export' ? t('report') : label}
    </Button>
  ))
}

/** The one button of a phone after the end. */
export function TakeHomeFoot() {
  const t = useWords(endWords)
  const [first] = useTakenHome().home
  return (
    first && (
      <Button tone="accent" className="agenda-bar__go" icon={first.icon} onClick={first.run}>
        {first.id === 'export' ? t('report') : first.label}
      </Button>
    )
  )
}
