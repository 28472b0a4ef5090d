import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import type { TemplateSummary } from '#shared/wire/templates.ts'
import { CodeForm } from '../join/code-form.tsx'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { ImportFile } from './import-file.tsx'
import { NewBoard } from './new-board.tsx'
import { RecentBoards } from './recent-boards.tsx'
import { said } from './said.ts'
import { isBlank, TemplateActions, TemplateRows } from './template-rows.tsx'
import { useOpening } from './use-opening.ts'
import { useTemplates } from './use-templates.ts'
import { homeWords } from './words.ts'
import './home-page.css'

/** The start page: the code of the room and a first name; a new workshop or a blank board; the boards of this browser. */
export function HomePage() {
  const t = useWords(homeWords)
  const opening = useOpening()
  const templates = useTemplates(opening.lack === null)
  const [isBegun, setIsBegun] = useState(false)
  const { chosen } = templates
  const isAsked = isBegun || opening.lack !== null
  const begin = (template: TemplateSummary | null) => {
    templates.choose(template)
    setIsBegun(true)
  }
  const heading = isAsked && chosen ? said(chosen.title) : null
  return (
    <Page>
      <div className="home">
        <section className="home__join" aria-labelledby="join-heading">
          <h1 className="home__waits" id="join-heading">
            {t('waits')}
          </h1>
          <CodeForm tone={isAsked ? 'plain' : 'accent'} />
          <p className="home__soft">{t('promise')}</p>
        </section>
        <section className="home__recent" aria-labelledby="recent-heading">
          <h2 className="home__small" id="recent-heading">
            {t('recentHeading')}
          </h2>
          <RecentBoards />
          {opening.version && <p className="home__version">Boussole {opening.version}</p>}
        </section>
        <section className="home__open" aria-labelledby="create-heading">
          {isBegun && (
            <Button
              tone="quiet"
              className="home__back"
              icon={<ArrowLeft />}
              onClick={() => setIsBegun(false)}
            >
              {t('otherWays')}
            </Button>
          )}
          <h2
            key={String(isAsked)}
            className={isAsked ? 'card__title' : 'home__small'}
            id="create-heading"
            lang={heading?.lang}
            tabIndex={-1}
            ref={isBegun ? takeFocus : undefined}
          >
            {heading?.text ?? t(isBegun ? 'blank' : 'open')}
          </h2>
          {isAsked ? (
            <>
              <NewBoard opening={opening} template={chosen} />
              {chosen && (
                <TemplateActions
                  {...templates}
                  template={chosen}
                  onDeleted={() => {
                    setIsBegun(false)
                    void templates.refresh()
                  }}
                />
              )}
            </>
          ) : (
            <TemplateRows
              all={templates.all}
              onChoose={(template) => begin(isBlank(template) ? null : template)}
            />
          )}
          {opening.lack === null && (
            <ImportFile
              isLack={opening.isLack}
              onTemplate={async ({ id }) => {
                await templates.refresh(id)
                setIsBegun(true)
              }}
            />
          )}
        </section>
      </div>
    </Page>
  )
}

/** A person who has chosen goes on in the form, and sees it on a phone. */
function takeFocus(heading: HTMLElement | null): void {
  heading?.focus({ preventScroll: true })
  if (heading && heading.getBoundingClientRect().top > window.innerHeight / 2) heading.scrollIntoView()
}
