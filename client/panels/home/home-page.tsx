import { useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { recentBoards } from '../../model/memory/sessions.ts'
import { Page } from '../ui/page.tsx'
import { CodeForm } from '../join/code-form.tsx'
import { NewBoard } from './new-board.tsx'
import { PaperNotes } from './paper-notes.tsx'
import { RecentBoards } from './recent-boards.tsx'
import { said } from './said.ts'
import { TemplateCards } from './template-cards.tsx'
import { useOpening } from './use-opening.ts'
import { useTemplates } from './use-templates.ts'
import { homeWords } from './words.ts'
import './home-page.css'

/**
 * The start page: begin a workshop or a blank board, return to one, or join with a code. The boards of a person
 * who returns come first.
 */
export function HomePage() {
  const t = useWords(homeWords)
  const [isReturning] = useState(() => recentBoards().length > 0)
  const opening = useOpening()
  const templates = useTemplates(opening.lack === null)
  const { chosen } = templates
  const recent = (
    <section className="home__recent" aria-labelledby="recent-heading">
      <h2 className="home__small" id="recent-heading">
        {t('recentHeading')}
      </h2>
      <RecentBoards />
    </section>
  )
  return (
    <Page>
      <div className="home" data-returning={isReturning || undefined}>
        <div className="home__words">
          {!isReturning && <PaperNotes />}
          <h1 className="home__tagline">{t('tagline')}</h1>
          <p className="home__promise">{t('promise')}</p>
          {isReturning && recent}
          {templates.all?.length !== 0 && <TemplateCards {...templates} />}
        </div>
        <div className="home__cards">
          <section className="card" aria-labelledby="create-heading">
            <h2
              className="card__title"
              id="create-heading"
              lang={chosen ? said(chosen.title).lang : undefined}
            >
              {chosen ? said(chosen.title).text : t('createHeading')}
            </h2>
            <NewBoard
              opening={opening}
              template={chosen}
              onTemplate={async ({ id }) => templates.refresh(id)}
            />
          </section>
          <section className="card home__join" aria-labelledby="join-heading">
            <h2 className="home__small" id="join-heading">
              {t('joinHeading')}
            </h2>
            <CodeForm />
          </section>
        </div>
        {!isReturning && recent}
      </div>
    </Page>
  )
}
