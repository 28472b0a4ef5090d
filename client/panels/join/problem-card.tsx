import type { ReactNode } from 'react'

/** A problem, the reassurance that nothing is lost, and what to do. */
export function ProblemCard({
  heading,
  text,
  actions,
}: {
  heading: string
  text: string
  actions?: ReactNode
}) {
  return (
    <section className="card card--narrow" role="alert">
      <h1 className="card__title">{heading}</h1>
      <p className="card__words">{text}</p>
      {actions && <div className="card__actions">{actions}</div>}
    </section>
  )
}
