import { use } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import type { Action } from '../host/feature.ts'
import { actionsAreHere } from '../host/fetch-actions.ts'
import { useActions } from '../host/use-actions.ts'
import { Button } from '../ui/button.tsx'
import { endWords } from './end-words.ts'

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
