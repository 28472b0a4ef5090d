import { Component, type ReactNode } from 'react'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../ui/button.tsx'
import { ProblemCard } from './problem-card.tsx'
import './join-page.css'

/** Stands in when drawing the page failed; the work itself is on the server or in this browser's store. */
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
