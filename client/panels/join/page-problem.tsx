import { Component, type ReactNode } from 'react'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../ui/button.tsx'
import { ProblemCard } from './problem-card.tsx'
import './join-page.css'

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
