import { type ReactNode, Component } from 'react'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../ui/button.tsx'
import { useCommonWords } from '../../i18n/use-words.ts'
import { Compass } from '../ui/compass.tsx'
import './join-page.css'

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

/** Shown when drawing the page failed. The work itself is on the server or in the browser's copy. */
export class PageProblem extends Component<{ readonly children: ReactNode }, { readonly isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError() {
    return { isBroken: true }
  }

  override render() {
    if (!this.state.isBroken) return this.props.children
    return (
      <div className="wait">
        <ProblemCard
          heading={t('problem.brokenHeading')}
          text={t('problem.brokenText')}
          actions={
            <Button tone="accent" onClick={() => location.reload()}>
              {t('problem.reload')}
            </Button>
          }
        />
      </div>
    )
  }
}

export function Wait() {
  const t = useCommonWords()
  return (
    <output className="wait">
      <Compass />
      <span>{t('common.loading')}</span>
    </output>
  )
}
