import { Suspense, use } from 'react'
import { persistently } from '../../offline/download.ts'
import { useBoard } from '../host/board-context.tsx'
import type { Feature } from '../host/feature.ts'
import { fetchActions } from '../host/fetch-actions.ts'
import { oncePer } from '../host/once-per.ts'
import { useActions } from '../host/use-actions.ts'

/** The report and the purpose page, before people leave. */
export function TakeHome() {
  return (
    <Suspense fallback={null}>
      <Buttons />
    </Suspense>
  )
}

const actionsAreHere = oncePer(async (features: readonly Feature[]) =>
  persistently(async () => fetchActions(features)),
)

function Buttons() {
  use(actionsAreHere(useBoard().features))
  const actions = useActions().filter(({ isTakenHome }) => isTakenHome)
  return (
    actions.length > 0 && (
      <p className="calm__home">
        {actions.map(({ id, label, icon, run }) => (
          <button key={id} type="button" className="button" onClick={run}>
            {icon}
            {label}
          </button>
        ))}
      </p>
    )
  )
}
